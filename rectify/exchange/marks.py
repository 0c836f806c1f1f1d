"""One thing wrong in a workbook; apart from the marking, which loads a whole library."""

from typing import NamedTuple


class Mark(NamedTuple):
    """What is wrong with one row: its cell by letter, else by the field of its heading."""

    sheet: str
    row: int
    column: str
    field: str
    reason: str
