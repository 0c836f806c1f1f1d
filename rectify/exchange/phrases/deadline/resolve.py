"""From an expression of time to a day: the end of the day, month, quarter, half or year it names.

A term counts from the context day, itself excluded (domain §10); without one it has no day. A year
that is not named comes from the date before it in the text, else from the context.
"""

import math
from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

from rectify.core.text import gettext_noop as _
from rectify.exchange.phrases.calendar import after_working_days
from rectify.exchange.phrases.deadline.model import Kind
from rectify.exchange.phrases.deadline.term import Term

KINDS: dict[str, Kind] = {
    "day": "fixed_date",
    "tenday": "fixed_date",
    "term": "fixed_date",
    "month": "month_end",
    "quarter": "quarter_end",
    "half": "quarter_end",
    "year": "year_end",
    "plan": "year_end",
    "season": "none",
}
_LONGEST_PLAN = 12
"""Years between a plan and its last deadline; more is a misprint."""


@dataclass(frozen=True)
class Context:
    """The plan's year and the day relative terms count from, where known."""

    year: int | None = None
    on: date | None = None

    @property
    def this_year(self) -> int | None:
        return self.year if self.year is not None else (self.on.year if self.on else None)


@dataclass(frozen=True)
class Due:
    """A term with its day (None where it cannot be known) and what is doubtful about it."""

    term: Term
    day: date | None
    doubts: tuple[str, ...] = ()

    @property
    def kind(self) -> Kind:
        return KINDS[self.term.grain]


def resolve(term: Term, context: Context, before: date | None = None) -> Due:
    """The day of `term`; `before` is the date that precedes it in the text."""
    if term.grain == "season":
        season = _("没有法定日子，保留原文，请核定日期")
        return Due(term, None, (*term.doubts, season))
    if term.grain == "term":
        return _span(term, context.on)
    if term.relative is not None:
        return _from_now(term, context)
    year, doubts = _year_of(term, context, before)
    if year is None:
        return Due(term, None, (*term.doubts, _("没有写年份，也没有方案年份可依")))
    day, impossible = _last_day(term, year)
    return Due(term, day, (*term.doubts, *doubts, *impossible, *_odd(day, context)))


def _year_of(term: Term, context: Context, before: date | None) -> tuple[int | None, list[str]]:
    if term.year is not None:
        return term.year, []
    if term.yearly:
        return _next_occurrence(term, context), [_("每年都有的时限，只列出下一次")]
    if term.follows and before:
        return before.year + (term.offset or 0), []
    base = context.this_year
    if term.offset is not None:
        return (None if base is None else base + term.offset), []
    if before:
        return _inherited(term, before)
    if context.year is None and context.on and term.month:
        return _upcoming(term, context.on)
    return base, []


def _inherited(term: Term, before: date) -> tuple[int, list[str]]:
    day, _unused = _last_day(term, before.year)
    if day and day < before:
        return before.year + 1, [_("没有写年份，月份早于前一时限，按次年理解")]
    return before.year, []


def _upcoming(term: Term, on: date) -> tuple[int, list[str]]:
    day, _unused = _last_day(term, on.year)
    if day and day < on:
        return on.year + 1, [_("没有写年份，当年该日已过，按次年理解")]
    return on.year, []


def _next_occurrence(term: Term, context: Context) -> int | None:
    year = context.this_year
    if year is None or not context.on:
        return year
    day, _unused = _last_day(term, context.on.year)
    return context.on.year + int(day is not None and day < context.on)


def _odd(day: date | None, context: Context) -> tuple[str, ...]:
    if day is None or context.this_year is None:
        return ()
    if day.year < context.this_year or (context.on and day < context.on):
        return (_("早于方案年份或起算日"),)
    if day.year > context.this_year + _LONGEST_PLAN:
        return (_("年份远在方案之后，可能有误"),)
    return ()


def _last_day(term: Term, year: int) -> tuple[date | None, tuple[str, ...]]:
    if not MINYEAR <= year <= MAXYEAR:
        return None, (_("年份有误"),)
    month = term.month or 12
    end = monthrange(year, month)[1]
    if term.day is None:
        return date(year, month, end), ()
    if term.day > end:
        return date(year, month, end), (_("这一天不存在，暂按当月最后一天计"),)
    return date(year, month, term.day), ()


def _from_now(term: Term, context: Context) -> Due:
    on = context.on
    if on is None:
        return Due(term, None, (*term.doubts, _("没有起算日，无法推算月份")))
    step = term.relative or 0
    if term.grain == "quarter":
        months = (on.month - 1) // 3 * 3 + 2 + step * 3
    else:
        months = on.month - 1 + step
    year, month = on.year + months // 12, months % 12 + 1
    day, impossible = _last_day(Term(0, 0, "day", month=month, day=term.day), year)
    return Due(term, day, (*term.doubts, *impossible, *_odd(day, context)))


def _span(term: Term, on: date | None) -> Due:
    if on is None:
        return Due(term, None, (*term.doubts, _("没有起算日，无法推算到期日")))
    try:
        day, provisional = _counted(term, on)
    except (OverflowError, ValueError):
        return Due(term, None, (*term.doubts, _("期限过长，无法推算")))
    unpublished = (_("所跨年份的节假日安排尚未公布，日期是暂定的"),) if provisional else ()
    return Due(term, day, (*term.doubts, *unpublished))


def _counted(term: Term, on: date) -> tuple[date, bool]:
    count = term.count or 0
    if term.unit == "workday":
        return after_working_days(on, math.ceil(count))
    if term.unit in ("day", "week", "hour"):
        days = {"day": count, "week": count * 7, "hour": count / 24}[term.unit]
        return on + timedelta(days=math.ceil(days)), False
    months = count * {"month": 1, "quarter": 3, "year": 12}.get(term.unit or "month", 1)
    whole = math.floor(months)
    return add_months(on, whole) + timedelta(days=15 * int(months > whole)), False


def add_months(day: date, months: int) -> date:
    """The same day `months` later, or the month's last day where it is shorter (Civil Code 202)."""
    place = day.month - 1 + months
    year, month = day.year + place // 12, place % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
