"""Files and rows agree: orphans are swept after a grace, sealed originals are hashed again."""

import shutil
import time
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


@dataclass(frozen=True)
class Checked:
    """How many originals were hashed, the id of the last one, and what did not agree."""

    problems: tuple[Problem, ...]
    count: int
    last: int


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


def verify(after: int = 0, most: int | None = None) -> Checked:
    """Hash sealed originals again, in order of id after `after`, at most `most` of them."""
    rows = StoredFile.objects.filter(pk__gt=after).order_by("pk")
    problems, count, last = [], 0, after
    for row in rows[:most].iterator(chunk_size=BATCH):
        count, last = count + 1, row.pk
        if wrong := _wrong(row):
            problems.append(Problem(row.pk, row.original_name, wrong))
    return Checked(tuple(problems), count, last)


def _wrong(row: StoredFile) -> str | None:
    try:
        agrees = storage.hash_of(storage.path_of(row.stored_name)) == row.sha256
    except FileNotFoundError:
        return "missing"
    return None if agrees else "changed"


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
