"""A .pdf with a text layer: ruled tables and the lines between them, page by page."""

import logging
import re
from collections import Counter
from io import BytesIO
from typing import Any

import pdfplumber
from pdfminer.pdfexceptions import PDFException
from pdfplumber.utils.exceptions import PdfminerException

from rectify.core.text import gettext_noop as _
from rectify.exchange.readers.archive import DAMAGED
from rectify.exchange.readers.errors import UnreadableFile
from rectify.exchange.readers.source.clean import PAGE_NUMBER, is_junk, tidy
from rectify.exchange.readers.source.model import (
    EMPTY,
    Block,
    Cell,
    Paragraph,
    Source,
    Table,
    TableRow,
)
from rectify.exchange.readers.source.streams import check_streams

logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # it reports every odd font as a warning
MAX_PAGES = 300
SCANNED = _(
    "这份 PDF 是扫描件，没有文字层，无法读取。请上传原 Word 文件，或先用 OCR 软件转成文字。"
)
TOO_LONG = _("这份 PDF 超过 %(limit)d 页。请拆分后分次上传。")
LOCKED = _("文件有打开密码，无法读取。请去掉密码后再上传。")
STARTS = re.compile(
    r"\s*(第[一二三四五六七八九十百\d]+[章节条项]|[一二三四五六七八九十]{1,3}[、.．]|"
    r"[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,3}[、.．](?!\d)|[①-⑳]|附件|\S{2,8}[:：])"
)


def read_pdf(data: bytes) -> Source:
    """Return the text of every page; raises UnreadableFile for scans, passwords and damage."""
    check_streams(data)
    try:
        with pdfplumber.open(BytesIO(data)) as document:
            if len(document.pages) > MAX_PAGES:
                raise UnreadableFile(TOO_LONG, limit=MAX_PAGES)
            return _read_pages(document.pages)
    except UnreadableFile:
        raise
    except (PdfminerException, PDFException) as error:
        locked = "Password" in repr(error) or "Encrypt" in repr(error)
        raise UnreadableFile(LOCKED if locked else DAMAGED) from error
    except Exception as error:  # pdfminer raises nearly anything on a damaged file
        raise UnreadableFile(DAMAGED) from error


def _read_pages(pages: list[Any]) -> Source:
    source, characters = Source(), 0
    for number, page in enumerate(pages, 1):
        characters += len(page.chars)
        for block in _page_blocks(page, number):
            _append(source.blocks, block)
        page.close()
    if not characters:
        raise UnreadableFile(SCANNED)
    return source


def _page_blocks(page: Any, number: int) -> list[Block]:
    """Order tables and text lines from top to bottom."""
    place = f"第{number}页"
    settings = {"explicit_horizontal_lines": _open_ends(page)}
    tables = [
        table for table in page.find_tables(settings) if len(table.rows) > 1 or len(table.cells) > 3
    ]
    found: list[tuple[float, Block]] = [
        (table.bbox[1], _table(table, place, index)) for index, table in enumerate(tables, 1)
    ]
    rest = page
    for table in tables:
        rest = rest.outside_bbox(_inside_page(table.bbox, page.bbox))
    lines = rest.extract_text_lines(return_chars=False)
    right = max((line["x1"] for line in lines), default=0)
    for line in lines:
        text = tidy(line["text"])
        if text and not is_junk(text) and not PAGE_NUMBER.fullmatch(text):
            level = 0 if line["x1"] < right - 30 else -1
            found.append((line["top"], Paragraph(text, place, level=level)))
    return [block for _top, block in sorted(found, key=lambda item: item[0])]


def _open_ends(page: Any) -> list[float]:
    """Where three or more ruled columns end together without a line: a row cut by the page."""
    ends = Counter(
        round(edge[name]) for edge in page.edges if edge["orientation"] == "v"
        for name in ("top", "bottom")
    )  # fmt: skip
    wide = [e for e in page.edges if e["orientation"] == "h" and e["x1"] - e["x0"] > 10]
    ruled = {round(edge["top"]) for edge in wide}
    return [float(end) for end, count in ends.items()
            if count >= 3 and not any(abs(end - line) <= 3 for line in ruled)]  # fmt: skip


def _inside_page(box: tuple[float, ...], page: tuple[float, ...]) -> tuple[float, ...]:
    return (max(box[0], page[0]), max(box[1], page[1]), min(box[2], page[2]), min(box[3], page[3]))


def _table(table: Any, place: str, index: int) -> Table:
    """A span shows as missing cells; they are given the cell that covers them."""
    grid = table.extract()
    result = Table([], f"{place}表{index}", merged=True)
    above: list[Cell] = []
    for line, (row, values) in enumerate(zip(table.rows, grid, strict=False), 1):
        cells: list[Cell] = []
        for column, value in enumerate(values):
            if value is None or row.cells[column] is None:
                cells.append(_covering(cells, above, table, row, column))
            else:
                text = tidy(value.replace("\n", "")) if _one_line(value) else tidy(value)
                cells.append(Cell(text, f"{result.place} 第{line}行第{column + 1}列"))
        result.rows.append(TableRow(cells, f"{result.place} 第{line}行"))
        above = cells
    return result


def _covering(cells: list[Cell], above: list[Cell], table: Any, row: Any, column: int) -> Cell:
    """Return the cell to the left or above whose box reaches over the gap."""
    left = next((box for box in reversed(row.cells[:column]) if box), None)
    known = [line.cells[column] for line in table.rows if line.cells[column]]
    centre = sum((known[0][0], known[0][2])) / 2 if known else None
    if cells and left and centre is not None and left[0] <= centre <= left[2]:
        return cells[-1]
    return above[column] if column < len(above) else EMPTY


def _one_line(value: str) -> bool:
    """A cell's line ends are the column's width unless numbered items start there."""
    return not any(STARTS.match(line) for line in value.split("\n")[1:])


def _append(blocks: list[Block], block: Block) -> None:
    """Join a line to the paragraph it continues, a table to the one the page broke."""
    last = blocks[-1] if blocks else None
    if isinstance(block, Table) and isinstance(last, Table):
        _join_torn_row(last, block)
        blocks.append(block)
    elif isinstance(block, Paragraph) and isinstance(last, Paragraph) and _goes_on(last, block):
        blocks[-1] = Paragraph(last.text + block.text, last.place, level=block.level)
    else:
        blocks.append(block)


def _goes_on(last: Paragraph, block: Paragraph) -> bool:
    """A full line (level -1) without a full stop goes on in the next one, unless an item starts."""
    return last.level == -1 and not STARTS.match(block.text) and last.text[-1] not in "。；;"


def _join_torn_row(last: Table, block: Table) -> None:
    """A row torn by the page break goes on without its number: its words are put together.

    Headings printed again at the top of the page stand before it.
    """
    first = 0
    while first < min(len(block.rows), len(last.rows)) and _same(last, block, first):
        first += 1
    if first >= len(block.rows):
        return
    above, below = last.rows[-1].cells, block.rows[first].cells
    if len(above) != len(below) or below[0].text or not above[0].text:
        return
    if not any(cell.text for cell in below):
        return
    last.rows[-1].cells = [
        Cell(_together(one.text, two.text), one.place or two.place)
        for one, two in zip(above, below, strict=True)
    ]
    del block.rows[first]


def _same(last: Table, block: Table, index: int) -> bool:
    texts = [cell.text for cell in block.rows[index].cells]
    return texts == [cell.text for cell in last.rows[index].cells]


def _together(one: str, two: str) -> str:
    if one and two and STARTS.match(two):
        return f"{one}\n{two}"
    return one + two
