"""One issue, the whole truth on one screen; composed here, for its parts come from several apps."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from issues.models import Issue
from issues.offers import offers
from issues.views.amendments.shown import changes_of, open_amendment
from issues.views.heading import heading, seen_issue
from issues.workflow import ROLE_NAMES
from rectify.accounts.http import SignedRequest
from rectify.core.offered import Offered
from rectify.desk import tabs
from rectify.desk.history import worded
from rectify.desk.history.issues import events_of
from rectify.desk.steps import steps_of_issue
from rectify.desk.why import why_of

RECENT = 5
AMEND = "amend"
"""Behind 更多: the plan is not amended every day."""


@require_safe
def issue(request: SignedRequest, pk: int) -> HttpResponse:
    """The issue's page with one of its tabs open."""
    row = seen_issue(request.actor, pk)
    can, head = offers(request.actor, row), heading(row)
    context = {
        **head,
        "issue": {**head["issue"], **_facts(row)},
        "meta": _meta(row),
        **steps_of_issue(row),
        "why": why_of(row),
        "measures": _measures(row, can),
        "measures_done": row.measures.exclude(done_on=None).count(),
        **_facets(request, row),
        **_actions(row, can),
        "responsibilities": _responsibilities(request, row),
        **_tabs(request, row),
    }
    return render(request, "desk/issue.html", context)


def _facts(row: Issue) -> dict[str, Any]:
    return {
        "due_words": row.deadline_text,
        "due_note": _("分%(n)d段") % {"n": len(row.stages)} if len(row.stages) > 1 else "",
        "long_term": row.long_term and row.due_on is None,
        "feedback": row.text,
        "goal": row.goal,
    }


def _meta(row: Issue) -> list[dict[str, str]]:
    first = _("首次整改") if row.cycle == 1 else _("第%(n)d次整改") % {"n": row.cycle}
    unnumbered = row.plan.title if row.plan.imported else _("方案草稿")
    plan = {"label": row.plan.doc_no or unnumbered, "url": f"/plans/{row.plan_id}/"}
    found = [{"label": row.round.name}, plan, {"label": first}]
    if row.imported:
        day = row.imported_on.isoformat() if row.imported_on else ""
        found.append({"label": _("状态和日期由台账导入 %(day)s") % {"day": day}})
    return found


def _measures(row: Issue, can: list[Offered]) -> list[dict[str, Any]]:
    reporting = any(offer.name == "report" and not offer.reason for offer in can)
    counts: dict[int | None, int] = {}
    for measure_id in row.evidence.filter(removed_at=None).values_list("measure_id", flat=True):
        counts[measure_id] = counts.get(measure_id, 0) + 1
    return [
        {
            "no": m.number,
            "text": m.text,
            "due": m.due_on,
            "due_text": m.deadline_text,
            "unit": "、".join(n for names in m.units_as_written.values() for n in names),
            "done_on": m.done_on,
            "evidence_count": counts.get(m.pk, 0),
            "evidence_url": f"/issues/{row.pk}/?tab=evidence#tab",
            "action": _finish(row, m.pk) if reporting and m.done_on is None else None,
        }
        for m in row.measures.order_by("number")
    ]


def _finish(row: Issue, measure_id: int) -> dict[str, str]:
    return {"label": _("办结"), "url": f"/issues/{row.pk}/measures/{measure_id}/done/"}


def _facets(request: SignedRequest, row: Issue) -> dict[str, Any]:
    """五个不变: that they stand, or every change with both values and its document."""
    changes = changes_of(row) if row.facets_version else []
    words = _("内容、责任、措施、目标、时限未变")
    if row.state == "draft":
        words = _("印发后内容、责任、措施、目标、时限不再变动")
    elif changes:
        words = _("经批准调整，以调整后为准")
    amending = open_amendment(row, request.actor.scope)
    return {"frozen": words, "changes": changes, "amending": amending}


def _actions(row: Issue, can: list[Offered]) -> dict[str, Any]:
    """The buttons, those behind 更多, and why the issue came back if it did."""
    returned = _("被退回：%(why)s") % {"why": row.returned_reason} if row.returned_reason else ""
    return {
        "actions": [offer.button for offer in can if offer.name != AMEND],
        "more": [offer.button for offer in can if offer.name == AMEND and not offer.reason],
        "actions_note": returned,
    }


def _responsibilities(request: SignedRequest, row: Issue) -> list[dict[str, Any]]:
    found: dict[str, list[Any]] = {}
    rows = row.responsibilities.active().select_related("unit")
    for one in rows.order_by("unit__division_id", "unit__rank", "unit_id"):
        found.setdefault(one.role, []).append(one)
    listed = [
        {
            "role": _(name),
            "names": "、".join(one.unit.name for one in found[role]),
            "mine": any(one.unit_id == request.actor.unit_id for one in found[role]),
            "note": _labels(found[role]),
        }
        for role, name in ROLE_NAMES.items()
        if role in found
    ]
    if row.state == "draft":
        listed = _as_written(row)
    for word, value in (
        (_("责任领导"), row.responsible_leader),
        (_("责任人"), row.responsible_person),
    ):
        if value:
            listed.append({"role": word, "names": value, "mine": False, "note": ""})
    return listed


def _as_written(row: Issue) -> list[dict[str, Any]]:
    return [
        {"role": _(ROLE_NAMES[role]), "names": "、".join(names), "mine": False, "note": ""}
        for role, names in row.units_as_written.items()
        if names
    ]


def _labels(rows: list[Any]) -> str:
    """The collective name the plan used, where it is not the unit's own."""
    labels = dict.fromkeys(one.label for one in rows if one.label and one.label != one.unit.name)
    return _("方案原文：%(names)s") % {"names": "、".join(labels)} if labels else ""


def _tabs(request: SignedRequest, row: Issue) -> dict[str, Any]:
    """The tabs with the chosen one's content, and beside them what happened last."""
    chosen, counted = tabs.chosen(request.GET.get("tab", "")), tabs.counts(row)
    return {
        "tabs": tabs.links(row, chosen, counted),
        "tab": chosen,
        **tabs.content(request, row, chosen),
        "recent": [worded(event) for event in events_of(row)[:RECENT]],
        "history_url": f"/issues/{row.pk}/?tab=history#tab",
        "history_total": counted["history"],
    }
