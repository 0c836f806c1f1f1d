"""What `exchange/preview.html` shows of one view."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from issues.importing.drafts import NOTHING, TEXT_FIELDS, Draft
from issues.importing.entries import entries
from issues.importing.looking import Look
from issues.importing.offered import all_offers
from issues.importing.roles import UNIT_FIELDS
from issues.importing.view import View
from rectify.core.told import reason_of
from rectify.exchange.faults import label_of
from rectify.exchange.looks import CLASSES
from rectify.exchange.pane import pane_of
from rectify.exchange.staging import words_of


def context(view: View) -> dict[str, Any]:
    """The whole context of the page."""
    return {
        "turned_back": view.look.staged.turned_back,
        "staged": _staged(view.look),
        "counts": _counts(view.look),
        "links": {name: view.link(show=name) for name in (*CLASSES, "doubts")},
        "claim": _claim(view.look),
        "findings": view.look.findings,
        "only_doubts": view.only_doubts,
        "only_doubts_url": view.link(show="all" if view.only_doubts else "doubts"),
        **view.neighbours(),
        "entries": entries(view),
        "source": _source(view),
        "confirm": _confirm(view.look),
        "offer": all_offers(view),
        "replace_url": reverse("imports:upload"),
        "discard_url": reverse("imports:discard", args=[view.look.staged.pk]),
        "marked": _marked(view.look),
        "list_url": reverse("imports:list"),
        "pager": view.pager(),
        "stale": not view.look.fresh,
        "again_url": again_url(view.look),
    }


def again_url(look: Look) -> str:
    """Where a worker is asked to look anew at a large one; a small one is as it is now."""
    return reverse("imports:again", args=[look.staged.pk]) if look.large else ""


def _staged(look: Look) -> dict[str, Any]:
    into = _("并入《%(title)s》") if look.plan else _("新方案《%(title)s》")
    return {
        "file_name": str(look.staged),
        "round": look.round.name,
        "kind": into % {"title": look.plan.title if look.plan else look.title},
        "saved_at": _saved_at(look),
    }


def _counts(look: Look) -> dict[str, int]:
    total, waiting = len(look.doubts), len(look.open)
    sums = {"doubts": total, "settled": total - waiting, "open": waiting}
    return {**look.counts, "total": look.total, **sums}


def _saved_at(look: Look) -> datetime | None:
    stamps = [kept["at"] for kept in look.staged.answers.values() if "at" in kept]
    return datetime.fromisoformat(max(stamps)) if stamps else None


def _claim(look: Look) -> dict[str, Any] | None:
    """Whether the number of issues the file states is the number read."""
    stated = look.staged.document.get("stated_count")
    if not stated:
        return None
    agrees = stated == look.stated
    words = _("与方案载明“%(n)d项”一致") if agrees else _("方案载明“%(n)d项”，与读出的不一致")
    return {"text": words % {"n": stated}, "agrees": agrees}


def _source(view: View) -> dict[str, Any]:
    """The source around the doubt under the eyes, else around the open row."""
    now = view.now
    row = now.row if now else view.open_row
    draft = next((d for d in view.part.drafts if d.key == row), None)
    issue = (draft.row.get("issue") or NOTHING) if draft else NOTHING
    place, strong = str(issue.get("place") or ""), words_of(issue)
    if now:
        place, strong = now.place, now.raw or now.sentence
    soft = _words(draft) if draft else []
    place = place or (draft.place if draft else "")
    found = pane_of(view.look.window(place), 0, place, strong, soft)
    return {**found, "unit": reason_of(found["unit"])}


def _words(draft: Draft) -> list[tuple[str, str]]:
    """Where the row's other readings stand, and their words; a bare number marks nothing."""
    columns = (*TEXT_FIELDS.values(), "deadline", *UNIT_FIELDS)
    found = [draft.row.get(column) or NOTHING for column in columns]
    spots = [(str(r.get("place") or ""), words_of(r)) for r in found]
    spots += [(measure.place, measure.text) for measure in draft.measures]
    return [(place, words) for place, words in spots if len(words) > 2]


def _marked(look: Look) -> dict[str, str] | None:
    """The way to the file with its faults marked, while there are any."""
    if not look.open and not look.counts["refused"]:
        return None
    return {"label": label_of(look.staged), "url": reverse("imports:marked", args=[look.staged.pk])}


def _confirm(look: Look) -> dict[str, Any]:
    total = look.counts["new"] + look.counts["changed"]
    reason = _("存疑项逐条确认后方可导入") if look.open else look.hindrance
    return {
        "url": reverse("imports:confirm", args=[look.staged.pk]),
        "label": _("导入 %(n)d 项") % {"n": total},
        "reason": reason,
        "version": look.staged.version,
    }
