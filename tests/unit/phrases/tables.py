"""The tables a clerk can read: one phrase a line with what it must be read as."""

import csv
from pathlib import Path

FOLDER = Path(__file__).parent / "cases"


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one table, in order."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def names(cell: str) -> tuple[str, ...]:
    """The names of one cell, separated by semicolons."""
    return tuple(name for name in cell.split(";") if name)
