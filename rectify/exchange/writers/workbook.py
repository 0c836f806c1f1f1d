"""Tables as xlsx, written row by row: memory does not grow with the rows."""

from collections.abc import Sequence
from typing import Any, BinaryIO

import xlsxwriter

from rectify.exchange.writers.cells import safe
from rectify.exchange.writers.table import Table

PAPER = {"A3": 8, "A4": 9}
FAR = {"valign": "vcenter", "text_wrap": True, "align": "center", "bold": True}


def write_workbook(table: Table, out: BinaryIO) -> int:
    """Write the table into `out`; returns how many rows. Every cell is text."""
    return write_sheets([table], out)


def write_sheets(tables: Sequence[Table], out: BinaryIO) -> int:
    """Write a sheet a table into `out`; returns the rows of all of them."""
    streamed = not any(table.grouped for table in tables)
    book = xlsxwriter.Workbook(out, {"constant_memory": streamed, "strings_to_formulas": False})
    count = sum(_Sheet(book, table).write() for table in tables)
    facts = {"title": tables[0].title[:250], "author": tables[0].publisher}
    book.set_properties(facts)
    book.close()
    return count


class _Sheet:
    """One sheet being written, from its title down."""

    def __init__(self, book: Any, table: Table) -> None:
        self.table, self.sheet = table, book.add_worksheet(table.sheet)
        self.title = book.add_format({**FAR, "font_size": 16})
        self.head = book.add_format({**FAR, "border": 1})
        self.body = book.add_format(
            {"border": 1, "valign": "top", "text_wrap": True, "num_format": "@"}
        )

    def write(self) -> int:
        table, sheet, last = self.table, self.sheet, len(self.table.columns) - 1
        for place, column in enumerate(table.columns):
            sheet.set_column(place, place, column.width * 2)
        sheet.set_row(0, 30)
        if last:
            sheet.merge_range(0, 0, 0, last, safe(table.title), self.title)
        else:
            sheet.write_string(0, 0, safe(table.title), self.title)
        for at, note in enumerate(table.notes, 1):
            sheet.write_string(at, 0, safe(note))
        first = 1 + len(table.notes)
        bottom = self._headings(first)
        count = self._rows(bottom + 1)
        sheet.freeze_panes(bottom + 1, 0)
        sheet.repeat_rows(first, bottom)
        sheet.set_landscape()
        sheet.set_paper(PAPER[table.page])
        sheet.fit_to_pages(1, 0)
        return count

    def _headings(self, at: int) -> int:
        """Write the headings from row `at` on; returns their last row."""
        if not self.table.grouped:
            for place, column in enumerate(self.table.columns):
                self.sheet.write_string(at, place, safe(column.heading), self.head)
            return at
        for first, last, word in self.table.spans():
            if not self.table.columns[first].group:
                self.sheet.merge_range(at, first, at + 1, first, safe(word), self.head)
            elif first == last:
                self.sheet.write_string(at, first, safe(word), self.head)
            else:
                self.sheet.merge_range(at, first, at, last, safe(word), self.head)
        for place, column in enumerate(self.table.columns):
            if column.group:
                self.sheet.write_string(at + 1, place, safe(column.heading), self.head)
        return at + 1

    def _rows(self, at: int) -> int:
        count = 0
        for count, row in enumerate(self.table.rows, 1):
            for place, text in enumerate(row):
                self.sheet.write_string(at + count - 1, place, safe(text), self.body)
        return count
