"""Finds the heading rows of a table: by meaning, over one, two or three rows."""

from collections.abc import Callable
from dataclasses import dataclass

from rectify.exchange.readers.columns import bare, is_word
from rectify.exchange.readers.source.model import EMPTY, Cell, Table, TableRow

FieldOf = Callable[[str], str | None]
LOOK = 25
# Words that mean something only under the heading above them.
PARTS = frozenset(
    ["单位", "部门", "姓名", "职务", "电话", "时间", "日期", "结论", "起", "止", "开始", "结束",
     "文号", "省级", "市级", "县级", "州级", "国家", "名称", "情况", "联系人", "内容", "数量",
     "意见"]
)  # fmt: skip


@dataclass(slots=True)
class Columns:
    """Which field every grid column fills, and where the data begin."""

    fields: list[str | None]
    headings: list[str]
    start: int

    def has(self, *names: str) -> bool:
        """Tell whether any of these fields has a column."""
        return any(name in self.fields for name in names)

    def continued(self, table: Table, least: int = 1) -> "Columns | None":
        """These columns for a table that a page broke off; None where its width is another.

        With fewer than `least` columns a like width is chance.
        """
        width = max((len(row.cells) for row in table.rows), default=0)
        if width != len(self.fields) or width < least:
            return None
        return Columns(self.fields, self.headings, 0)


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
    together = field_of(whole)
    above = {None, "ignored", field_of(chain[-2])} if len(chain) > 1 else {together}
    if together not in above and field_of(last) == "ignored":
        return together  # 公示｜开始时间: a start nobody asks for, but of the notice
    for text in (last, whole, *reversed(chain[:-1])):
        found = field_of(text)
        if found and not (text == whole and len(chain) > 1 and field_of(last)):
            return found
    return None
