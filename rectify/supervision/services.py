"""The sweep: every working morning, and on demand, tell what has come near or passed its date."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from rectify.core import clock
from rectify.core.who import SYSTEM
from rectify.core.workdays import is_workday
from rectify.journal.heartbeats import beat
from rectify.journal.models import Heartbeat
from rectify.journal.services import audit
from rectify.messaging import digest
from rectify.messaging.services import tell_each
from rectify.regions import calendars
from rectify.supervision import sql, wording
from rectify.supervision.mornings import Morning
from rectify.supervision.rungs import RUNGS, latest_due

PART = "sweep"
CHUNK = 8000
"""Cases a transaction: small enough to lose little when killed, large enough to be quick."""


@dataclass
class SweepResult:
    """What a sweep told: rungs sent and superseded per rung, persons, messages, cancellations."""

    on: date
    dry_run: bool
    sent: Counter[int] = field(default_factory=Counter)
    people: set[int] = field(default_factory=set)
    superseded: int = 0
    cancelled: int = 0
    messages: int = 0

    @property
    def recipients(self) -> int:
        return len(self.people)

    def as_json(self) -> dict[str, Any]:
        """The counts, rungs from the first to the most urgent."""
        return {
            "on": f"{self.on:%Y-%m-%d}",
            "dry_run": self.dry_run,
            "sent": {str(rung): self.sent[rung] for rung in RUNGS},
            "recipients": self.recipients,
            "messages": self.messages,
            "superseded": self.superseded,
            "cancelled": self.cancelled,
        }


def sweep(on: date, dry_run: bool = False) -> SweepResult:
    """Tell every warning whose rung has passed on `on` and that nobody has been told yet.

    Each chunk is a transaction of its own: killed anywhere, a second run goes on where the first
    stopped; two at once share the work; a run with nothing new writes nothing. A dry run counts
    and writes nothing. `on` also says whose post it is that day.
    """
    working = calendars.current()
    morning = Morning(on, clock.now(), latest_due(on, lambda day: is_workday(day, working)))
    result = SweepResult(on, dry_run)
    if not dry_run:
        result.cancelled = _prepare(morning)
    found = sql.cases(morning)
    for start in range(0, len(found), CHUNK):
        _tell(morning, found[start : start + CHUNK], result)
    if not dry_run:
        _finish(result)
    return result


def swept_on() -> date | None:
    """The day of the last sweep that came to its end on the day itself."""
    found = Heartbeat.objects.filter(part=PART).values_list("detail", flat=True).first()
    return date.fromisoformat(found["on"]) if found else None


@transaction.atomic
def _prepare(morning: Morning) -> int:
    """Changed deadlines lose the rungs that never came; late messages ride with today's mail."""
    digest.carry_over(morning.on)
    return sql.cancel(morning)


@transaction.atomic
def _tell(morning: Morning, chunk: Sequence[sql.Case], result: SweepResult) -> None:
    told, superseded = sql.write(morning, chunk, dry_run=result.dry_run)
    notes = list(wording.notes(told, morning.on))
    if not result.dry_run:
        tell_each(notes)
        digest.owe({note.recipient_id for note in notes if note.digest_on}, morning.on)
    result.sent.update(row.rung for row in told)
    result.superseded += superseded
    result.people.update(row.user_id for row in told)
    result.messages += len(notes)


@transaction.atomic
def _finish(result: SweepResult) -> None:
    audit(SYSTEM, "supervision.sweep", detail=result.as_json())
    if result.on == clock.today():
        beat(PART, on=f"{result.on:%Y-%m-%d}", messages=result.messages)
