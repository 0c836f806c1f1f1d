"""The working calendar as the tables hold it, and its editing by an administrator."""

import secrets
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from django.db.models import Count, Sum
from django.utils.translation import gettext as _

from rectify.core import workdays
from rectify.core.errors import Invalid
from rectify.core.who import Who
from rectify.core.workdays import Calendar
from rectify.journal.services import audit, service
from rectify.regions.models import CalendarDay, CalendarYear

Version = tuple[int, int]
WARN_FROM_MONTH = 12
REASON_LENGTH = 60


def current() -> Calendar:
    """The calendar now in force; one small query, the days themselves are kept per version."""
    return _calendar(_version())


def why(day: date) -> str:
    """Why `day` is worked or not, in words: 春节, 调休上班, 周末, 工作日."""
    return workdays.why(day, current())


def missing_year(on: date) -> int | None:
    """The year whose calendar must be entered: this one, or from 1 December the next."""
    official = current().official_years
    wanted = [on.year] + ([on.year + 1] if on.month >= WARN_FROM_MONTH else [])
    return next((year for year in wanted if year not in official), None)


@service("regions.calendar.revise")
def revise(
    who: Who, year: int, days: Mapping[date, tuple[bool, str]], *, official: bool, basis: str
) -> None:
    """Replace a year's days: date → (worked, reason). `basis` names the notice it follows.

    Who may do this is the caller's check (the system officer). Raises `Invalid` for a day of
    another year, a day that does not differ from Monday–Friday, or a missing basis.
    """
    _check(year, days, official=official, basis=basis)
    before, _ = CalendarDay.objects.filter(day__year=year).delete()
    CalendarDay.objects.bulk_create(
        CalendarDay(day=day, is_workday=worked, reason=reason)
        for day, (worked, reason) in sorted(days.items())
    )
    CalendarYear.objects.update_or_create(
        year=year, defaults={"is_official": official, "basis": basis, "revision": new_mark()}
    )
    detail = {"year": year, "official": official, "basis": basis}
    audit(who, "regions.calendar.revise", detail={**detail, "days": [before, len(days)]})


def _check(year: int, days: Mapping[date, tuple[bool, str]], *, official: bool, basis: str) -> None:
    if official and not basis.strip():
        raise Invalid(_("请写明依据的放假安排通知，再标为正式日历。"), basis=_("依据未填写。"))
    for day, (worked, reason) in days.items():
        if day.year != year:
            raise Invalid(
                _("%(day)s 不在 %(year)s 年，请移到所属年份。")
                % {"day": f"{day:%Y-%m-%d}", "year": year}
            )
        if worked and day.weekday() < 5:
            raise Invalid(
                _("%(day)s 本来就是工作日，不必列为调休上班。") % {"day": f"{day:%Y-%m-%d}"}
            )
        if len(reason) > REASON_LENGTH:
            raise Invalid(
                _("%(day)s 的事由超过 %(most)s 个字，请缩短。")
                % {"day": f"{day:%Y-%m-%d}", "most": REASON_LENGTH}
            )


def new_mark() -> int:
    """A mark never used before: a counter would come back after a rollback and meet the cache."""
    return secrets.randbelow(2**31)


def _version() -> Version:
    found = CalendarYear.objects.aggregate(years=Count("year"), revisions=Sum("revision"))
    return found["years"], found["revisions"] or 0


@lru_cache(maxsize=4)
def _calendar(version: Version) -> Calendar:
    rows = list(CalendarDay.objects.values_list("day", "is_workday", "reason"))
    years = CalendarYear.objects.filter(is_official=True).values_list("year", flat=True)
    return Calendar(
        exceptions=MappingProxyType({day: worked for day, worked, _ in rows}),
        official_years=frozenset(years),
        reasons=MappingProxyType({day: reason for day, _, reason in rows}),
    )
