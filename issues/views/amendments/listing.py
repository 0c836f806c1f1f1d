"""方案调整 as a list: everything in sight, by state."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from issues.models import Amendment
from issues.services.amendments.fetch import url_of
from issues.views.amendments.shown import basis_of, facets_in_words
from issues.workflow import AMENDMENT_STATES
from rectify.accounts.http import SignedRequest
from rectify.core.lists import tabs
from rectify.core.paging import paged
from rectify.exchange import downloads


@require_safe
def amendments(request: SignedRequest) -> HttpResponse:
    """Everything in sight by state, newest first; `import` and `issue` narrow it."""
    rows, narrowed = sought(request)
    page = paged(request, narrowed)
    file = (_("当前清单（Excel）"), reverse("issues:amendment_list"))
    context = {
        "tabs": _tabs(request, rows),
        "rows": [line(row) for row in page.rows],
        "pager": page,
        "exports": downloads.menu(request.GET, file),
    }
    return render(request, "issues/amendments.html", context)


def sought(request: SignedRequest) -> tuple[QuerySet[Amendment], QuerySet[Amendment]]:
    """What `import` and `issue` ask for, and of it what the chosen tab lists, in its order."""
    rows = Amendment.objects.visible_to(request.actor.scope)
    for name, column in (("import", "source_id"), ("issue", "issue_id")):
        wanted = request.GET.get(name, "")
        if wanted.isdecimal() and len(wanted) < 19:
            rows = rows.filter(**{column: int(wanted)})
    state = request.GET.get("state", "")
    narrowed = rows.filter(state=state) if state in AMENDMENT_STATES else rows
    return rows, narrowed.select_related("issue__round").order_by("-pk")


def _tabs(request: SignedRequest, rows: QuerySet[Amendment]) -> list[dict[str, Any]]:
    sums = {name: Count("pk", filter=Q(state=name)) for name in AMENDMENT_STATES}
    counts = rows.order_by().aggregate(all=Count("pk"), **sums)
    offered = [("", _("全部"), counts["all"])]
    offered += [(name, _(word), counts[name]) for name, word in AMENDMENT_STATES.items()]
    return tabs(request.GET, "state", offered)


def line(row: Amendment) -> dict[str, Any]:
    """One amendment as `issues/amendments.html` lists it."""
    return {
        "number": row.issue.serial,
        "title": row.issue.title,
        "round": row.issue.round.name,
        "url": url_of(row),
        "facets": facets_in_words(row.changes),
        "applicant": row.applicant,
        "basis": basis_of(row),
        "at": row.at,
        "state": _(AMENDMENT_STATES[row.state]),
        "waiting": row.state == "submitted",
    }
