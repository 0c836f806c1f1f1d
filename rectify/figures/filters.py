"""What a set of figures is asked for: round, kind, place, unit, dates. The same for every door."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any, Self
from urllib.parse import urlencode

from rectify.accounts.scope import code_range
from rectify.core import clock

OWN_LEVEL = "own"


@dataclass(frozen=True)
class Filters:
    """Empty values do not filter. `as_of` is the cut-off: what was done by the end of that day.

    `start` and `end` bound the day an issue was put on its list, or a petition handed over.
    `unit` answers (责任、牵头; 承办). `below` = "own" keeps what no place below `division` answers
    for. `base` is the day changes are measured against.
    """

    as_of: date
    round_id: int | None = None
    kind: str = ""
    division: str = ""
    below: str = ""
    unit_id: int | None = None
    start: date | None = None
    end: date | None = None
    base: date | None = None

    @property
    def base_on(self) -> date:
        """The day to compare with: `base`, else the last day of the month before `as_of`."""
        return self.base or self.as_of.replace(day=1) - timedelta(days=1)

    @property
    def last_day(self) -> date:
        """The last day on which something may have been listed to be counted."""
        return min(self.end or self.as_of, self.as_of)

    @property
    def span(self) -> tuple[str, str]:
        """The half-open range of codes of `division`."""
        return code_range(self.division)

    def but(self, **changes: Any) -> Self:
        """The same filters with some changed."""
        return replace(self, **changes)

    def query(self, **more: str) -> str:
        """As a query string, `as_of` always said, so that a link shows the same rows later."""
        given = {
            **more,
            "round": self.round_id,
            "kind": self.kind,
            "division": self.division,
            "below": self.below,
            "unit": self.unit_id,
            "from": self.start,
            "to": self.end,
            "as_of": self.as_of,
            "base": self.base,
        }
        return urlencode({name: value for name, value in given.items() if value})


def end_of(day: date) -> datetime:
    """The first instant after a Shanghai day: times of the day lie before it."""
    return datetime.combine(day + timedelta(days=1), time(), clock.SHANGHAI)


def start_of(day: date) -> datetime:
    """The first instant of a Shanghai day."""
    return datetime.combine(day, time(), clock.SHANGHAI)
