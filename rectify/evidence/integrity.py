"""Files and rows agree: orphans are swept after a grace, sealed originals are hashed again."""

import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rectify.evidence import storage
from rectify.evidence.limits import ORPHAN_GRACE_HOURS
from rectify.evidence.models import StoredFile

BATCH = 500


@dataclass(frozen=True)
class Problem:
    """`what`: missing (no file) or changed (its bytes no longer match the seal)."""

    file_id: int
    original_name: str
    what: str


def sweep_orphans(grace_hours: float = ORPHAN_GRACE_HOURS) -> int:
    """Remove uploads cut off half-way and files whose row was rolled back; returns how many.

    The grace covers a transaction that is still open: its row cannot be seen yet. Ages are those
    the file system keeps, not the application's clock.
    """
    before = time.time() - grace_hours * 3600
    removed = 0
    for folder in sorted(storage.root().glob("*/")):
        old = [path for path in folder.iterdir() if path.stat().st_mtime < before]
        if folder.name == storage.INCOMING:
            for path in old:
                shutil.rmtree(path, ignore_errors=True)
            removed += len(old)
        else:
            removed += _remove_unknown(old)
    return removed


def verify(after: int = 0, most: int | None = None) -> Iterator[Problem]:
    """Hash sealed originals again, by id from `after` on; yields what does not agree."""
    rows = StoredFile.objects.filter(pk__gt=after).order_by("pk")
    for row in rows[:most].iterator(chunk_size=BATCH):
        path = storage.path_of(row.stored_name)
        try:
            agrees = storage.hash_of(path) == row.sha256
        except FileNotFoundError:
            yield Problem(row.pk, row.original_name, "missing")
            continue
        if not agrees:
            yield Problem(row.pk, row.original_name, "changed")


def _remove_unknown(paths: list[Path]) -> int:
    by_name: dict[str, list[Path]] = {}
    for path in paths:
        by_name.setdefault(path.name.partition(".")[0], []).append(path)
    known = set(
        StoredFile.objects.filter(stored_name__in=by_name).values_list("stored_name", flat=True)
    )
    unknown = [path for name, found in by_name.items() if name not in known for path in found]
    for path in unknown:
        path.unlink(missing_ok=True)
    return len(unknown)
