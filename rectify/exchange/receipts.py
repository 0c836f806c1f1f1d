"""The receipt of an import, as `exchange/receipt.html` shows it, whatever its rows are."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from rectify.exchange.models import StagedImport
from rectify.exchange.pages import PAGES
from rectify.journal import services as journal
from rectify.journal.models import Event

Json = dict[str, Any]
SHOWN = 100
"""Rows a receipt lists; a longer one says how many more there are."""


@dataclass(frozen=True)
class Wording:
    """How a noun speaks of its rows: `number` and `url` (empty for none) of one that was written,
    the sentence of one that was `refused`."""

    number: Callable[[Json], str]
    url: Callable[[Json], str]
    refused: Callable[[Json], str]


@dataclass(frozen=True)
class Into:
    """The plan or batch the rows went to, and the page that lists all of them; empty when it is
    gone."""

    name: str = ""
    url: str = ""


def receipt(
    staged: StagedImport, wording: Wording, *, into: Into, hindrance: str, further: list[Json]
) -> Json:
    """The whole context; an undone one lists what it had done.

    `hindrance` is why it cannot be undone, `further` what to do next besides handing in another
    file.
    """
    written, left_out = staged.made["rows"], staged.made["refused"]
    undone = _undone(staged) if staged.state == "undone" else None
    return {
        "receipt": _head(staged, into.name),
        "turned_back": staged.turned_back,
        "counts": staged.summary,
        "rows": [_row(line, wording, undone is None) for line in written[:SHOWN]],
        "more": max(0, len(written) - SHOWN),
        "whole_url": into.url if undone is None else "",
        "refused": [
            {"message": wording.refused(line), "place": line["place"]} for line in left_out[:SHOWN]
        ],
        "undo": _undo(staged, hindrance),
        "undone": undone,
        "next_steps": [*further, _another(staged)],
        "list_url": reverse("imports:list"),
    }


def facets_of(line: Json) -> str:
    """What of a row is changed, in words."""
    return "、".join(_(facet) for facet in line["facets"])


def _head(staged: StagedImport, into: str) -> Json:
    return {
        "no": staged.receipt,
        "file_name": str(staged),
        "who": staged.confirmed_by,
        "at": staged.confirmed_at,
        "round": staged.target.get("round_name", ""),
        "plan": into,
        "kind": _(StagedImport.KINDS[staged.kind]),
        "sha256": staged.sha256,
    }


def _row(line: Json, wording: Wording, stands: bool) -> Json:
    facets = facets_of(line)
    return {
        "number": wording.number(line),
        "title": line["title"],
        "url": wording.url(line) if stands else "",
        "what": _("新增") if line["what"] == "new" else _("变更"),
        "note": _("变更：%(facets)s") % {"facets": facets} if facets else "",
    }


def _undo(staged: StagedImport, hindrance: str) -> dict[str, str] | None:
    if staged.state != "confirmed":
        return None
    url = reverse(f"{PAGES[staged.kind]}:undo", args=[staged.pk])
    return {"url": url, "reason": hindrance}


def _undone(staged: StagedImport) -> Json:
    """Who took it back, when and why."""
    noun = journal.noun_of(StagedImport)
    found = Event.objects.filter(noun=noun, object_id=staged.pk, action="undo").first()
    if found is None:
        return {"who": "", "at": None, "reason": ""}
    return {"who": found.person, "at": found.at, "reason": found.reason}


def _another(staged: StagedImport) -> Json:
    url = reverse(f"{PAGES[staged.kind]}:upload")
    return {"label": _("再导入一份"), "url": url, "primary": False}
