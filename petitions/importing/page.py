"""What `exchange/preview.html` shows of a staged batch."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from petitions.importing.entry import entry, of_file
from petitions.importing.looking import Look
from petitions.importing.view import View
from rectify.core.told import reason_of
from rectify.exchange.doubts import Doubt
from rectify.exchange.faults import label_of
from rectify.exchange.looks import CLASSES
from rectify.exchange.pane import pane_of
from rectify.exchange.staging import words_of


def context(view: View) -> dict[str, Any]:
    """The whole context of the page."""
    look = view.look
    return {
        "turned_back": look.staged.turned_back,
        "staged": _staged(look),
        "counts": _counts(look),
        "links": {name: view.link(show=name) for name in (*CLASSES, "doubts")},
        "claim": _claim(look),
        "findings": look.findings,
        "only_doubts": view.only_doubts,
        "only_doubts_url": view.link(show="all" if view.only_doubts else "doubts"),
        **view.neighbours(),
        "entries": _entries(view),
        "source": _source(view),
        "confirm": _confirm(look),
        "replace_url": reverse("petition_imports:upload"),
        "discard_url": reverse("petition_imports:discard", args=[look.staged.pk]),
        "marked": _marked(look),
        "list_url": reverse("imports:list"),
        "pager": view.pager(),
        "stale": not look.fresh,
        "again_url": again_url(look),
    }


def _entries(view: View) -> list[dict[str, Any]]:
    whole = [doubt for doubt in view.look.doubts if doubt.of_file and view.only_doubts]
    return [
        *(of_file(view, doubt) for doubt in whole),
        *(entry(view, row) for row in view.verdicts),
    ]


def again_url(look: Look) -> str:
    """Where a worker is asked to look anew at a large one; a small one is as it is now."""
    return (
        reverse("petition_imports:again", args=[look.staged.pk])
        if look.large and look.fresh
        else ""
    )


def _staged(look: Look) -> dict[str, Any]:
    words = look.words
    batch = _("第%(n)d批") % {"n": words.number} if words.number else _("批次待定")
    into = _("并入已有批次") if look.batch else _("新批次")
    handed = look.batch.handed_on if look.batch else words.handed_on
    stamps = [kept["at"] for kept in look.staged.answers.values() if "at" in kept]
    return {
        "file_name": str(look.staged),
        "round": look.round.name,
        "kind": _("%(batch)s（%(into)s，%(day)s交办）")
        % {"batch": batch, "into": into, "day": handed.isoformat()},
        "saved_at": datetime.fromisoformat(max(stamps)) if stamps else None,
    }


def _counts(look: Look) -> dict[str, int]:
    total, waiting = len(look.doubts), len(look.open)
    sums = {"doubts": total, "settled": total - waiting, "open": waiting}
    return {**look.counts, "total": look.total, **sums}


def _claim(look: Look) -> dict[str, Any] | None:
    """Whether the number of petitions the file states is the number read."""
    stated = look.staged.document.get("stated_count")
    if not stated:
        return None
    agrees = stated == look.total
    words = _("与清单载明“%(n)d件”一致") if agrees else _("清单载明“%(n)d件”，与读出的不一致")
    return {"text": words % {"n": stated}, "agrees": agrees}


def _source(view: View) -> dict[str, Any]:
    now: Doubt | None = view.now
    row = now.row if now else view.open_row
    draft = next((d for d in view.part.drafts if d.key == row), None)
    place = (now.place if now else "") or (draft.place if draft else "")
    cells = (draft.row.get("cells") or {}) if draft else {}
    soft = [(str(c.get("place") or ""), words_of(c)) for c in cells.values()]
    strong = now.raw if now else ""
    marks = [s for s in soft if len(s[1]) > 2]
    found = pane_of(view.look.window(place), 0, place, strong, marks)
    return {**found, "unit": reason_of(found["unit"])}


def _marked(look: Look) -> dict[str, str] | None:
    """The way to the file with its faults marked, while there are any."""
    if not look.open and not look.counts["refused"]:
        return None
    url = reverse("petition_imports:marked", args=[look.staged.pk])
    return {"label": label_of(look.staged), "url": url}


def _confirm(look: Look) -> dict[str, Any]:
    total = look.counts["new"] + look.counts["changed"]
    reason = ""
    if look.open:
        reason = _("存疑项逐条确认后方可导入")
    elif not look.total:
        reason = _("没有读出可以导入的内容")
    return {
        "url": reverse("petition_imports:confirm", args=[look.staged.pk]),
        "label": _("导入 %(n)d 件") % {"n": total},
        "reason": reason,
        "version": look.staged.version,
    }
