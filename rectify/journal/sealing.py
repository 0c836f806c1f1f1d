"""Sealing history: one sealer gives committed rows an order and chains their hashes.

Writers never wait for it: event and audit rows are written unchained, and the seals lie in a
table of their own. Altering or removing a sealed row breaks the chain at that row.
"""

import hashlib
from dataclasses import dataclass

from django.db import transaction

from rectify.journal import seal_sql
from rectify.journal.models import Seal

BATCH = 5000


@dataclass(frozen=True)
class Break:
    """The first place where the history is not what was sealed."""

    position: int
    source: str
    row_id: int
    what: str


@dataclass(frozen=True)
class Verified:
    """`checked` seals agree with their rows; `head` is the value to print and keep elsewhere.

    `unsealed` rows are younger than the last seal; `first_unsealed` names one of them.
    """

    checked: int
    head: str
    broken: Break | None
    unsealed: int
    first_unsealed: tuple[str, int] | None


@transaction.atomic
def seal(*, everywhere: bool = False, limit: int = BATCH) -> int:
    """Seal committed rows that are not sealed yet; returns how many. A second sealer returns 0.

    `everywhere` looks at all rows, not only at those that may be new.
    """
    if not seal_sql.try_lock():
        return 0
    position, digest = seal_sql.head()
    seals = []
    for source in Seal.SOURCES:
        above = 0 if everywhere else seal_sql.floor(source)
        for row_id, text in seal_sql.unsealed(source, above, limit):
            position, digest = position + 1, link(digest, position + 1, source, text)
            seals.append((position, source, row_id, seal_sql.FORM, digest))
    if seals:
        seal_sql.put(seals)
    return len(seals)


def link(before: str, position: int, source: str, text: str) -> str:
    """The hash of a row and of everything before it."""
    return hashlib.sha256(f"{before}|{position}|{source}|{text}".encode()).hexdigest()


def verify() -> Verified:
    """Recompute the chain from its beginning; stops at the first break."""
    position, digest, broken = 0, "", None
    while rows := seal_sql.sealed(position, BATCH):
        for found in rows:
            broken = _compare(position + 1, digest, found)
            if broken:
                break
            position, digest = found[0], found[4]
        if broken:
            break
    waiting = {source: seal_sql.unsealed(source, 0, BATCH) for source in Seal.SOURCES}
    tail = [(source, row[0]) for source, rows in waiting.items() for row in rows]
    return Verified(position, digest, broken, len(tail), tail[0] if tail else None)


def _compare(
    position: int, before: str, found: tuple[int, str, int, int, str, str | None]
) -> Break | None:
    at, source, row_id, _form, digest, text = found
    if at != position:
        return Break(position, source, row_id, "seal_missing")
    if text is None:
        return Break(position, source, row_id, "row_missing")
    if link(before, position, source, text) != digest:
        return Break(position, source, row_id, "altered")
    return None
