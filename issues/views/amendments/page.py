"""One amendment with both values side by side."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from issues.models import Amendment
from issues.offers import amendment_offers
from issues.services.amendments.fetch import facts_on
from issues.views.amendments.shown import differences, facets_in_words
from issues.views.heading import heading
from issues.workflow import AMENDMENT_STATES
from rectify.accounts.http import SignedRequest
from rectify.accounts.scope import Actor
from rectify.core.fetching import one_of
from rectify.exchange.models import StagedImport
from rectify.journal.models import Event
from rectify.journal.services import noun_of

ACTS = {
    "draft": gettext_lazy("起草"),
    "revise": gettext_lazy("修改"),
    "submit": gettext_lazy("提交审批"),
    "approve": gettext_lazy("已批准"),
    "reject": gettext_lazy("不予批准"),
    "withdraw": gettext_lazy("已撤回"),
}
TELLING = ("approve", "reject", "withdraw")
"""Acts whose words are an opinion, not the reason of the whole."""


@require_safe
def amendment(request: SignedRequest, pk: int) -> HttpResponse:
    """One amendment, before and after side by side, and what this person can do with it."""
    row = seen_amendment(request.actor, pk)
    context = {
        **heading(row.issue),
        "amendment": _shown(request, row),
        "changes": differences(row.changes),
        "steps": _steps(row),
        "actions": [offer.button for offer in amendment_offers(request.actor, row)],
    }
    return render(request, "issues/amendment.html", context)


def seen_amendment(who: Actor, pk: int) -> Amendment:
    """The amendment, in sight of this person; raises `Missing`."""
    rows = Amendment.objects.visible_to(who.scope)
    rows = rows.select_related("issue__plan", "issue__round__kind", "issue__division")
    return one_of(rows, pk=pk)


def _shown(request: SignedRequest, row: Amendment) -> dict[str, Any]:
    moved = facts_on(request.actor, row).moved
    imports = StagedImport.objects.visible_to(request.actor.scope)
    source = imports.filter(pk=row.source_id).first() if row.source_id else None
    return {
        "state": _(AMENDMENT_STATES[row.state]),
        "applicant": row.applicant,
        "reason": row.reason,
        "basis_no": row.basis_no,
        "basis_on": row.basis_on,
        "approver": row.issue.plan.approved_by,
        "source": {"label": str(source), "url": reverse("imports:preview", args=[source.pk])}
        if source and request.actor.role == "office"
        else None,
        "moved": facets_in_words(dict.fromkeys(moved)),
    }


def _steps(row: Amendment) -> list[dict[str, Any]]:
    """Who did what and when, oldest first."""
    events = Event.objects.filter(noun=noun_of(row), object_id=row.pk).order_by("number")
    return [
        {
            "what": ACTS.get(event.action, event.action),
            "who": " ".join(part for part in (event.unit, event.person) if part),
            "at": event.at,
            "note": event.reason if event.action in TELLING else "",
        }
        for event in events
    ]
