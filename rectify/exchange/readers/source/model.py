"""The uniform document: what readers see instead of docx, xlsx, pdf or pasted text."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """A cell; one that spans several rows or columns is the same object in each of them.

    `day` is set for a true date cell; its `text` then reads 2024年6月30日.
    """

    text: str = ""
    place: str = ""
    day: date | None = None
    note: str = ""


EMPTY = Cell()


@dataclass(slots=True)
class TableRow:
    """One grid row. `hidden` rows are kept: hiding is no way to withdraw an item.

    `guessed` rows came without columns; what stands in which was judged by what it says.
    """

    cells: list[Cell]
    place: str
    hidden: bool = False
    guessed: bool = False

    def distinct(self) -> list[Cell]:
        """Return the cells of the row, a spanning one only once."""
        found: list[Cell] = []
        for cell in self.cells:
            if not found or found[-1] is not cell:
                found.append(cell)
        return found

    def filled(self) -> list[Cell]:
        """Return the distinct cells that hold text."""
        return [cell for cell in self.distinct() if cell.text.strip()]


@dataclass(slots=True)
class Table:
    """A grid of cells. `merged` tells whether spans are known (pasted text knows none)."""

    rows: list[TableRow]
    place: str
    name: str = ""
    merged: bool = True
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `label` is the automatic list number Word shows before it."""

    text: str
    place: str
    label: str = ""
    level: int = 0

    @property
    def full(self) -> str:
        """The text as the reader of the page sees it, number included."""
        return f"{self.label}{self.text}" if self.label else self.text


Block = Paragraph | Table


@dataclass(slots=True)
class Source:
    """A file's content in document order; `remarks` are lines about the file, not in it."""

    blocks: list[Block] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    filename: str = ""

    def paragraphs(self) -> Iterator[Paragraph]:
        """Yield the paragraphs, in order."""
        return (block for block in self.blocks if isinstance(block, Paragraph))

    def tables(self) -> Iterator[Table]:
        """Yield the tables, in order."""
        return (block for block in self.blocks if isinstance(block, Table))
