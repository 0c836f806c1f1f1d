"""The list of uploads and the receipt, as their templates show them."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from issues.importing.kinds import hindrance
from issues.models import Plan
from rectify.accounts.scope import Actor
from rectify.core.text import gettext_noop
from rectify.exchange.models import StagedImport
from rectify.exchange.pages import PAGES
from rectify.exchange.receipts import Into, Wording, facets_of, receipt

NOT_YET = {
    "preview": gettext_noop("核对后才写入"),
    "unreadable": gettext_noop("没有写入"),
    "discarded": gettext_noop("没有写入"),
}
"""What came of an upload that is not confirmed."""


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


def receipt_context(who: Actor, staged: StagedImport) -> dict[str, Any]:
    """What `exchange/receipt.html` shows."""
    plan = Plan.objects.filter(pk=staged.made["plan"]).first()
    return receipt(
        staged,
        Wording(_number, _url, _refused),
        into=Into(plan.title, f"/plans/{plan.pk}/") if plan else Into(),
        hindrance=hindrance(staged, plan),
        further=_further(plan),
    )


def _further(plan: Plan | None) -> list[dict[str, Any]]:
    if plan is None:
        return []
    return [{"label": _("查看方案，登记批准"), "url": f"/plans/{plan.pk}/", "primary": True}]


def _number(line: dict[str, Any]) -> str:
    return _("第%(n)s项") % {"n": line["number"]} if line["issue"] else str(line["number"])


def _url(line: dict[str, Any]) -> str:
    return f"/issues/{line['issue']}/" if line["issue"] else ""


def _refused(line: dict[str, Any]) -> str:
    head = _("第%(n)s项 %(title)s：") % {"n": line["number"] or "—", "title": line["title"]}
    facets = facets_of(line)
    return f"{head}{line['reason']}" + (_("（%(facets)s）") % {"facets": facets} if facets else "")
