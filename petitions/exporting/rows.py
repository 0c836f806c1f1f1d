"""Petitions out of the database in chunks: memory and queries a chunk stay the same."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet

from petitions.exporting.cells import FIELDS, petition_cells
from petitions.listing.rows import page_rows
from petitions.models import Petition

CHUNK = 500
OFFICIAL = ("batch__number", "position", "pk")
Rows = QuerySet[Petition]


def official_rows(rows: Rows, *, one_batch: bool) -> Iterator[list[str]]:
    """The cells of the official table by batch and place. The serial is the place in the batch
    where all are of one, else it just counts."""
    count = 0
    for ids in _chunks(rows.order_by(*OFFICIAL)):
        found = {row["pk"]: row for row in _of(rows, ids).values("pk", *FIELDS)}
        for pk in ids:
            count += 1
            row = found[pk]
            yield petition_cells(row, row["position"] if one_batch else count)


def list_rows(rows: Rows, on: date) -> Iterator[dict[str, Any]]:
    """What the list shows on screen, row by row."""
    for ids in _chunks(rows):
        found = {row["id"]: row for row in page_rows(_of(rows, ids), on)}
        yield from (found[pk] for pk in ids)


def _chunks(rows: Rows) -> Iterator[list[int]]:
    ids = list(rows.values_list("pk", flat=True))
    for start in range(0, len(ids), CHUNK):
        yield ids[start : start + CHUNK]


def _of(rows: Rows, ids: list[int]) -> Rows:
    return rows.model._base_manager.filter(pk__in=ids)
