"""What a worker saw of a large import, kept beside it: pages show it without reading the rest.

The look is of one version. Answers given since are laid over it; the worker looks again after each.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import translation

from rectify.core.who import SYSTEM
from rectify.exchange.models import StagedImport
from rectify.exchange.readers.values import Problem
from rectify.exchange.services import HEAVY
from rectify.exchange.staging import problem_json
from rectify.journal import services as journal

Json = dict[str, Any]
CLASSES = ("new", "changed", "untouched", "refused")
"""What confirming makes of rows, as pages, receipts and programs count them."""
LOOKED_AT = ("reading", "preview")
"""States in which a look is owed: read and not yet shown, or answered since."""


@dataclass(frozen=True)
class Line:
    """One row in the list of a preview: `n` is its place in the file (from 0), `target` the stored
    row it meets, `reason` why it is left out."""

    key: str
    state: str
    n: int = 0
    reason: str = ""
    target: int | None = None

    @property
    def counted_as(self) -> str:
        """Its class; what is left out for any reason is refused."""
        return self.state if self.state in CLASSES else "refused"


def counts_of(lines: Iterable[Line]) -> dict[str, int]:
    """How many rows of each class."""
    found = Counter(line.counted_as for line in lines)
    return {name: found[name] for name in CLASSES}


def keep(import_id: int, version: int, look: Json) -> None:
    """Keep what a worker saw, its `faults` by themselves; a file just read is shown from now on.
    A look at a version that has passed is dropped."""
    found = {**look, "language": translation.get_language()}
    faults = found.pop("faults")
    with transaction.atomic():
        row = _standing(import_id, version)
        if row is None:
            return
        if row.state == "reading":
            seen = {**found, "version": row.version + 1}
            row.save_version(state="preview", look=seen, faults=faults)
            journal.record(SYSTEM, row, "look", data=look["counts"])
        else:
            StagedImport.objects.filter(pk=row.pk).update(
                look={**found, "version": version}, faults=faults
            )


def looked_at(staged: StagedImport, look: Callable[[StagedImport], Json]) -> StagedImport:
    """The same, without a worker, for a command that does not wait for one; a small import is
    shown as soon as it is read."""
    if staged.state == "reading":
        keep(staged.pk, staged.version, look(staged))
        staged.refresh_from_db()
    return staged


def give_up(import_id: int, version: int, sentence: str) -> None:
    """A file just read that cannot be looked at says so; one already shown stays as it was."""
    with transaction.atomic():
        row = _standing(import_id, version)
        if row is not None and row.state == "reading":
            row.save_version(state="unreadable", problems=[problem_json(Problem("", sentence))])
            journal.record(SYSTEM, row, "look", data={"state": "unreadable"})


def _standing(import_id: int, version: int) -> StagedImport | None:
    rows = StagedImport.objects.select_for_update(no_key=True).defer(*HEAVY)
    return rows.filter(pk=import_id, version=version, state__in=LOOKED_AT).first()
