"""What every sheet may hide from the eye: hidden sheets and rows, cells that show an error."""

from collections.abc import Iterator

from rectify.core.text import gettext_noop as _
from rectify.exchange.readers.source import Source, Table
from rectify.exchange.readers.values import Problem

ERRORS = frozenset(
    ["#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#GETTING_DATA"]
)
MOST = 50
HIDDEN_SHEET = _("工作表“%(sheet)s”是隐藏的，其中的内容也已读入。如不需要请删除该表后再上传。")
HIDDEN_ROW = _("这一行是隐藏行，也已读入。如不需要请删除该行后再上传。")
ERROR_CELL = _("单元格显示公式错误 %(text)s，没有读出内容。请改正公式或直接填写。")


def told_of_cells(source: Source) -> tuple[Problem, ...]:
    """Return what a person would not see in the sheet, at most fifty sentences."""
    found: list[Problem] = []
    for table in source.tables():
        if len(found) < MOST:
            found.extend(_of_table(table))
    return tuple(found[:MOST])


def _of_table(table: Table) -> Iterator[Problem]:
    if table.hidden:
        yield Problem(table.place, HIDDEN_SHEET, {"sheet": table.name})
    for row in table.rows:
        filled = row.filled()
        if row.hidden and filled:
            yield Problem(row.place, HIDDEN_ROW)
        for cell in row.distinct():
            if cell.note in ERRORS:
                yield Problem(cell.place, ERROR_CELL, {"text": cell.note})
