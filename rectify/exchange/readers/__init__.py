"""Readers: a file or pasted text in, rows with place, sentence and confidence out.

No database. `read` and `read_text` are the entrance; `UnreadableFile` is the only error they
raise on what an office may upload.
"""

from rectify.exchange.readers.errors import UnreadableFile
from rectify.exchange.readers.reading import read, read_text
from rectify.exchange.readers.values import (
    DeadlineReading,
    Document,
    Kind,
    LedgerRow,
    MeasureRow,
    PetitionRow,
    Piece,
    PlanRow,
    Problem,
    Reading,
    SignoffRow,
)

__all__ = [
    "DeadlineReading",
    "Document",
    "Kind",
    "LedgerRow",
    "MeasureRow",
    "PetitionRow",
    "Piece",
    "PlanRow",
    "Problem",
    "Reading",
    "SignoffRow",
    "UnreadableFile",
    "read",
    "read_text",
]
