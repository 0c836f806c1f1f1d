"""The user's own workbook with what is wrong marked in it: coloured cells, a column 错误原因."""

import io
from collections import defaultdict
from collections.abc import Callable, Iterable
from copy import copy
from typing import Any, BinaryIO

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import column_index_from_string

from rectify.exchange.marks import Mark

HEADING = "错误原因"
AUTHOR = "整改跟踪"
LOOK = 25
"""Rows among which the headings stand."""
MARK = PatternFill("solid", fgColor="FFE0B2")
FieldOf = Callable[[str], str | None]


def marked(source: BinaryIO, marks: Iterable[Mark], field_of: FieldOf) -> bytes:
    """The workbook in `source` with every mark in it; nothing else of it changes."""
    book = openpyxl.load_workbook(source)
    by_sheet: dict[str, list[Mark]] = defaultdict(list)
    for mark in marks:
        by_sheet[mark.sheet].append(mark)
    for name, found in by_sheet.items():
        if name in book.sheetnames:
            _mark_sheet(book[name], found, field_of)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _mark_sheet(sheet: Any, marks: list[Mark], field_of: FieldOf) -> None:
    top, columns, known = _headings(sheet, field_of)
    place = known or sheet.max_column + 1
    heading = sheet.cell(top, place, HEADING)
    heading.font, heading.fill = Font(bold=True), copy(MARK)
    reasons: dict[int, list[str]] = defaultdict(list)
    for mark in marks:
        reasons[mark.row].append(mark.reason)
        column = column_index_from_string(mark.column) if mark.column else columns.get(mark.field)
        if column:
            _mark_cell(sheet, mark.row, column, mark.reason)
    letter = sheet.cell(top, place).column_letter
    sheet.column_dimensions[letter].width = 40
    for row, found in reasons.items():
        cell = sheet.cell(row, place, "；".join(dict.fromkeys(found)))
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _mark_cell(sheet: Any, row: int, column: int, reason: str) -> None:
    """A merged cell is marked where its text stands."""
    cell = sheet.cell(row, column)
    for span in sheet.merged_cells.ranges:
        if cell.coordinate in span:
            cell = sheet.cell(span.min_row, span.min_col)
    cell.fill = copy(MARK)
    told = f"{cell.comment.text}\n" if cell.comment else ""
    if reason not in told:
        cell.comment = Comment(f"{told}{reason}", AUTHOR)


def _headings(sheet: Any, field_of: FieldOf) -> tuple[int, dict[str, int], int]:
    """The row of the headings, their columns by field, and where 错误原因 stands already."""
    for row in sheet.iter_rows(min_row=1, max_row=min(LOOK, sheet.max_row)):
        texts = {cell.column: str(cell.value) for cell in row if cell.value is not None}
        fields = {at: field for at, text in texts.items() if (field := field_of(text))}
        if len(fields) >= 2 and len(texts) >= 3:
            known = next((at for at, text in texts.items() if text == HEADING), 0)
            return row[0].row, {field: at for at, field in fields.items()}, known
    return 1, {}, 0
