"""Tables that lost their lines when copied: one cell a line, or blanks between the columns.

A heading of at least four known column words starts one; its rows begin with their serial.
"""

import re
from collections.abc import Iterator, Sequence

from rectify.exchange.readers.columns import are_headings, bare, is_word, petition_field
from rectify.exchange.readers.serials import plain_number
from rectify.exchange.readers.source.aligned import by_blanks
from rectify.exchange.readers.source.clean import is_junk, tidy
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

LONGEST_LINE, LONGEST_WORD = 30, 14
"""Of the first line of a table, and of any heading without its marks and brackets."""
A_VALUE = re.compile(r"\d{4}-\d\d?-\d\d?|[-—－]{1,2}")
"""A day or a dash is junk about a page and a value in a row."""


def read_loose(lines: Sequence[Line], position: int) -> tuple[Table, int] | None:
    """Return the table that starts at this line and where it ends, None where none does."""
    return _by_lines(lines, position) or by_blanks(lines, position)


def _by_lines(lines: Sequence[Line], position: int) -> tuple[Table, int] | None:
    """One cell a line: the headings one under another, then the cells of each row."""
    read: tuple[Table, int] | None = None
    for headings, count, end in _headings(lines, position):
        records, after = _records(lines, end, headings, count)
        if records:
            read = table_of(lines[position][0], headings, records), after
            if not any(row.guessed for row in read[0].rows):
                return read
    return read


def _records(
    lines: Sequence[Line], end: int, headings: list[str], count: int
) -> tuple[list[list[Line]], int]:
    """Return the lines of every row, and where the table ends; `count` lines are its headings."""
    width, records, first = len(headings), list[list[Line]](), "".join(headings)
    while end < len(lines):
        number, text = lines[end][0], tidy(lines[end][1])
        if not text or (is_junk(text) and not (records and A_VALUE.fullmatch(text))):
            end += 1
            continue
        if first.startswith(bare(text)) and first == _words(lines, end, count):
            end = _skip(lines, end, count)
            continue
        if _opens(text, records, width):
            records.append([])
        elif not records or AFTER.fullmatch(text) or _ended(lines, end, records, width):
            break
        elif len(records[-1]) >= MOST_PIECES:
            return [], end
        records[-1].append((number, text))
        end += 1
    return records, end


def _words(lines: Sequence[Line], position: int, count: int) -> str:
    return "".join(bare(text) for _number, text in _filled(lines, position, count))


def _headings(lines: Sequence[Line], position: int) -> Iterator[tuple[list[str], int, int]]:
    """Yield the headings that a serial follows, how many lines they take, and where they end.

    Where headings may be torn over lines (受理｜编号), the more joined reading comes first.
    """
    found, end = _heading_lines(lines, position)
    seen: list[list[str]] = []
    for headings in (_joined(found, eager=True), _joined(found, eager=False)):
        first = headings[0] if headings else ""
        opens = petition_field(first) in {"serial", "number"} and not re.search(r"\d", first)
        distinct = LEAST <= len(headings) == len(set(headings)) <= MOST
        if opens and distinct and are_headings(headings) and headings not in seen:
            seen.append(headings)
            yield headings, len(found), end


def _heading_lines(lines: Sequence[Line], position: int) -> tuple[list[str], int]:
    """Return the short lines before a serial and where it stands; no lines where none comes."""
    found: list[str] = []
    if not lines[position][1].strip() or len(lines[position][1]) > LONGEST_LINE:
        return found, position
    for end in range(position, len(lines)):
        text = tidy(lines[end][1])
        if len(found) > 2 * MOST:
            break
        if text and (SERIAL.fullmatch(text) or (found and NUMBER.fullmatch(text))):
            return found, end
        if text:
            found.append(bare(text))
            if len(found[-1]) > LONGEST_WORD or re.search(r"[。；;，,]", text):
                break
    return [], position


def _joined(words: list[str], *, eager: bool) -> list[str]:
    """Put torn headings together: a word that is none alone, or (eager) any that make one."""
    found: list[str] = []
    for word in words:
        last = found[-1] if found else ""
        torn = last and is_word(last + word) and (eager or not is_word(last) or not is_word(word))
        if torn:
            found[-1] = last + word
        else:
            found.append(word)
    return found


def _filled(lines: Sequence[Line], position: int, most: int) -> list[Line]:
    """Return the next so many lines that say something."""
    found: list[Line] = []
    while position < len(lines) and len(found) < most:
        text = tidy(lines[position][1])
        if text:
            found.append((lines[position][0], text))
        position += 1
    return found


def _skip(lines: Sequence[Line], position: int, count: int) -> int:
    while position < len(lines) and count:
        count -= bool(tidy(lines[position][1]))
        position += 1
    return position


def _opens(text: str, records: list[list[Line]], width: int) -> bool:
    """Tell the serial of the next row from a bare number in a cell."""
    if not records:
        return bool(SERIAL.fullmatch(text) or NUMBER.fullmatch(text))
    if NUMBER.fullmatch(records[0][0][1]):
        return len(records[-1]) * 2 >= width and bool(NUMBER.fullmatch(text))
    if not SERIAL.fullmatch(text):
        return False
    previous, number = plain_number(records[-1][0][1]), plain_number(text)
    counts_on = previous.isdigit() and number == str(int(previous) + 1)
    return counts_on and len(records[-1]) * 2 >= width


def _ended(lines: Sequence[Line], position: int, records: list[list[Line]], width: int) -> bool:
    """Rows that all had a line for every column: the last one ends with its last column."""
    if any(len(record) != width for record in records[-3:]):
        return False
    previous = plain_number(records[-1][0][1])
    following = str(int(previous) + 1) if previous.isdigit() else ""
    coming = [text for _number, text in _filled(lines, position, 3 * width)]
    if NUMBER.fullmatch(records[0][0][1]):
        return not any(NUMBER.fullmatch(text) for text in coming)
    return not any(SERIAL.fullmatch(t) and plain_number(t) == following for t in coming)
