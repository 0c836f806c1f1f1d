"""A table as xlsx, written row by row: memory does not grow with the rows."""

from typing import BinaryIO

import xlsxwriter

from rectify.exchange.writers.cells import safe
from rectify.exchange.writers.table import Table

PAPER = {"A3": 8, "A4": 9}


def write_workbook(table: Table, out: BinaryIO) -> int:
    """Write the table into `out`; returns how many rows. Every cell is text."""
    book = xlsxwriter.Workbook(out, {"constant_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet(table.sheet)
    title = book.add_format(
        {"bold": True, "font_size": 16, "align": "center", "valign": "vcenter", "text_wrap": True}
    )
    head = book.add_format(
        {"bold": True, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True}
    )
    body = book.add_format({"border": 1, "valign": "top", "text_wrap": True, "num_format": "@"})
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, column.width * 2)
    last = len(table.columns) - 1
    sheet.set_row(0, 30)
    sheet.merge_range(0, 0, 0, last, safe(table.title), title)
    at = 1
    for note in table.notes:
        sheet.write_string(at, 0, safe(note))
        at += 1
    for place, column in enumerate(table.columns):
        sheet.write_string(at, place, safe(column.heading), head)
    count = 0
    for count, row in enumerate(table.rows, 1):
        for place, text in enumerate(row):
            sheet.write_string(at + count, place, safe(text), body)
    sheet.freeze_panes(at + 1, 0)
    sheet.repeat_rows(at)
    sheet.set_landscape()
    sheet.set_paper(PAPER[table.page])
    sheet.fit_to_pages(1, 0)
    book.set_properties({"title": table.title[:250], "author": table.publisher})
    book.close()
    return count
