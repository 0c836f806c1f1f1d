"""The source beside the readings: the lines around a place, with the words in question marked."""

import re
from typing import Any

from rectify.core.text import gettext_noop as _
from rectify.exchange.places import piece_of

AROUND = 7
"""Lines shown before and after."""
LONGEST = 1200
HEADING = re.compile(r"\s*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）])")


def pane(
    pieces: list[list[str]], place: str, strong: str, soft: list[tuple[str, str]]
) -> dict[str, Any]:
    """`{first, last, total, unit, lines}` around `place`; all empty when it is not in the source.

    `strong` are the words of the reading in question, `soft` the places and words of others.
    """
    places = {where: n for n, (where, _text) in enumerate(pieces)}
    here = places.get(piece_of(place))
    if here is None:
        return {"first": 0, "last": 0, "total": len(pieces), "unit": "", "lines": []}
    first, last = max(0, here - AROUND), min(len(pieces), here + AROUND + 1)
    near: dict[str, list[str]] = {}
    for where, words in soft:
        near.setdefault(piece_of(where), []).append(words)
    lines = []
    for n in range(first, last):
        where, text = pieces[n]
        lines.append(_line(n, text, strong if n == here else "", near.get(where, [])))
    unit = _("行") if piece_of(place).endswith("行") else _("段")
    return {"first": first + 1, "last": last, "total": len(pieces), "unit": unit, "lines": lines}


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
