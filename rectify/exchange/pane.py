"""The source beside the readings: the lines around a place, with the words in question marked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rectify.core.text import gettext_noop as _
from rectify.exchange import sql
from rectify.exchange.places import piece_of

AROUND = 7
"""Lines shown before and after."""
LONGEST = 1200
HEADING = re.compile(r"\s*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）])")


@dataclass(frozen=True)
class Window:
    """Some pieces `[place, text]` of a source: from the one numbered `start` (from 0) on, around
    the one numbered `here`, of `total`."""

    pieces: Sequence[Sequence[str]]
    start: int
    here: int
    total: int


def window(pieces: Sequence[Sequence[str]], place: str) -> Window | None:
    """The pieces around a place of a whole source; nothing when it is not in it."""
    here = next((n for n, (at, _t) in reversed([*enumerate(pieces)]) if at == piece_of(place)), -1)
    if here < 0:
        return None
    first = max(0, here - AROUND)
    return Window(pieces[first : here + AROUND + 1], first, here, len(pieces))


def stored_window(import_id: int, place: str) -> Window | None:
    """The same, of a large import, whose other pieces stay where they are."""
    found = sql.pieces_of(import_id, [piece_of(place)])
    if not found:
        return None
    here, _place, _text, total = found[-1]
    first = max(0, here - AROUND)
    return Window(sql.pieces_between(import_id, first, here + AROUND), first, here, total)


def pane(
    pieces: Sequence[Sequence[str]], place: str, strong: str, soft: list[tuple[str, str]]
) -> dict[str, Any]:
    """`pane_of` a whole source."""
    return pane_of(window(pieces, place), len(pieces), place, strong, soft)


def pane_of(
    seen: Window | None, total: int, place: str, strong: str, soft: list[tuple[str, str]]
) -> dict[str, Any]:
    """`{first, last, total, unit, lines}` of a window around `place`; empty without one.

    `strong` are the words of the reading in question, `soft` the places and words of others.
    """
    if seen is None:
        return {"first": 0, "last": 0, "total": total, "unit": "", "lines": []}
    near: dict[str, list[str]] = {}
    for where, words in soft:
        near.setdefault(piece_of(where), []).append(words)
    lines = [
        _line(n, text, strong if n == seen.here else "", near.get(where, []))
        for n, (where, text) in enumerate(seen.pieces, seen.start)
    ]
    unit = _("行") if piece_of(place).endswith("行") else _("段")
    first, last = seen.start + 1, seen.start + len(seen.pieces)
    return {"first": first, "last": last, "total": seen.total, "unit": unit, "lines": lines}


def _line(n: int, text: str, strong: str, soft: list[str]) -> dict[str, Any]:
    heading = bool(HEADING.match(text)) and len(text) < 60
    return {"no": n + 1, "heading": heading, "parts": parts(text[:LONGEST], strong, soft)}


def parts(text: str, strong: str, soft: list[str]) -> list[dict[str, str]]:
    """The text cut at the marked words; joined again it is the text."""
    marks: list[tuple[int, int, str]] = []
    for words, mark in [(strong, "strong"), *((word, "soft") for word in soft)]:
        start = text.find(words) if words else -1
        end = start + len(words)
        if start >= 0 and all(end <= a or start >= b for a, b, _mark in marks):
            marks.append((start, end, mark))
    found, at = [], 0
    for start, end, mark in sorted(marks):
        found.append({"text": text[at:start], "mark": ""})
        found.append({"text": text[start:end], "mark": mark})
        at = end
    found.append({"text": text[at:], "mark": ""})
    return [part for part in found if part["text"]]
