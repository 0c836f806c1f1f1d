"""Tables a web page was turned into text with: bars after the cells, none before the first.

Lines inside a cell tear its row; a page may even put every cell on a line of its own.
"""

import re
from collections.abc import Sequence

from rectify.exchange.readers.columns import bare, is_word, petition_field, plan_field
from rectify.exchange.readers.source.clean import tidy
from rectify.exchange.readers.source.lost import LEAST, MOST, NUMBER, SERIAL, Line
from rectify.exchange.readers.source.model import EMPTY, Cell, Table, TableRow

BAR = re.compile(r"[|｜]")
LONGEST, SKIPPED = 30, 60
FIRST = frozenset({"serial", "number"})


def read_barred(lines: Sequence[Line], position: int) -> tuple[Table, int] | None:
    """Return the table whose headings begin at this line and where it ends, None where none do."""
    if not BAR.search(lines[position][1]):
        return None
    headings, end = _headings(lines, position)
    if end >= len(lines) or not _opens(lines[end][1]) or len(headings) != len(set(headings)):
        return None
    fields = [petition_field(text) or plan_field(text) for text in headings]
    known = sum(is_word(text) for text in headings)
    if len(headings) < LEAST or known * 5 < len(headings) * 4 or fields[0] not in FIRST:
        return None
    table = Table([], f"第{lines[position][0]}行起的表", merged=False)
    place = f"第{lines[position][0]}行"
    table.rows.append(TableRow([Cell(text, place) for text in headings], place))
    while end < len(lines):
        row, end = _row(lines, end, headings)
        if row is None:
            break
        table.rows.append(row)
    return (table, end) if len(table.rows) > 1 else None


def _headings(lines: Sequence[Line], position: int) -> tuple[list[str], int]:
    """Return the headings up to the line where a serial stands before a bar."""
    found: list[str] = []
    torn = ""
    while position < len(lines) and not _opens(lines[position][1]) and len(found) <= MOST:
        *cells, rest = BAR.split(lines[position][1])
        for cell in cells:
            found.append(bare(torn + cell))
            torn = ""
        torn = tidy(torn + rest)
        if len(torn) > LONGEST or any(len(text) > LONGEST for text in found):
            return [], position
        position += 1
    while found and not found[-1]:
        found.pop()
    return ([*found, bare(torn)] if torn else found), position


def _opens(line: str) -> bool:
    first, *more = BAR.split(line.strip())
    text = first.strip()
    return bool(more) and bool(SERIAL.fullmatch(text) or NUMBER.fullmatch(text))


def _row(lines: Sequence[Line], position: int, headings: list[str]) -> tuple[TableRow | None, int]:
    """Return the row that begins here: as many cells as headings, lines inside them kept."""
    position = _next(lines, position, headings)
    if position >= len(lines) or not _opens(lines[position][1]):
        return None, position
    place = f"第{lines[position][0]}行"
    cells, position = _cells(lines, position, len(headings))
    return TableRow(cells + [EMPTY] * (len(headings) - len(cells)), place), position


def _cells(lines: Sequence[Line], begun: int, width: int) -> tuple[list[Cell], int]:
    """Return the cells of the row that begins at a line, `width` at most, and where it ends."""
    found, torn = list[Cell](), list[str]()
    position = begun
    while position < len(lines) and len(found) < width:
        number, line = lines[position]
        if position > begun and _opens(line) and len(found) * 2 >= width:
            break
        *ended, rest = BAR.split(line)
        for text in ended:
            words = tidy("\n".join(part for part in (*torn, text) if part.strip()))
            found.append(Cell(words, f"第{number}行第{len(found) + 1}列") if words else EMPTY)
            torn.clear()
        torn.append(rest)
        position += 1
    if len(found) < width and tidy("".join(torn)):
        found.append(Cell(tidy("\n".join(torn)), f"第{lines[begun][0]}行"))
    return found[:width], position


def _next(lines: Sequence[Line], position: int, headings: list[str]) -> int:
    """Return the line after empty ones and headings printed again."""
    far = min(len(lines), position + SKIPPED)
    while position < far and (
        not lines[position][1].strip(" |｜") or _repeats(lines[position][1], headings)
    ):
        position += 1
    return position


def _repeats(line: str, headings: list[str]) -> bool:
    texts = [bare(text) for text in BAR.split(line.strip().rstrip("|｜"))]
    return len(texts) > 1 and texts == headings[: len(texts)]
