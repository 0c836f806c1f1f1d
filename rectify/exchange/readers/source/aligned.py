"""Tables whose columns are parted by blanks, as a page copied into an editor shows them."""

import re
from collections.abc import Sequence

from rectify.exchange.readers.columns import are_headings, is_word, petition_field
from rectify.exchange.readers.source.clean import is_junk, squeeze, tidy
from rectify.exchange.readers.source.lost import (
    AFTER,
    LEAST,
    MOST,
    MOST_PIECES,
    NUMBER,
    SERIAL,
    Line,
    table_of,
)
from rectify.exchange.readers.source.model import Table

BLANKS = re.compile(r"[ \u3000\u00a0]{2,}|\u3000")
ANY_BLANK = re.compile(r"[\s\u3000]+")


def by_blanks(lines: Sequence[Line], position: int) -> tuple[Table, int] | None:
    """Columns parted by blanks, as a page copied into an editor shows them."""
    headings = _split(lines[position][1])
    if not _begin_table(headings):
        return None
    records: list[list[Line]] = []
    end = position + 1
    while end < len(lines):
        number, line = lines[end]
        parts = _split(line)
        if not parts or parts == headings or is_junk(line):
            end += 1
            continue
        if (SERIAL.fullmatch(parts[0]) or NUMBER.fullmatch(parts[0])) and len(parts) > 1:
            records.append([])
        elif not records or AFTER.fullmatch(squeeze(line)) or not tidy(lines[end - 1][1]):
            break
        if len(records[-1]) > MOST_PIECES:
            return None
        records[-1].extend((number, part) for part in _parts(line, len(headings)))
        end += 1
    return (table_of(lines[position][0], headings, records), end) if records else None


def _begin_table(headings: Sequence[str]) -> bool:
    """Tell the words of a heading line: known ones, a serial or a number first."""
    known = sum(map(is_word, headings))
    if known < LEAST or len(headings) > MOST or not are_headings(headings):
        return False
    return petition_field(headings[0]) in {"serial", "number"}


def _split(line: str) -> list[str]:
    """Part a line at wide blanks, at any blank where there are no wide ones."""
    text = line.strip()
    wide = [part for part in BLANKS.split(text) if part.strip()]
    return wide if len(wide) > 1 else [part for part in ANY_BLANK.split(text) if part]


def _parts(line: str, width: int) -> list[str]:
    wide = [part.strip() for part in BLANKS.split(line.strip()) if part.strip()]
    return wide if len(wide) * 2 > width else [p for p in ANY_BLANK.split(line.strip()) if p]
