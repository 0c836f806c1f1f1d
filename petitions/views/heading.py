"""What every page about one petition says at its top."""

from typing import Any

from django.utils.translation import gettext as _

from petitions.listing.rows import FIELDS, lamp_of, number_of, tags_of
from petitions.models import Petition
from rectify.accounts.scope import Actor
from rectify.core import clock
from rectify.core.fetching import one_of


def seen_petition(who: Actor, pk: int) -> Petition:
    """The petition, in sight of this person; raises `Missing`."""
    rows = Petition.objects.visible_to(who.scope)
    rows = rows.select_related("batch", "round__kind", "owner", "division")
    return one_of(rows, pk=pk)


def heading(petition: Petition) -> dict[str, Any]:
    """`petition` and `meta` as the page templates want them."""
    row = Petition._base_manager.filter(pk=petition.pk).values(*FIELDS).get()
    head = {
        "label": number_of(row),
        "title": petition.text[:60],
        "url": f"/petitions/{petition.pk}/",
        "tags": tags_of(row),
        "lamp": lamp_of(row, clock.today()),
        "due_on": petition.open_due_on,
    }
    # The page of one act is shared with issues and calls its object `issue`.
    return {
        "petition": head,
        "issue": head,
        "meta": [petition.round.name, _("第%(n)d批") % {"n": petition.batch.number}],
    }
