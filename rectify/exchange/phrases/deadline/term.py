"""One expression of time inside a deadline, as found in the text."""

from dataclasses import dataclass
from typing import Literal

Grain = Literal["day", "tenday", "month", "quarter", "half", "year", "plan", "term", "season"]
Edge = Literal["", "start", "after", "about"]
Unit = Literal["day", "workday", "week", "month", "quarter", "year", "hour"]


@dataclass(frozen=True)
class Term:
    """A date, a span or a season with its place in the plain text.

    `year` is a number, or relative to the context (`offset`; with `follows` to the date before it
    in the text: 次年), or unnamed (both None).
    `grain` says what ends: a day, the month, the quarter, the year. `count` and `unit` belong to
    relative terms (20日内). `relative` marks 本月底, 下季度 and the like: months or quarters from
    the context day.
    """

    start: int
    end: int
    grain: Grain
    year: int | None = None
    offset: int | None = None
    follows: bool = False
    month: int | None = None
    day: int | None = None
    count: float | None = None
    unit: Unit | None = None
    relative: int | None = None
    yearly: bool = False
    edge: Edge = ""
    doubts: tuple[str, ...] = ()
