"""The entries of the preview page: one open, the others folded to a line."""

from typing import Any

from django.utils.translation import gettext as _

from issues.importing.asking import asked
from issues.importing.compare import Verdict
from issues.importing.drafts import Draft
from issues.importing.entry import readings, tag_of
from issues.importing.ledger.preview import LedgerPreview
from issues.importing.ledger.showing import differences, history_lines
from issues.importing.offered import one_offer
from issues.importing.values import measure_values, title_of
from issues.importing.view import View
from rectify.exchange.doubts import Doubt


def entries(view: View) -> list[dict[str, Any]]:
    """Questions about the file as a whole first, then one page of rows."""
    rows = [_row(view, verdict) for verdict in view.verdicts]
    asked_at_once = [doubt for doubt in view.look.doubts if doubt.of_file and view.only_doubts]
    return [*(_of_file(view, doubt) for doubt in asked_at_once), *rows]


def _of_file(view: View, doubt: Doubt) -> dict[str, Any]:
    form = asked(doubt, view.shown)
    reading = {"label": _("请确认"), "words": doubt.raw, "doubt": form, "place": doubt.place}
    return {
        "id": doubt.id,
        "number": _("全文"),
        "title": doubt.label if doubt == view.now else doubt.message,
        "tag": "",
        "open": doubt == view.now,
        "url": view.link(doubt=doubt.id),
        "doubt_label": "" if doubt.settled else doubt.label,
        "settled": doubt.settled,
        "refused": "",
        "readings": [reading],
        "offer": None,
    }


def _row(view: View, verdict: Verdict) -> dict[str, Any]:
    draft = verdict.draft
    mine = view.by_row.get(draft.key, [])
    waiting = [doubt for doubt in mine if not doubt.settled]
    is_open = draft.key == view.open_row
    target = waiting or mine
    url = view.link(doubt=target[0].id) if target and view.only_doubts else ""
    show = {"show": view.asked.show or "all", "row": draft.key, "page": str(view.here)}
    return {
        "id": draft.key,
        "number": _number(draft),
        "title": heading_of(draft),
        "tag": tag_of(verdict),
        "open": is_open,
        "url": url or view.link(**show),
        "doubt_label": waiting[0].label if waiting else "",
        "settled": bool(mine) and not waiting,
        "refused": verdict.reason,
        "readings": _readings(view, verdict, mine) if is_open else [],
        "offer": one_offer(view, draft.key) if is_open else None,
    }


def _readings(view: View, verdict: Verdict, mine: list[Doubt]) -> list[dict[str, Any]]:
    """The plan's fields; of a ledger its states and dates, and how it differs from the plan."""
    if not isinstance(view.part, LedgerPreview):
        return readings(verdict, mine, view.shown)
    row = view.part.by_key[verdict.draft.key]
    told = history_lines(row, verdict, mine, view.shown)
    if row.known is None:
        return [*readings(verdict, mine, view.shown), *told]
    return [*told, *differences(verdict)]


def heading_of(draft: Draft) -> str:
    """What the row is called in a list."""
    text = measure_values(draft)[0]["text"] if draft.overall else draft.issue
    return title_of(text) or _("（没有问题内容）")


def _number(draft: Draft) -> str:
    if draft.overall:
        return draft.number or _("总体措施")
    return _("第%(n)s项") % {"n": draft.number} if draft.number else _("无序号")
