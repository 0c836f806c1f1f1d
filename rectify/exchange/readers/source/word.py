"""A .docx as paragraphs and tables; merged cells resolved, list numbers written out."""

import zipfile
from typing import Any

from rectify.core.text import gettext_noop as _
from rectify.exchange.readers.archive import DAMAGED
from rectify.exchange.readers.errors import UnreadableFile
from rectify.exchange.readers.source.clean import tidy
from rectify.exchange.readers.source.markup import attribute, child, local, part
from rectify.exchange.readers.source.model import (
    EMPTY,
    Block,
    Cell,
    Paragraph,
    Source,
    Table,
    TableRow,
)
from rectify.exchange.readers.source.numbering import Numbering

MAX_ROWS, MAX_COLUMNS, MAX_CELLS = 50_000, 700, 250_000
WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "Choice",
                      "AlternateContent"})  # fmt: skip
SKIPPED = frozenset({"del", "moveFrom", "Fallback", "instrText", "delText", "pPr", "rPr", "tbl"})
MAX_PARAGRAPHS = 60_000
TOO_LONG = _("文档超过 %(limit)d 段。请拆分后分次上传。")
TOO_MANY_ROWS = _("表格超过 %(limit)d 行。请拆分后分次上传。")


def read_word(archive: zipfile.ZipFile) -> Source:
    """Return the document's content in order; raises UnreadableFile on a damaged file."""
    names = [name for name in archive.namelist() if name.lower().startswith("word/document")]
    main = next((name for name in names if name.endswith(".xml")), "")
    root = part(archive, main)
    body = child(root, "body") if root is not None else None
    if body is None:
        raise UnreadableFile(DAMAGED)
    numbering = Numbering(part(archive, "word/numbering.xml"), part(archive, "word/styles.xml"))
    reader = _WordReader(numbering)
    reader.read(body)
    return Source(reader.blocks)


class _WordReader:
    def __init__(self, numbering: Numbering) -> None:
        self.numbering = numbering
        self.blocks: list[Block] = []
        self.paragraphs = self.tables = self.rows = self.cells = 0

    def read(self, container: Any) -> None:
        for element in container:
            name = local(element)
            if name == "p":
                self._paragraph(element)
            elif name == "tbl":
                self._table(element)
            elif name in WRAPPERS:
                self.read(element)

    def _paragraph(self, element: Any) -> None:
        text, label = tidy(text_of(element)), self.numbering.label(element)
        if not text:
            self._boxes(element)
            return
        self.paragraphs += 1
        if self.paragraphs > MAX_PARAGRAPHS:
            raise UnreadableFile(TOO_LONG, limit=MAX_PARAGRAPHS)
        place = f"第{self.paragraphs}段"
        self.blocks.append(Paragraph(text, place, label, self.numbering.outline(element)))
        self._boxes(element)

    def _boxes(self, element: Any) -> None:
        """Text boxes float beside their paragraph; they are read after it."""
        for box in element.iter("{*}txbxContent"):
            if not any(local(above) == "Fallback" for above in box.iterancestors()):
                self.read(box)

    def _table(self, element: Any) -> None:
        lines = [row for row in _within(element, "tr") if not _deleted(row)]
        cells = [list(_within(row, "tc")) for row in lines]
        if len(cells) == 1 and len(cells[0]) == 1 and child(cells[0][0], "tbl") is not None:
            self.read(cells[0][0])  # a frame drawn around the page is no table
            return
        self.tables += 1
        self.rows += len(lines)
        self.cells += sum(map(len, cells))
        if self.rows > MAX_ROWS or self.cells > MAX_CELLS:
            raise UnreadableFile(TOO_MANY_ROWS, limit=MAX_ROWS)
        table = Table([], f"表{self.tables}", f"表{self.tables}")
        above: list[Cell] = []
        for index, (line, row_cells) in enumerate(zip(lines, cells, strict=True), 1):
            above = self._row(line, row_cells, above, f"{table.place} 第{index}行")
            hidden = child(line, "trPr", "hidden") is not None
            table.rows.append(TableRow(above, f"{table.place} 第{index}行", hidden))
        width = max((len(row.cells) for row in table.rows), default=0)
        for row in table.rows:
            row.cells.extend([EMPTY] * (width - len(row.cells)))
        self.blocks.append(table)

    def _row(self, line: Any, cells: list[Any], above: list[Cell], place: str) -> list[Cell]:
        before = child(line, "trPr", "gridBefore")
        row: list[Cell] = [EMPTY] * min(_number(before, 0), MAX_COLUMNS)
        for element in cells:
            properties = child(element, "tcPr")
            span = max(_number(_of(properties, "gridSpan"), 1), 1)
            if len(row) + span > MAX_COLUMNS:
                raise UnreadableFile(DAMAGED, place)
            merge, sideways = _of(properties, "vMerge"), _of(properties, "hMerge")
            if _continues(sideways) and row:
                cell = row[-1]
            elif _continues(merge) and len(row) < len(above):
                cell = above[len(row)]
            else:
                cell = Cell(self._cell_text(element), f"{place}第{len(row) + 1}列")
            row.extend([cell] * span)
        return row

    def _cell_text(self, element: Any) -> str:
        lines: list[str] = []
        for item in element:
            if local(item) == "p":
                text = tidy(text_of(item))
                label = self.numbering.label(item)
                lines.append(f"{label}{text}" if text else "")
            elif local(item) == "tbl":
                for row in _within(item, "tr"):
                    lines.append("\t".join(self._cell_text(cell) for cell in _within(row, "tc")))
            elif local(item) in WRAPPERS:
                lines.append(self._cell_text(item))
        return "\n".join(line for line in lines if line.strip())


def text_of(element: Any) -> str:
    """Return a paragraph's own text: deleted text, field codes and text boxes left out."""
    pieces: list[str] = []
    for item in element:
        name = local(item)
        if name == "t":
            pieces.append(item.text or "")
        elif name == "tab":
            pieces.append("\t")
        elif name == "cr" or (name == "br" and attribute(item, "type") in {"", "textWrapping"}):
            pieces.append("\n")
        elif name == "noBreakHyphen":
            pieces.append("-")
        elif name not in SKIPPED and name != "txbxContent":
            pieces.append(text_of(item))
    return "".join(pieces)


def _within(element: Any, name: str) -> list[Any]:
    """Return children of one name, also inside content controls, not inside nested tables."""
    found: list[Any] = []
    for item in element:
        if local(item) == name:
            found.append(item)
        elif local(item) in WRAPPERS:
            found.extend(_within(item, name))
    return found


def _deleted(row: Any) -> bool:
    return child(row, "trPr", "del") is not None


def _of(properties: Any | None, name: str) -> Any | None:
    return child(properties, name) if properties is not None else None


def _continues(merge: Any | None) -> bool:
    return merge is not None and attribute(merge, "val") in {"", "continue"}


def _number(element: Any | None, otherwise: int) -> int:
    text = attribute(element, "val") if element is not None else ""
    return int(text) if text.isdigit() and len(text) < 6 else otherwise
