"""Finds the heading rows of a table and walks its rows as records."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from rectify.exchange.readers.columns import bare, is_word
from rectify.exchange.readers.source.clean import squeeze
from rectify.exchange.readers.source.model import EMPTY, Cell, Table, TableRow

FieldOf = Callable[[str], str | None]
# Words that mean something only under the heading above them.
PARTS = frozenset(
    ["单位", "部门", "姓名", "职务", "电话", "时间", "日期", "结论", "起", "止", "开始", "结束",
     "文号", "省级", "市级", "县级", "州级", "国家", "名称", "情况", "联系人", "内容", "数量", "意见"]
)  # fmt: skip
LOOK = 25
TOTALS = re.compile(r"(合计|总计|小计|共计|累计|总数)")
REMARKS = re.compile(
    r"(注|备注|说明|填报(单位|人|日期|时间)|填表|制表|审核(人)?|联系(人|电话)|单位负责人|报送|单位[(（]盖章)"
    r"[^。]{0,12}[:：]|注\d?[:：.、]|备注\s|截至"
)
COUNT = re.compile(r"(?:共计?|合计|总计)[^\d]{0,6}(\d{1,5})\s*(项|件|个|条|宗)")


@dataclass(slots=True)
class Columns:
    """Which field every grid column fills, and where the data begin."""

    fields: list[str | None]
    headings: list[str]
    start: int

    def has(self, *names: str) -> bool:
        """Tell whether any of these fields has a column."""
        return any(name in self.fields for name in names)


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


def find_columns(table: Table, field_of: FieldOf, needed: frozenset[str]) -> Columns | None:
    """Return the columns by meaning, or None where no row is a heading with a needed field."""
    for index, row in enumerate(table.rows[:LOOK]):
        if not _is_heading(row, field_of, needed):
            continue
        rows = [row]
        while index + len(rows) < len(table.rows) and _continues(
            rows, table.rows[index + len(rows)], field_of
        ):
            rows.append(table.rows[index + len(rows)])
        chains = [_chain(rows, column) for column in range(len(row.cells))]
        fields = [_field(chain, field_of) for chain in chains]
        return Columns(fields, ["".join(chain) for chain in chains], index + len(rows))
    return None


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


def _is_heading(row: TableRow, field_of: FieldOf, needed: frozenset[str]) -> bool:
    filled = row.filled()
    if len(filled) < 2:
        return False
    fields = [field_of(cell.text) for cell in filled]
    known = {name for name in fields if name and name != "ignored"}
    words = sum(is_word(cell.text) for cell in filled)
    recognised = sum(name is not None for name in fields)
    enough = len(known) >= 3 or (len(filled) <= 3 and len(known) >= 2 and words == len(filled))
    return enough and bool(known & needed) and words >= 2 and recognised * 5 >= len(filled) * 3


def _continues(rows: list[TableRow], row: TableRow, field_of: FieldOf) -> bool:
    """Tell whether a row is a further heading row: spans go on, what is new is short and known."""
    above = rows[-1]
    shared = [a is b and bool(a.text) for a, b in zip(above.cells, row.cells, strict=False)]
    own = [cell for cell, same in zip(row.cells, shared, strict=False) if cell.text and not same]
    if not own or len(rows) > 3 or any(len(bare(cell.text)) > 12 for cell in own):
        return False
    known = sum(field_of(cell.text) is not None or bare(cell.text) in PARTS for cell in own)
    if any(shared):
        return known * 2 >= len(own)
    under_blank = all(not cell.text for cell, top in zip(row.cells, above.cells, strict=False)
                      if bare(top.text) in {"序号", "编号"})  # fmt: skip
    wide = any(a is b and a.text for a, b in zip(above.cells, above.cells[1:], strict=False))
    gaps = any(not cell.text for cell in above.cells)
    return known == len(own) and under_blank and (wide or gaps) and not row.cells[0].text


def _chain(rows: list[TableRow], column: int) -> list[str]:
    """Return the headings over a column from top to bottom, a spanning one once."""
    found: list[Cell] = []
    for row in rows:
        cell = row.cells[column] if column < len(row.cells) else EMPTY
        if cell.text and all(cell is not other for other in found):
            found.append(cell)
    if len(rows) > 1 and not (column < len(rows[0].cells) and rows[0].cells[column].text):
        over = _heading_to_the_left(rows[0], column)
        if over is not None and over is not (found[0] if found else None):
            found.insert(0, over)
    return [cell.text for cell in found]


def _heading_to_the_left(row: TableRow, column: int) -> Cell | None:
    """In pasted text a heading over several columns fills only the first of them."""
    for cell in reversed(row.cells[:column]):
        if cell.text:
            return cell
    return None


def _field(chain: list[str], field_of: FieldOf) -> str | None:
    """Read parent and child together, then the child, then the parent."""
    if not chain:
        return None
    whole, last = "".join(chain[-2:]), chain[-1]
    candidates = [whole, last] if len(chain) > 1 else [last]
    for text in candidates:
        if is_word(text) and field_of(text):
            return field_of(text)
    for text in (last, whole, *reversed(chain[:-1])):
        found = field_of(text)
        if found and not (text == whole and len(chain) > 1 and field_of(last)):
            return found
    return None


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
    same = total = 0
    for cell, heading in zip(row.cells, columns.headings, strict=False):
        if cell.text.strip():
            total += 1
            same += bool(heading) and bare(heading).endswith(bare(cell.text) or "?")
    return total >= 2 and same * 5 >= total * 4


def _counts_columns(filled: list[Cell]) -> bool:
    """Tell the row 1 2 3 4 that only numbers the columns."""
    texts = [cell.text.strip("() （）") for cell in filled]
    return len(texts) >= 4 and texts == [str(n) for n in range(1, len(texts) + 1)]


def _is_section(row: TableRow, filled: list[Cell], columns: Columns) -> bool:
    """Tell a heading inside the table: one cell over the whole row, or alone at its left."""
    if len(filled) != 1:
        return False
    cell = filled[0]
    at = [index for index, other in enumerate(row.cells) if other is cell]
    if len(at) > 2 and len(at) * 2 > len(row.cells):
        return True
    name = columns.fields[at[0]] if at[0] < len(columns.fields) else None
    return at[0] <= 1 and name in {"serial", "issue", "complaint", "number", None, "no"}


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
