"""The petition desk's day: batch, clocks, what waits, each with a suggestion (screens 7)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from petitions.models import Petition, PetitionBatch
from petitions.offices import Suggestion, suggestions
from petitions.services.fetch import rules_of
from rectify.accounts.scope import Actor
from rectify.core import clock
from rectify.core.clock import SHANGHAI

MOST = 300


@dataclass(frozen=True)
class Clock:
    """How a batch stands today; `left` is the time to its hand-down hour, negative when over."""

    should: int
    handed: int
    until: datetime
    left: timedelta

    @property
    def open(self) -> int:
        return self.should - self.handed


@dataclass(frozen=True)
class Line:
    """One petition on the bench with what is suggested for it."""

    petition: Petition
    suggestion: Suggestion


def batches_of(who: Actor) -> QuerySet[PetitionBatch]:
    """The batches this desk keeps, newest first."""
    rows = PetitionBatch.objects.visible_to(who.scope).filter(division_id=who.division)
    return rows.select_related("round").order_by("-handed_on", "-number")


def clock_of(batch: PetitionBatch) -> Clock:
    """Stated or registered, whichever is more: a number missing from the list is still owed."""
    counts = batch.petitions.aggregate(
        all=Count("pk"), handed=Count("pk", filter=~Q(state="registered"))
    )
    until = datetime.combine(batch.handed_on, rules_of(batch.round).hand_down_by, SHANGHAI)
    should = max(counts["all"], batch.stated_count or 0)
    return Clock(should, counts["handed"], until, until - clock.now())


def lines_of(batch: PetitionBatch) -> list[Line]:
    """What waits to be handed down, in the order of the list, each with its suggestion."""
    rows = list(
        batch.petitions.filter(state="registered")
        .select_related("batch", "round", "division", "duplicate_of")
        .order_by("position")[:MOST]
    )
    found = suggestions(batch.division_id, rows)
    return [Line(row, found[row.pk]) for row in rows]


def side(name: str, lines: list[Line]) -> list[Line]:
    """The lines of one entry of the left list."""
    if name == "unplaced":
        return [line for line in lines if line.suggestion.division is None]
    if name == "doubled":
        return [line for line in lines if line.petition.duplicate_number]
    if name == "returned":
        return [line for line in lines if line.petition.returned_reason]
    return lines


def handed_today(batch: PetitionBatch, on: date) -> QuerySet[Petition]:
    """Those of the batch handed down on a day."""
    start = datetime.combine(on, datetime.min.time(), SHANGHAI)
    rows = batch.petitions.filter(
        handed_down_at__gte=start, handed_down_at__lt=start + timedelta(days=1)
    )
    return rows.exclude(state="registered").select_related("division", "batch")


def earlier_lines(found: Suggestion) -> list[dict[str, Any]]:
    """Earlier petitions about the same spot, for the right pane."""
    return [
        {
            "number": other.label,
            "url": f"/petitions/{other.pk}/",
            "on": other.batch.handed_on,
            "place": other.division.name if other.division else "",
            "state": other.state,
            "verdict": other.verdict,
        }
        for other in found.earlier[:8]
    ]
