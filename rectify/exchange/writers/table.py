"""A table as data: what both the workbook and the paper are written from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """A heading and how wide it is, in characters of a Chinese text."""

    heading: str
    width: int = 10


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
