"""Working days, terms and notice periods: dates in, dates out.

A term (10个工作日内) counts from the day after the event (domain §10; Civil Code art. 201). A
public notice follows its own rule, whose first day may count (domain §6.5). A year whose calendar
the State Council has not published is reckoned Monday to Friday and said to be provisional.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from rectify.core.text import gettext_noop as _

ONE_DAY = timedelta(days=1)
FURTHEST = 5000
"""No term in this field is longer than a few hundred days; a larger number is a misreading."""

WORKDAY = _("工作日")
WEEKEND = _("周末")
HOLIDAY = _("节假日")
MADE_UP = _("调休上班")
DAY_ZERO = _("当日不计")
CALENDAR_DAY = _("自然日")

DayUnit = Literal["working", "calendar"]


@dataclass(frozen=True)
class Calendar:
    """The days that differ from Monday–Friday, and the years the State Council has published.

    `exceptions` maps a date to whether it is worked; `reasons` to the holiday's name.
    """

    exceptions: Mapping[date, bool] = field(default_factory=dict)
    official_years: frozenset[int] = frozenset()
    reasons: Mapping[date, str] = field(default_factory=dict)


@dataclass(frozen=True)
class NoticeRule:
    """How a public notice is counted, e.g. ten working days with the day of publication."""

    n: int
    unit: DayUnit
    first_day_counts: bool


@dataclass(frozen=True)
class Period:
    """From the first to the last day, both included; say so when `provisional`."""

    opens_on: date
    closes_on: date
    provisional: bool


@dataclass(frozen=True)
class Day:
    """One day of the strip behind a computed date; `number` is its place in the count."""

    date: date
    counted: bool
    number: int | None
    note: str


def is_workday(day: date, calendar: Calendar) -> bool:
    """Whether people work on `day`: the calendar's word, else Monday to Friday."""
    return calendar.exceptions.get(day, day.weekday() < 5)


def is_provisional(first: date, last: date, calendar: Calendar) -> bool:
    """Whether a date reckoned from `first` to `last` touches a year without official calendar."""
    return any(y not in calendar.official_years for y in range(first.year, last.year + 1))


def add_workdays(day0: date, n: int, calendar: Calendar) -> date:
    """The n-th working day after `day0`, which itself is never counted; `n` is 1 or more."""
    return _walk(day0 + ONE_DAY, n, "working", calendar)[-1].date


def workdays_between(first: date, last: date, calendar: Calendar) -> int:
    """Working days from `first` to `last`, both included; 0 when `last` comes before."""
    return sum(is_workday(day, calendar) for day in _days(first, last))


def notice_period(opens_on: date, rule: NoticeRule, calendar: Calendar) -> Period:
    """First and last day of a public notice put up on `opens_on`."""
    closes_on = notice_strip(opens_on, rule, calendar)[-1].date
    return Period(opens_on, closes_on, is_provisional(opens_on, closes_on, calendar))


def strip(day0: date, n: int, calendar: Calendar) -> tuple[Day, ...]:
    """The days behind `add_workdays(day0, n)`: day zero, skipped, made up, counted."""
    return (_day_zero(day0), *_walk(day0 + ONE_DAY, n, "working", calendar))


def notice_strip(opens_on: date, rule: NoticeRule, calendar: Calendar) -> tuple[Day, ...]:
    """The days behind `notice_period`, from the day of publication to the last."""
    if rule.first_day_counts:
        return _walk(opens_on, rule.n, rule.unit, calendar)
    return (_day_zero(opens_on), *_walk(opens_on + ONE_DAY, rule.n, rule.unit, calendar))


def why(day: date, calendar: Calendar) -> str:
    """Why `day` is worked or not, in words: 春节, 调休上班, 周末, 工作日."""
    if is_workday(day, calendar):
        return MADE_UP if day.weekday() >= 5 else WORKDAY
    if day in calendar.exceptions:
        return calendar.reasons.get(day) or HOLIDAY
    return WEEKEND


def _day_zero(day: date) -> Day:
    return Day(day, counted=False, number=None, note=DAY_ZERO)


def _walk(start: date, n: int, unit: DayUnit, calendar: Calendar) -> tuple[Day, ...]:
    if not 1 <= n <= FURTHEST:
        raise ValueError(f"a term has 1 to {FURTHEST} days, not {n}")
    found: list[Day] = []
    day, number = start, 0
    while number < n:
        counted = unit == "calendar" or is_workday(day, calendar)
        number += counted
        note = CALENDAR_DAY if unit == "calendar" else why(day, calendar)
        found.append(Day(day, counted, number if counted else None, note))
        day += ONE_DAY
    return tuple(found)


def _days(first: date, last: date) -> Iterator[date]:
    for step in range((last - first).days + 1):
        yield first + timedelta(days=step)
