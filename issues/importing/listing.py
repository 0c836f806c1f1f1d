"""The list of uploads and the receipt, as their templates show them."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from issues.importing.kinds import hindrance
from issues.models import Plan
from rectify.core.text import gettext_noop
from rectify.exchange.models import StagedImport
from rectify.exchange.pages import PAGES
from rectify.journal import services as journal
from rectify.journal.models import Event

NOT_YET = {
    "preview": gettext_noop("核对后才写入"),
    "unreadable": gettext_noop("没有写入"),
    "discarded": gettext_noop("没有写入"),
}
"""What came of an upload that is not confirmed."""
SHOWN = 500
"""Rows a receipt lists; a longer one says how many more there are."""


def items_of(rows: Iterable[StagedImport]) -> list[dict[str, Any]]:
    """One line an upload."""
    return [_item(row) for row in rows]


def _item(row: StagedImport) -> dict[str, Any]:
    done = row.state in ("confirmed", "undone")
    page = "receipt" if done else "preview"
    url = reverse(f"{PAGES[row.kind]}:{page}", args=[row.pk])
    label = {"preview": _("核对"), "confirmed": _("回执"), "undone": _("回执")}.get(row.state)
    plan = row.target.get("title") or row.document.get("title") or row.target.get("doc_no")
    return {
        "id": row.pk,
        "file_name": str(row),
        "url": url,
        "kind": _(StagedImport.KINDS[row.kind]),
        "round": row.target.get("round_name", ""),
        "plan": plan,
        "who": row.person,
        "at": row.at,
        "state": _(StagedImport.STATES[row.state]),
        "needs_eyes": row.state in ("preview", "unreadable"),
        "counts": counts_in_words(row.summary) or _(NOT_YET.get(row.state, "—")),
        "action": {"label": label, "url": url} if label else None,
    }


def counts_in_words(summary: dict[str, int]) -> str:
    """新增 44，变更 1 …; nothing before the import is confirmed."""
    if not summary:
        return ""
    return _("新增 %(new)d，变更 %(changed)d，未变 %(untouched)d，不予导入 %(refused)d") % summary


def receipt_context(staged: StagedImport) -> dict[str, Any]:
    """What `exchange/receipt.html` shows; an undone one lists what it had done."""
    made = staged.made
    plan = Plan.objects.filter(pk=made["plan"]).first()
    undone = _undone(staged) if staged.state == "undone" else None
    return {
        "receipt": {
            "no": staged.receipt,
            "file_name": str(staged),
            "who": staged.confirmed_by,
            "at": staged.confirmed_at,
            "round": staged.target.get("round_name", ""),
            "plan": plan.title if plan else "",
            "kind": _(StagedImport.KINDS[staged.kind]),
            "sha256": staged.sha256,
        },
        "turned_back": staged.turned_back,
        "counts": staged.summary,
        "rows": [_row(line, undone is None) for line in made["rows"][:SHOWN]],
        "more": max(0, len(made["rows"]) - SHOWN),
        "refused": [_refused(line) for line in made["refused"][:SHOWN]],
        "undo": _undo(staged, plan),
        "undone": undone,
        "next_steps": _next_steps(plan),
        "list_url": reverse("imports:list"),
    }


def _row(line: dict[str, Any], stands: bool) -> dict[str, Any]:
    facets = "、".join(_(facet) for facet in line["facets"])
    return {
        "number": _("第%(n)s项") % {"n": line["number"]} if line["issue"] else line["number"],
        "title": line["title"],
        "url": f"/issues/{line['issue']}/" if line["issue"] and stands else "",
        "what": _("新增") if line["what"] == "new" else _("变更"),
        "note": _("变更：%(facets)s") % {"facets": facets} if facets else "",
    }


def _refused(line: dict[str, Any]) -> dict[str, str]:
    facets = "、".join(_(facet) for facet in line["facets"])
    head = _("第%(n)s项 %(title)s：") % {"n": line["number"] or "—", "title": line["title"]}
    more = _("（%(facets)s）") % {"facets": facets} if facets else ""
    return {"message": f"{head}{line['reason']}{more}", "place": line["place"]}


def _undo(staged: StagedImport, plan: Plan | None) -> dict[str, str] | None:
    if staged.state != "confirmed":
        return None
    url = reverse("imports:undo", args=[staged.pk])
    return {"url": url, "reason": hindrance(staged, plan)}


def _undone(staged: StagedImport) -> dict[str, Any]:
    noun = journal.noun_of(StagedImport)
    found = Event.objects.filter(noun=noun, object_id=staged.pk, action="undo").first()
    if found is None:
        return {"who": "", "at": None, "reason": ""}
    return {"who": found.person, "at": found.at, "reason": found.reason}


def _next_steps(plan: Plan | None) -> list[dict[str, Any]]:
    steps = [{"label": _("再导入一份"), "url": reverse("imports:upload"), "primary": False}]
    if plan is not None:
        label, url = _("查看方案，登记批准"), f"/plans/{plan.pk}/"
        steps.insert(0, {"label": label, "url": url, "primary": True})
    return steps
