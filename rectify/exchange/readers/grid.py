"""Walks the data rows of a table: sections, totals and repeated headings set apart."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from rectify.exchange.readers.columns import bare
from rectify.exchange.readers.headings import Columns
from rectify.exchange.readers.source.clean import squeeze
from rectify.exchange.readers.source.model import EMPTY, Cell, Table, TableRow

TOTALS = re.compile(r"(合计|总计|小计|共计|累计|总数)")
REMARKS = re.compile(
    r"(注|备注|说明|填报(单位|人|日期|时间)|填表|制表|审核(人)?|联系(人|电话)|单位负责人|报送|单位[(（]盖章)"
    r"[^。]{0,12}[:：]|注\d?[:：.、]|备注\s|截至"
)
IN_CHINESE = re.compile(r"[(（]?[一二三四五六七八九十]{1,3}[)）]?、?")
A_FIELD = re.compile(r"(方面|领域|类|问题)?[(（]\d{1,3}[项个件条][)）]$|(方面|领域|类)$")
COUNT = re.compile(r"(?:共计?|合计|总计)[^\d]{0,6}(\d{1,5})\s*(项|件|个|条|宗)")


@dataclass(slots=True)
class Line:
    """A data row by field; `section` is the heading row it stands under."""

    cells: dict[str, list[Cell]]
    row: TableRow
    section: str = ""

    def cell(self, name: str) -> Cell:
        """Return the field's first filled cell, or an empty one."""
        return next((cell for cell in self.cells.get(name, ()) if cell.text.strip()), EMPTY)

    def text(self, name: str) -> str:
        """Return the field's text; several columns of one field are put under each other."""
        found = dict.fromkeys(c.text.strip() for c in self.cells.get(name, ()) if c.text.strip())
        return "\n".join(found)


@dataclass(slots=True)
class Walked:
    """What a table held besides rows: counts it states, remarks, whether it was understood."""

    lines: list[Line] = field(default_factory=list)
    stated: int | None = None
    remarks: list[Cell] = field(default_factory=list)


def walk(table: Table, columns: Columns, *, start: int | None = None) -> Walked:
    """Return the data rows; headings repeated, counting rows, totals and remarks are set apart."""
    walked, section = Walked(), ""
    for row in table.rows[columns.start if start is None else start :]:
        filled = row.filled()
        if not filled or _repeats(row, columns) or _counts_columns(filled):
            continue
        first = filled[0].text.strip()
        if TOTALS.match(squeeze(first)) or (len(filled) <= 2 and REMARKS.match(squeeze(first))):
            walked.remarks.append(filled[0])
            walked.stated = stated_count(" ".join(c.text for c in filled)) or walked.stated
            continue
        line = Line(_by_field(row, columns), row, section)
        if _is_section(row, filled, columns):
            section = first
            continue
        walked.lines.append(line)
    return walked


def stated_count(text: str) -> int | None:
    """Return the number of items a text claims to hold (共45项), or None."""
    match = COUNT.search(squeeze(text))
    return int(match[1]) if match else None


def _by_field(row: TableRow, columns: Columns) -> dict[str, list[Cell]]:
    found: dict[str, list[Cell]] = {}
    for name, cell in zip(columns.fields, row.cells, strict=False):
        if name:
            cells = found.setdefault(name, [])
            if all(cell is not other for other in cells):
                cells.append(cell)
    return found


def _repeats(row: TableRow, columns: Columns) -> bool:
    """Tell a heading row printed again on the next page."""
    pairs = [(cell.text, heading) for cell, heading in
             zip(row.cells, columns.headings, strict=False) if cell.text.strip()]  # fmt: skip
    if any(len(text) > 40 for text, _heading in pairs):
        return False
    same = sum(bool(heading) and bare(heading).endswith(bare(text) or "?")
               for text, heading in pairs)  # fmt: skip
    return len(pairs) >= 2 and same * 5 >= len(pairs) * 4


def _counts_columns(filled: list[Cell]) -> bool:
    """Tell the row 1 2 3 4 that only numbers the columns."""
    texts = [cell.text.strip("() （）") for cell in filled]
    return len(texts) >= 4 and texts == [str(n) for n in range(1, len(texts) + 1)]


def _is_section(row: TableRow, filled: list[Cell], columns: Columns) -> bool:
    """Tell a heading inside the table: one cell over the whole row, or alone at its left."""
    if len(filled) == 2:
        return _is_numbered_section(row, filled, columns)
    if len(filled) != 1:
        return False
    cell = filled[0]
    at = [index for index, other in enumerate(row.cells) if other is cell]
    if len(at) > 2 and len(at) * 2 > len(row.cells):
        return True
    name = columns.fields[at[0]] if at[0] < len(columns.fields) else None
    return at[0] <= 1 and name in {"serial", "issue", "complaint", "number", None, "no"}


def _is_numbered_section(row: TableRow, filled: list[Cell], columns: Columns) -> bool:
    """Tell 一｜大气污染防治（2项） over rows of issues: its own number, its words over the row."""
    number, words = filled
    if row.cells[0] is not number or columns.fields[0] != "serial":
        return False
    wide = sum(cell is words for cell in row.cells)
    heads = bool(IN_CHINESE.fullmatch(squeeze(number.text)))
    return heads and (wide * 2 > len(row.cells) or bool(A_FIELD.search(squeeze(words.text))))


def records(lines: list[Line], key: Callable[[Line, Line], bool]) -> Iterator[list[Line]]:
    """Group lines into records; `key` tells whether a line opens a new one after another."""
    current: list[Line] = []
    for line in lines:
        if current and key(current[0], line):
            yield current
            current = []
        current.append(line)
    if current:
        yield current
