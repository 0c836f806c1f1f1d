"""The plan's page: its issues, and what still stands against issuing it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from issues.models import Issue, Plan
from issues.services import plans as services
from issues.workflow import STATE_NAMES
from rectify.accounts.http import SignedRequest
from rectify.core.fetching import one_of
from rectify.core.paging import paged
from rectify.regions.models import Unit


def seen_plan(request: SignedRequest, pk: int) -> Plan:
    """The plan, in sight of this person; raises `Missing`."""
    rows = Plan.objects.visible_to(request.actor.scope).select_related("round__kind", "division")
    return one_of(rows, pk=pk)


def is_own(request: SignedRequest, plan: Plan) -> bool:
    """Whether this person is of the office that draws the plan up."""
    return request.actor.role == "office" and request.actor.division == plan.division_id


@require_safe
def plan(request: SignedRequest, pk: int) -> HttpResponse:
    """One plan; findings are shown to the office that drafts it."""
    row = seen_plan(request, pk)
    own = is_own(request, row)
    units = services.alias_units(row)
    issues = Issue.objects.visible_to(request.actor.scope).filter(plan=row)
    page = paged(request, issues.order_by("sort_key", "pk").prefetch_related("measures"))
    found = services.findings(row) if own and row.state == "draft" else []
    context = {
        "plan": _shown(row),
        "findings": [{"text": text, "count": 1} for text in found[:50]],
        "claim": {"text": _("共 %(n)d 处") % {"n": len(found)}} if found else None,
        "rows": [_row(issue, units, row) for issue in page.rows],
        "pager": page,
        "drafting": own and row.state == "draft",
        "overall": [_overall(m) for m in row.measures.filter(issue=None).order_by("number")],
        "exports": _exports(row),
        "actions": _actions(row, own, found),
        "actions_note": _("印发后五项内容不再变动：内容、责任、措施、目标、时限。") if own else "",
    }
    return render(request, "issues/plan.html", context)


def _shown(row: Plan) -> dict[str, Any]:
    approved = ""
    if row.approved_on:
        words = _("%(who)s %(day)s 批准")
        approved = words % {"who": row.approved_by, "day": row.approved_on}
    return {
        "title": row.title,
        "doc_no": row.doc_no,
        "owner": row.division.name,
        "round": row.round.name,
        "round_url": "/rounds/",
        "state": _(dict(Plan.STATES)[row.state]),
        "approved": approved,
        "issued_on": row.issued_on,
    }


def _exports(row: Plan) -> list[dict[str, str]]:
    """The plan's list as files."""
    labels = {"xlsx": _("清单（Excel）"), "docx": _("清单（Word）")}
    return [
        {"label": label, "url": reverse("issues:plan_export", args=[row.pk, form])}
        for form, label in labels.items()
    ]


def _row(issue: Issue, units: dict[str, list[Unit]], row: Plan) -> dict[str, Any]:
    needs = row.round.kind.needs_to_issue
    head = _("第%(n)s项") % {"n": issue.serial}
    lacks = services.doubts_of(issue, units, needs) if issue.state == "draft" else ()
    written = issue.units_as_written
    return {
        "number": issue.serial,
        "title": issue.title,
        "url": f"/issues/{issue.pk}/",
        "lead": "、".join(written.get("lead", []) + written.get("responsible", [])),
        "due_on": issue.due_on,
        "due_words": issue.deadline_text,
        "measures": len(issue.measures.all()),
        "findings": [text.removeprefix(head).rstrip("。") for text in lacks],
        "state": _(STATE_NAMES[issue.state]),
    }


def _overall(measure: Any) -> dict[str, Any]:
    names = [name for names in measure.units_as_written.values() for name in names]
    return {
        "no": measure.number,
        "text": f"{measure.heading} {measure.text}".strip(),
        "due_words": measure.deadline_text,
        "unit": "、".join(names),
    }


def _actions(row: Plan, own: bool, found: list[str]) -> list[dict[str, Any]]:
    if not own:
        return []
    lacking = _("还有 %(n)d 处没有补齐。") % {"n": len(found)} if found else ""
    wanted = {
        "draft": [(_("登记批准"), "approve", lacking), (_("继续导入"), "import", "")],
        "approved": [(_("编号印发"), "issue", "")],
        "issued": [],
    }[row.state]
    urls = {"import": f"/imports/upload/?plan={row.pk}"}
    return [
        {
            "label": label,
            "url": urls.get(name, f"/plans/{row.pk}/{name}/"),
            "primary": name != "import",
            "reason": reason,
        }
        for label, name, reason in wanted
    ]
