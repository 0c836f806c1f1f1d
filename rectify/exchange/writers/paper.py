"""A table as a Word document after GB/T 9704: margins 37/35/28/26 mm, 小标宋 title, 仿宋 body."""

import datetime as dt
from typing import Any, BinaryIO

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from rectify.exchange.writers.cells import FORBIDDEN
from rectify.exchange.writers.table import Table

TITLE_FONT, BODY_FONT, HEAD_FONT = "方正小标宋简体", "仿宋_GB2312", "黑体"
TITLE_SIZE, NOTE_SIZE, CELL_SIZE = Pt(22), Pt(16), Pt(10.5)
TOP, BOTTOM, INNER, OUTER = Mm(37), Mm(35), Mm(28), Mm(26)
PAGE = (Mm(297), Mm(210))


def write_paper(table: Table, out: BinaryIO, on: dt.date) -> int:
    """Write the table into `out`, landscape, headings repeated on every page; returns its rows."""
    paper = Document()
    _page(paper)
    _line(paper.add_paragraph(), table.title, TITLE_FONT, TITLE_SIZE, centred=True)
    for note in table.notes:
        _line(paper.add_paragraph(), note, BODY_FONT, NOTE_SIZE)
    count = _grid(paper, table)
    if table.publisher:
        foot = paper.add_paragraph()
        foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        _run(foot, f"{table.publisher}　{on.year}年{on.month}月{on.day}日", BODY_FONT, NOTE_SIZE)
    facts = paper.core_properties
    facts.title, facts.author = table.title[:250], table.publisher
    facts.created = facts.modified = dt.datetime(on.year, on.month, on.day)  # noqa: DTZ001
    paper.save(out)
    return count


def _page(paper: Any) -> None:
    section = paper.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = PAGE
    section.top_margin, section.bottom_margin = TOP, BOTTOM
    section.left_margin, section.right_margin = INNER, OUTER
    paper.settings.odd_and_even_pages_header_footer = True
    for foot, side in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        line = foot.paragraphs[0]
        line.alignment = side
        _run(line, "— ", BODY_FONT, Pt(14))
        _page_number(line)
        _run(line, " —", BODY_FONT, Pt(14))


def _page_number(line: Any) -> None:
    run = line.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._r.append(part)


def _grid(paper: Any, table: Table) -> int:
    grid = paper.add_table(rows=2 if table.grouped else 1, cols=len(table.columns))
    grid.style = "Table Grid"
    grid.autofit = False
    total = sum(column.width for column in table.columns)
    widths = [int((PAGE[0] - INNER - OUTER) * column.width / total) for column in table.columns]
    for heads in grid.rows:
        _repeat(heads)
        for cell, width in zip(heads.cells, widths, strict=True):
            cell.width = width
    _headings(grid, table)
    count = 0
    for row in table.rows:
        count += 1
        for cell, text, width in zip(grid.add_row().cells, row, widths, strict=True):
            cell.width = width
            _line(cell.paragraphs[0], text, BODY_FONT, CELL_SIZE)
    return count


def _headings(grid: Any, table: Table) -> None:
    """One row of headings; a second one under those that several columns share."""
    for first, last, word in table.spans():
        top = grid.cell(0, first)
        if table.grouped:
            alone = not table.columns[first].group
            top = top.merge(grid.cell(1, first) if alone else grid.cell(0, last))
        _line(top.paragraphs[0], word, HEAD_FONT, CELL_SIZE, centred=True)
    for place, column in enumerate(table.columns):
        if column.group:
            below = grid.cell(1, place).paragraphs[0]
            _line(below, column.heading, HEAD_FONT, CELL_SIZE, centred=True)


def _repeat(row: Any) -> None:
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _line(paragraph: Any, text: str, font: str, size: Any, *, centred: bool = False) -> None:
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(0)
    _run(paragraph, text, font, size)


def _run(paragraph: Any, text: str, font: str, size: Any) -> None:
    """Text is data: breaks stay breaks, nothing in it is a field or a template."""
    run = paragraph.add_run(FORBIDDEN.sub("", text))
    run.font.size, run.font.name = size, font
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
