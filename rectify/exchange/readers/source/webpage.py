"""Text copied with its tags: tables with their spans, everything between them as plain lines."""

import re
from dataclasses import dataclass, field

from lxml import etree

from rectify.core.text import gettext_noop as _
from rectify.exchange.readers.archive import DAMAGED
from rectify.exchange.readers.errors import UnreadableFile
from rectify.exchange.readers.source.clean import tidy
from rectify.exchange.readers.source.model import EMPTY, Cell, Table, TableRow

MARKED = re.compile(r"</(p|td|tr|div|span|table)>", re.IGNORECASE)
REMARKS = re.compile(r"<!\[[^<>]*>|<!--.*?(?:-->|\Z)", re.DOTALL)
"""Comments, and the conditions Word writes; the parser stumbles over the strange ones."""
BREAKS = frozenset({"br", "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "section"})
UNSEEN = frozenset({"script", "style", "head", "title", "noscript"})
MAX_CELLS, MAX_SPAN, MAX_DEPTH = 250_000, 700, 12
TOO_MANY = _("网页表格超过 %(limit)d 格。请拆分后分次上传。")

Piece = str | Table


def is_page(text: str) -> bool:
    """Tell text with tags from text that only holds < and > signs."""
    return bool(MARKED.search(text))


def read_page(text: str) -> list[tuple[int, Piece]]:
    """Return the page's stretches of text and its tables in order, with the lines they begin on.

    Lines are counted in what the page says, tags left out.
    """
    page = _Page()
    parser = etree.HTMLParser(target=page, no_network=True)
    try:
        etree.fromstring(f"<body>{REMARKS.sub('', text)}</body>", parser)
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableFile(DAMAGED) from error
    return page.pieces


@dataclass(slots=True)
class _Open:
    """A table being read: its rows, the cell that is open, the cells that reach further down."""

    table: Table
    cell: tuple[int, int] | None = None
    words: list[str] = field(default_factory=list)
    below: dict[int, tuple[int, Cell]] = field(default_factory=dict)

    def begin_row(self) -> None:
        """Begin the next row."""
        place = f"{self.table.place} 第{len(self.table.rows) + 1}行"
        self.table.rows.append(TableRow([], place))

    def end_cell(self) -> int:
        """Put the open cell into its row; return how many columns it takes."""
        if self.cell is None:
            self.words = []
            return 0
        (down, across), self.cell = self.cell, None
        if not self.table.rows:
            self.begin_row()
        row = self.table.rows[-1]
        self.reach_down(row)
        lines = (" ".join(line.split()) for line in "".join(self.words).split("\n"))
        text, self.words = tidy("\n".join(line for line in lines if line)), []
        cell = Cell(text, f"{row.place}第{len(row.cells) + 1}列") if text else EMPTY
        for column in range(len(row.cells), len(row.cells) + across):
            row.cells.append(cell)
            if down > 1:
                self.below[column] = (down - 1, cell)
        return across

    def reach_down(self, row: TableRow) -> None:
        """Give a row the cells of rows above that span it here."""
        while (above := self.below.pop(len(row.cells), None)) is not None:
            rows_left, cell = above
            if rows_left > 1:
                self.below[len(row.cells)] = (rows_left - 1, cell)
            row.cells.append(cell)

    def done(self) -> Table:
        """Return the table, its rows made equally long."""
        width = max((len(row.cells) for row in self.table.rows), default=0)
        for row in self.table.rows:
            row.cells.extend([EMPTY] * (width - len(row.cells)))
        self.table.rows = [row for row in self.table.rows if row.filled()]
        return self.table


class _Page:
    """Takes tags as the parser meets them; a table inside another's cell stands on its own."""

    def __init__(self) -> None:
        self.pieces: list[tuple[int, Piece]] = []
        self.words: list[str] = []
        self.open: list[_Open] = []
        self.unseen = self.cells = self.tables = 0
        self.line = 1

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Open a table, a row or a cell; other tags at most break the line."""
        if tag in UNSEEN:
            self.unseen += 1
        elif tag == "table" and len(self.open) < MAX_DEPTH:
            self._keep_text()
            self.tables += 1
            self.open.append(_Open(Table([], f"表{self.tables}")))
        elif tag == "tr" and self.open:
            self._end_row()
            self.open[-1].begin_row()
        elif tag in {"td", "th"} and self.open:
            self._end_cell()
            down, across = (_span(attributes.get(name, "")) for name in ("rowspan", "colspan"))
            self.open[-1].cell = (down, min(across, MAX_SPAN))
        elif tag in BREAKS:
            self.data("\n")

    def end(self, tag: str) -> None:
        """Close what the tag closes."""
        if tag in UNSEEN:
            self.unseen = max(self.unseen - 1, 0)
        elif tag == "table" and self.open:
            self._close_table()
        elif tag in {"td", "th"} and self.open:
            self._end_cell()
        elif tag == "tr" and self.open:
            self._end_row()
        elif tag in BREAKS:
            self.data("\n")

    def data(self, words: str) -> None:
        """Keep words where they stand: in the innermost open table, or between tables."""
        if not self.unseen:
            (self.open[-1].words if self.open else self.words).append(words)

    def close(self) -> None:
        """Keep what the page left open."""
        while self.open:
            self._close_table()
        self._keep_text()

    def _keep_text(self) -> None:
        """Set words aside, also those of a table that only arranges the page."""
        words = self.open[-1].words if self.open else self.words
        self._say("".join(words))
        words.clear()

    def _say(self, text: str) -> None:
        if text.strip():
            self.pieces.append((self.line, text))
            self.line += text.count("\n") + 1

    def _close_table(self) -> None:
        self._end_row()
        table = self.open.pop().done()
        if any(len(row.filled()) > 1 for row in table.rows):
            self.pieces.append((self.line, table))
        else:  # a frame around text
            self._say("\n".join(cell.text for row in table.rows for cell in row.filled()))

    def _end_row(self) -> None:
        self._end_cell()
        if self.open[-1].table.rows:
            self.open[-1].reach_down(self.open[-1].table.rows[-1])

    def _end_cell(self) -> None:
        self.cells += self.open[-1].end_cell()
        if self.cells > MAX_CELLS:
            raise UnreadableFile(TOO_MANY, limit=MAX_CELLS)


def _span(text: str) -> int:
    return max(int(text[:5]), 1) if text.isdecimal() else 1
