"""The tabs under an issue: progress, evidence, sign-off, notices, warnings, history."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from issues.models import Issue, NoticeLine, Objection, PublicNotice, SignOff
from issues.views.evidence_shown import pairs_of, shown_file
from rectify.accounts.http import SignedRequest
from rectify.core import clock
from rectify.core.paging import paged
from rectify.desk.history import events_of, worded
from rectify.signoff.running import TAKEN_OVER
from rectify.supervision.models import DeadlineWarning

TABS = {
    "progress": gettext_lazy("进展"),
    "evidence": gettext_lazy("佐证"),
    "signoff": gettext_lazy("销号记录"),
    "notices": gettext_lazy("公示与异议"),
    "warnings": gettext_lazy("预警督办"),
    "history": gettext_lazy("历史"),
}
DECISIONS = {
    "approve": gettext_lazy("同意"),
    "return": gettext_lazy("退回"),
    "fail": gettext_lazy("不通过"),
    "publish": gettext_lazy("发布"),
    "pass": gettext_lazy("期满"),
    "file": gettext_lazy("备案"),
    "disclose": gettext_lazy("公开"),
}


def chosen(name: str) -> str:
    """A known tab, else the first."""
    return name if name in TABS else "progress"


def links(row: Issue, tab: str, history: int) -> list[dict[str, Any]]:
    counts = {
        "progress": row.reports.count(),
        "evidence": row.evidence.filter(removed_at=None, cycle=row.cycle).count(),
        "signoff": sum(cycle.signatures.count() for cycle in row.signoffs.all()),
        "notices": _notices(row).count(),
        "warnings": _warnings(row).count(),
        "history": history,
    }
    return [
        {
            "label": label,
            "count": counts[name],
            "url": f"/issues/{row.pk}/?tab={name}#tab",
            "current": name == tab,
        }
        for name, label in TABS.items()
    ]


def content(request: SignedRequest, row: Issue, tab: str) -> dict[str, Any]:
    """The chosen tab's own context (see `templates/desk/tabs/`)."""
    return CONTENT[tab](request, row)


def _progress(request: SignedRequest, row: Issue) -> dict[str, Any]:
    return {
        "reports": [
            {
                "period": report.reported_on.isoformat(),
                "at": report.at,
                "who": report.person,
                "unit": report.unit,
                "text": report.done_text,
                "percent": report.pct,
                "quantities": [
                    f"{q['name']} {q['amount']} {q['unit']}".strip() for q in report.quantities
                ],
            }
            for report in row.reports.all()[:50]
        ]
    }


def _evidence(request: SignedRequest, row: Issue) -> dict[str, Any]:
    rows = row.evidence.filter(removed_at=None, kind="document", cycle=row.cycle)
    return {
        "pairs": pairs_of(row),
        "files": [shown_file(one) for one in rows.select_related("file", "measure")],
    }


def _signoff(request: SignedRequest, row: Issue) -> dict[str, Any]:
    old = set(row.closed_cycles.values_list("cycle", flat=True))
    cycles = [_cycle(cycle) for cycle in row.signoffs.order_by("-pk")]
    for shown in cycles:
        shown["old_url"] = f"/issues/{row.pk}/cycles/{shown['n']}/" if shown["n"] in old else ""
    return {"cycles": cycles}


def _cycle(cycle: SignOff) -> dict[str, Any]:
    return {
        "n": cycle.cycle,
        "opened_at": clock.day_of(cycle.opened_at),
        "closed_at": clock.day_of(cycle.closed_at) if cycle.closed_at else None,
        "result": _result(cycle),
        "steps": [
            *_taken_over(cycle),
            *(
                {
                    "name": _(one.run.name),
                    "unit": one.unit,
                    "who": one.person,
                    "at": one.at,
                    "decision": DECISIONS.get(one.action, one.action),
                    "opinion": one.opinion,
                    "seal": one.content_hash[:8],
                    "voided": one.void_reason if one.voided_at else "",
                    "files": [],
                }
                for one in cycle.signatures.select_related("run").order_by("pk")
            ),
        ],
    }


def _result(cycle: SignOff) -> str:
    word = _(dict(SignOff.STATES)[cycle.state])
    return _("%(word)s，由台账导入") % {"word": word} if cycle.imported else word


def _taken_over(cycle: SignOff) -> list[dict[str, Any]]:
    """Steps a ledger told of: with their days, and no signature, which is said."""
    runs = cycle.runs.filter(note=TAKEN_OVER).exclude(left_at=None).order_by("position")
    return [
        {
            "name": _(run.name),
            "unit": "",
            "who": _("台账"),
            "at": run.left_at,
            "decision": _("已通过"),
            "opinion": _(TAKEN_OVER),
            "seal": "",
            "voided": "",
            "files": [],
        }
        for run in runs
    ]


def _notices(row: Issue) -> Any:
    return PublicNotice.objects.filter(lines__sign_off__issue=row)


def _notice_tab(request: SignedRequest, row: Issue) -> dict[str, Any]:
    today = clock.today()
    return {
        "notices": [
            {
                "title": notice.title,
                "url": f"/public/notices/{notice.pk}/",
                "doc_no": notice.index_no,
                "from_on": notice.opens_on,
                "to_on": notice.closes_on,
                "state": _(dict(PublicNotice.STATES)[state]),
                "days_left": (notice.closes_on - today).days if state == "running" else None,
                "objections": [_objection(request, one) for one in _objections(row, notice)],
            }
            for notice, state in _notice_states(row)
        ]
    }


def _notice_states(row: Issue) -> Iterator[tuple[PublicNotice, str]]:
    """Each notice with its state for this issue, which may have left a notice that goes on."""
    lines = NoticeLine.objects.filter(sign_off__issue=row).order_by("-notice_id")
    for line in lines.select_related("notice"):
        yield line.notice, "withdrawn" if line.withdrawn_on else line.notice.state


def _objections(row: Issue, notice: PublicNotice) -> Any:
    return Objection.objects.filter(issue=row, notice=notice).order_by("pk")


def _objection(request: SignedRequest, one: Objection) -> dict[str, Any]:
    """The office of the notice reads the text on the objection's own page; others see the state."""
    may = Objection.objects.visible_to(request.actor.scope).filter(pk=one.pk).exists()
    return {
        "receipt": one.pk,
        "at": one.submitted_at,
        "state": _(Objection.STATES[one.state]),
        "reply": one.reply,
        "url": f"/objections/{one.pk}/" if may else "",
    }


def _warnings(row: Issue) -> Any:
    return DeadlineWarning.objects.filter(noun="issues.issue", object_id=row.pk)


def _warning_tab(request: SignedRequest, row: Issue) -> dict[str, Any]:
    rows = _warnings(row).order_by("-pk")[:100]
    return {
        "letters": [],
        "warnings": [
            {
                "at": one.at,
                "rule": _("已超期") if one.rung < 0 else _("到期前 %(n)d 天") % {"n": one.rung},
                "why": _("时限 %(day)s") % {"day": one.due_on},
                "lamp": {"kind": "red" if one.rung < 0 else "orange"},
                "state": _(DeadlineWarning.STATES.get(one.state, one.state)),
            }
            for one in rows
        ],
    }


def _history(request: SignedRequest, row: Issue) -> dict[str, Any]:
    page = paged(request, events_of(row))
    return {"events": [worded(event) for event in page.rows], "pager": page}


CONTENT = {
    "progress": _progress,
    "evidence": _evidence,
    "signoff": _signoff,
    "notices": _notice_tab,
    "warnings": _warning_tab,
    "history": _history,
}
