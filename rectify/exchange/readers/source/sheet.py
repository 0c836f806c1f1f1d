"""An .xlsx as tables: one pass over the XML gives values, true dates, spans and hidden rows."""

import re
import zipfile
from datetime import date, timedelta
from typing import Any

from rectify.core.text import gettext_noop as _
from rectify.exchange.readers.archive import DAMAGED, TOO_LARGE
from rectify.exchange.readers.errors import UnreadableFile
from rectify.exchange.readers.source.clean import tidy
from rectify.exchange.readers.source.markup import attribute, child, find, local, part, rows
from rectify.exchange.readers.source.model import EMPTY, Cell, Source, Table, TableRow
from rectify.exchange.readers.source.sheet_parts import (
    Grid,
    column_name,
    column_number,
    iso_day,
    merge,
    number_formats,
    relations,
    rich_text,
    whole,
)

MAX_ROWS, MAX_CELLS, MAX_CHARACTERS = 50_000, 1_500_000, 40_000_000
ROW_END = re.compile(rb"</(?:\w+:)?row>")
VALUE_END = re.compile(rb"</(?:\w+:)?(?:v|is)>")
CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
MAX_ROW_CELLS = 20_000
FAR_CELL = re.compile(rb'<(?:\w+:)?c\s[^>]*?r="[A-Z]{3}\d+"(?:\s[^>]*)?(?<!/)>')
REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
LETTERS = re.compile(r"[A-Z]{1,3}")
PREFIX = re.compile(r"\A'(?=['=+\-@\t\r\n＝＋－＠]|\Z)")
"""The quote our exports put before what might be taken for a formula, and before a quote."""

TOO_MANY_ROWS = _("工作表“%(sheet)s”超过 %(limit)d 行。请删去多余的空行或拆分后再上传。")
TOO_MANY_COLUMNS = _("工作表“%(sheet)s”的列数过多（超过 702 列）。请删去多余的列后再上传。")


def read_sheets(archive: zipfile.ZipFile) -> Source:
    """Return every sheet as a table; raises UnreadableFile on damage or beyond the limits."""
    workbook = part(archive, "xl/workbook.xml")
    if workbook is None:
        raise UnreadableFile(DAMAGED)
    book = _Book(archive, workbook)
    return Source([table for table in book.tables() if table.rows])


