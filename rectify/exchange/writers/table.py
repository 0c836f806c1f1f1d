"""A table as data: what both the workbook and the paper are written from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """A heading and how wide it is, in characters of a Chinese text.

    Neighbours with the same `group` stand under one heading with that word.
    """

    heading: str
    width: int = 10
    group: str = ""


@dataclass(frozen=True)
class Table:
    """`rows` may be a generator: it is walked once. `notes` stand between title and table.

    `sheet` names the worksheet, `page` the paper it is fitted to.
    """

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[str]]
    notes: Sequence[str] = ()
    publisher: str = ""
    sheet: str = "一览表"
    page: str = "A3"

    @property
    def grouped(self) -> bool:
        """Whether some columns share a heading: then headings take two rows."""
        return any(column.group for column in self.columns)

    def spans(self) -> list[tuple[int, int, str]]:
        """First column, last column and word of every heading of the upper row; without a group
        the column's own."""
        found: list[tuple[int, int, str]] = []
        for place, column in enumerate(self.columns):
            before = self.columns[place - 1].group if place else ""
            if column.group and column.group == before:
                first, _last, word = found[-1]
                found[-1] = (first, place, word)
            else:
                found.append((place, place, column.group or column.heading))
        return found
