"""The rungs of the deadline warning and which of them have passed: dates in, numbers out.

Rungs are days before the deadline (domain §11.1, rung 0 临期提醒), and `OVERDUE`. The sweep runs on
working mornings only, so a rung whose day is a day of rest comes on the working day before it:
nobody learns on a Monday that Sunday was the last day. The named day itself is in time.
"""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

OVERDUE = -1
RUNGS = (30, 15, 7, 3, 1, OVERDUE)
"""From the first warning to the last; the smaller the number, the more urgent."""

ONE_DAY = timedelta(days=1)
LONGEST_REST = 30
"""No run of days off is longer; a predicate that never says yes must not hang the sweep."""

Working = Callable[[date], bool]


def reach(on: date, working: Working) -> date:
    """The last day that this morning speaks for: `on` and the days of rest that follow it."""
    last = on
    for _ in range(LONGEST_REST):
        if working(last + ONE_DAY):
            return last
        last += ONE_DAY
    return last


def latest_due(on: date, working: Working) -> dict[int, date]:
    """Per rung the latest deadline for which it has passed on `on`, most urgent rung first."""
    last = reach(on, working)
    before = {rung: last + timedelta(days=rung) for rung in sorted(RUNGS) if rung != OVERDUE}
    return {OVERDUE: on - ONE_DAY, **before}


def passed(due_on: date, on: date, working: Working) -> tuple[int, ...]:
    """The rungs of a deadline that have passed on `on`, from the first to the most urgent."""
    latest = latest_due(on, working)
    return tuple(rung for rung in RUNGS if due_on <= latest[rung])


def most_urgent(found: Iterable[int]) -> int | None:
    """The rung that is told when several have passed since the last sweep."""
    return min(found, default=None)
