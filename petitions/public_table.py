"""The public table of round 3 as data, out of the projection alone (domain §9.5)."""

from collections.abc import Iterable, Iterator

from petitions.models import PublishedPetition
from petitions.projection import COLUMN_WORDS, HEADINGS
from rectify.exchange.writers import Column, Table

WIDTHS = (3, 9, 18, 6, 6, 22, 5, 10, 26, 6, 9)
COLUMNS = tuple(Column(word, width) for word, width in zip(HEADINGS, WIDTHS, strict=True))


def cells(row: PublishedPetition) -> list[str]:
    """Eleven cells of one row, in the official order."""
    return [str(row.serial), *(str(getattr(row, name)) for name in COLUMN_WORDS)]


def table_of(rows: Iterable[PublishedPetition], first: PublishedPetition) -> Table:
    """The table of one batch; `first` is any of its rows, for title and publisher."""
    return Table(first.title, COLUMNS, _walk(rows), publisher=first.publisher)


def _walk(rows: Iterable[PublishedPetition]) -> Iterator[list[str]]:
    for row in rows:
        yield cells(row)
