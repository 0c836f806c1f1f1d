"""What one request asks of the petition list, among the petitions in sight."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from django.db.models import QuerySet

from petitions.forms import SearchForm
from petitions.listing.query import ListQuery
from petitions.models import Petition
from rectify.accounts.http import SignedRequest
from rectify.core import clock


@dataclass(frozen=True)
class Asked:
    """`rows` are those of every tab and lamp, `wanted` those of the chosen ones in their order."""

    form: SearchForm
    query: ListQuery
    on: date
    rows: QuerySet[Petition]
    wanted: QuerySet[Petition]

    @classmethod
    def by(cls, request: SignedRequest) -> Self:
        scope, on = request.actor.scope, clock.today()
        form = SearchForm(request.GET, scope=scope)
        query = form.query()
        rows = query.filter(Petition.objects.visible_to(scope))
        return cls(form, query, on, rows, query.sort(query.narrow(rows, on)))
