"""Tables that lost their lines when copied: one cell a line, or blanks between the columns.

A heading of at least four known column words starts one; its rows begin with their serial.
"""

import re
from collections.abc import Iterator, Sequence

from rectify.exchange.readers.columns import bare, is_word, petition_field
from rectify.exchange.readers.serials import plain_number
from rectify.exchange.readers.source.clean import is_junk, squeeze, tidy
from rectify.exchange.readers.source.fitting import fields_of, fitted
from rectify.exchange.readers.source.model import EMPTY, Cell, Table, TableRow

Line = tuple[int, str]
LEAST, MOST = 4, 20
MOST_PIECES = 200  # of one row
SERIAL = re.compile(r"[（(]?(\d{1,5}|[一二三四五六七八九十百]{1,4})[)）、.．]?")
NUMBER = re.compile(r"[DXWdxw信电]\d?[A-Za-z]{0,4}\d{6,}[*＊()（）]*|\d{6,20}[*＊]?")
BLANKS = re.compile(r"[ \u3000\u00a0]{2,}|\u3000")
ANY_BLANK = re.compile(r"[\s\u3000]+")
AFTER = re.compile(
    r"(合计|总计|小计|共计)\s*\d*|[（(]?(注|备注|说明|附件|附|填报|制表|审核)[^。]{0,8}[:：].*|第.{1,6}批.*"
)


def read_loose(lines: Sequence[Line], position: int) -> tuple[Table, int] | None:
    """Return the table that starts at this line and where it ends, None where none does."""
    return _by_lines(lines, position) or _by_blanks(lines, position)


def _by_lines(lines: Sequence[Line], position: int) -> tuple[Table, int] | None:
    """One cell a line: the headings one under another, then the cells of each row."""
    read: tuple[Table, int] | None = None
    for headings, count, end in _headings(lines, position):
        records, after = _records(lines, end, headings, count)
        if records:
            read = _table(lines[position][0], headings, records), after
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
        if not text or is_junk(text):
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
    if not lines[position][1].strip() or len(lines[position][1]) > 30:
        return
    found: list[str] = []
    end = position
    while end < len(lines) and len(found) <= 2 * MOST:
        text = tidy(lines[end][1])
        if text and (SERIAL.fullmatch(text) or (found and NUMBER.fullmatch(text))):
            break
        if text:
            found.append(bare(text))
            if len(found[-1]) > 14 or re.search(r"[。；;，,]", text):
                return
        end += 1
    else:
        return
    seen: list[list[str]] = []
    for headings in (_joined(found, eager=True), _joined(found, eager=False)):
        known = sum(is_word(word) for word in headings)
        opens = petition_field(headings[0]) in {"serial", "number"} if headings else False
        distinct = LEAST <= len(headings) == len(set(headings)) <= MOST
        if opens and distinct and known * 5 >= len(headings) * 4 and headings not in seen:
            seen.append(headings)
            yield headings, len(found), end


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


def _by_blanks(lines: Sequence[Line], position: int) -> tuple[Table, int] | None:
    """Columns parted by blanks, as a page copied into an editor shows them."""
    headings = _split(lines[position][1])
    known = sum(is_word(text) for text in headings)
    first = petition_field(headings[0]) if headings else None
    if not LEAST <= len(headings) <= MOST or known * 5 < len(headings) * 4 or known < LEAST:
        return None
    if first not in {"serial", "number"}:
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
    return (_table(lines[position][0], headings, records), end) if records else None


def _split(line: str) -> list[str]:
    """Part a line at wide blanks, at any blank where there are no wide ones."""
    text = line.strip()
    wide = [part for part in BLANKS.split(text) if part.strip()]
    return wide if len(wide) > 1 else [part for part in ANY_BLANK.split(text) if part]


def _parts(line: str, width: int) -> list[str]:
    wide = [part.strip() for part in BLANKS.split(line.strip()) if part.strip()]
    return wide if len(wide) * 2 > width else [p for p in ANY_BLANK.split(line.strip()) if p]


def _table(number: int, headings: list[str], records: list[list[Line]]) -> Table:
    """Put every line into the column it fits; a row that needed guessing is marked."""
    table = Table([], f"第{number}行起的表", merged=False)
    place = f"第{number}行"
    table.rows.append(TableRow([Cell(text, place) for text in headings], place))
    fields = fields_of(headings)
    for record in records:
        columns = fitted([text for _number, text in record], fields)
        cells = [EMPTY] * len(fields)
        for (line, text), column in zip(record, columns, strict=True):
            old = cells[column]
            joint = "\n" if old.place != f"第{line}行" else " "
            cells[column] = Cell(f"{old.text}{joint}{text}" if old.text else text, f"第{line}行")
        exact = columns == list(range(len(fields)))
        table.rows.append(TableRow(cells, f"第{record[0][0]}行", guessed=not exact))
    return table