class _Book:
    def __init__(self, archive: zipfile.ZipFile, workbook: Any) -> None:
        self.archive, self.cells = archive, 0
        properties = child(workbook, "workbookPr")
        mac = properties is not None and attribute(properties, "date1904") in {"1", "true"}
        self.epoch = date(1904, 1, 1) if mac else date(1899, 12, 30)
        self.sheets = list(workbook.iter("{*}sheet"))
        self.targets = relations(archive, "xl/workbook.xml")
        self.dated, self.percent = number_formats(part(archive, "xl/styles.xml"))
        self.strings = self._shared_strings()

    def tables(self) -> list[Table]:
        found: list[Table] = []
        seen: set[str] = set()
        for sheet in self.sheets:
            target = self.targets.get(attribute(sheet, "id"), ("", ""))[1]
            stored = find(self.archive, target)
            if stored and "worksheet" in target and stored not in seen:
                seen.add(stored)  # one part named a thousand times is read once
                name = attribute(sheet, "name") or "Sheet"
                hidden = attribute(sheet, "state") in {"hidden", "veryHidden"}
                found.append(self._table(stored, name, hidden))
        return found

    def _shared_strings(self) -> list[str]:
        stored = find(self.archive, "xl/sharedStrings.xml")
        strings: list[str] = []
        if stored is None:
            return strings
        total = 0
        for item in rows(self.archive, stored, "si"):
            strings.append(tidy(rich_text(item)))
            total += len(strings[-1])
            if len(strings) > MAX_CELLS or total > MAX_CHARACTERS:
                raise UnreadableFile(TOO_LARGE, mb=200)
        return strings

    def _table(self, stored: str, name: str, hidden: bool) -> Table:
        self._measure(stored, name)
        table = Table([], name, name, hidden=hidden)
        grid: Grid = {}
        areas: list[str] = []
        last = 0
        for element in rows(self.archive, stored, "row", "mergeCell"):
            if local(element) == "mergeCell":
                areas.append(attribute(element, "ref"))
                continue
            number = whole(attribute(element, "r")) or last + 1
            last = number
            cells = self._row(element, number, name)
            if cells:
                grid[number] = (cells, attribute(element, "hidden") in {"1", "true"})
            if len(grid) > MAX_ROWS or self.cells > MAX_CELLS:
                raise UnreadableFile(TOO_MANY_ROWS, sheet=name, limit=MAX_ROWS)
        self._note(stored, grid)
        merge(areas, grid, MAX_ROWS, MAX_CELLS)
        width = max((max(cells) for cells, _hidden in grid.values()), default=0)
        for number in sorted(grid):
            cells, is_hidden = grid[number]
            line = [cells.get(column, EMPTY) for column in range(1, width + 1)]
            table.rows.append(TableRow(line, f"{name}!{number}行", is_hidden))
        return table

    def _measure(self, stored: str, name: str) -> None:
        """Refuse a huge sheet by counting tags, before anything builds trees of it."""
        ends = values = cells = 0
        with self.archive.open(stored) as stream:
            tail = b""
            while chunk := stream.read(1 << 20):
                window = tail + chunk
                cut = window.rfind(b"<")
                window, tail = (window[:cut], window[cut:]) if cut > 0 else (window, b"")
                counts = [len(CELL.findall(row)) for row in ROW_END.split(window)]
                counts[0] += cells  # the row the last chunk left open
                cells, widest = counts[-1], max(counts)
                ends += len(counts) - 1
                values += len(VALUE_END.findall(window))
                if widest > MAX_ROW_CELLS or FAR_CELL.search(window):
                    raise UnreadableFile(TOO_MANY_COLUMNS, sheet=name)
                if ends > MAX_ROWS and values > MAX_ROWS:
                    raise UnreadableFile(TOO_MANY_ROWS, sheet=name, limit=MAX_ROWS)

    def _row(self, element: Any, number: int, sheet: str) -> dict[int, Cell]:
        cells: dict[int, Cell] = {}
        column = 0
        for item in element:
            if local(item) != "c":
                continue
            letters = item.get("r", "").rstrip("0123456789")
            column = column_number(letters) if LETTERS.fullmatch(letters) else column + 1
            if not len(item):
                continue
            text, day = self._value(item)
            if not text:
                continue
            place = f"{sheet}!{column_name(column)}{number}"
            if item.get("t") == "e":
                cells[column] = Cell(place=place, note=text)
            elif column <= 702:
                cells[column] = Cell(PREFIX.sub("", text), place, day)
                self.cells += 1
        return cells

    def _value(self, item: Any) -> tuple[str, date | None]:
        kind, value = item.get("t", ""), child(item, "v")
        if kind == "inlineStr":
            inline = child(item, "is")
            return (tidy(rich_text(inline)) if inline is not None else ""), None
        text = (value.text or "").strip() if value is not None else ""
        if kind == "s":
            index = whole(text) if text.isdigit() else -1
            return (self.strings[index] if 0 <= index < len(self.strings) else ""), None
        if kind in {"str", "e"}:
            return tidy(text), None
        if kind == "b":
            return {"1": "是", "0": "否"}.get(text, ""), None
        if kind == "d":
            return iso_day(text)
        return self._number(text, whole(item.get("s", "")))

    def _number(self, text: str, style: int) -> tuple[str, date | None]:
        try:
            number = float(text)
        except ValueError:
            return tidy(text), None
        if style in self.dated and 0 < number < 200_000:
            day = self.epoch + timedelta(days=int(number))
            return f"{day.year}年{day.month}月{day.day}日", day
        if style in self.percent:
            return f"{round(number * 100, 6):g}%", None
        if number == int(number) and abs(number) < 1e15:
            return str(int(number)), None
        return (f"{number:.10g}" if abs(number) < 1e9 else text), None

    def _note(self, stored: str, grid: Grid) -> None:
        linked = set(relations(self.archive, stored).values())
        for target in sorted(target for kind, target in linked if kind.endswith("/comments")):
            comments = part(self.archive, target)
            for item in comments.iter("{*}comment") if comments is not None else ():
                reference = REFERENCE.fullmatch(attribute(item, "ref"))
                text = tidy(rich_text(item))
                if not reference or not text:
                    continue
                cells = grid.get(whole(reference[2]), ({}, False))[0]
                column = column_number(reference[1])
                if column in cells:
                    old = cells[column]
                    cells[column] = Cell(old.text, old.place, old.day, text)
