"""The strip shows why a date came out: day zero, what was skipped, made up and counted."""

from datetime import date

from rectify.core.workdays import (
    Calendar,
    NoticeRule,
    add_workdays,
    notice_strip,
    strip,
    why,
)
from rectify.regions import statutory

CALENDAR = statutory.calendar()


def told(days) -> list[str]:
    return [f"{d.date:%m-%d} {d.number or '-'} {d.note}" for d in days]


def test_the_strip_of_a_term_over_the_spring_festival():
    assert told(strip(date(2025, 1, 24), 3, CALENDAR)) == [
        "01-24 - 当日不计",
        "01-25 - 周末",
        "01-26 1 调休上班",
        "01-27 2 工作日",
        "01-28 - 春节",
        "01-29 - 春节",
        "01-30 - 春节",
        "01-31 - 春节",
        "02-01 - 春节",
        "02-02 - 春节",
        "02-03 - 春节",
        "02-04 - 春节",
        "02-05 3 工作日",
    ]


def test_a_notice_whose_first_day_counts_starts_with_one():
    rule = NoticeRule(3, "working", first_day_counts=True)
    assert told(notice_strip(date(2024, 11, 15), rule, CALENDAR)) == [
        "11-15 1 工作日",
        "11-16 - 周末",
        "11-17 - 周末",
        "11-18 2 工作日",
        "11-19 3 工作日",
    ]


def test_a_calendar_notice_without_its_first_day_shows_day_zero():
    rule = NoticeRule(2, "calendar", first_day_counts=False)
    assert told(notice_strip(date(2024, 11, 15), rule, CALENDAR)) == [
        "11-15 - 当日不计",
        "11-16 1 自然日",
        "11-17 2 自然日",
    ]


def test_the_last_day_of_the_strip_is_the_due_day():
    assert strip(date(2024, 8, 20), 45, CALENDAR)[-1].date == date(2024, 10, 28)
    assert add_workdays(date(2024, 8, 20), 45, CALENDAR) == date(2024, 10, 28)


def test_a_local_holiday_without_a_name_is_still_a_holiday():
    local = Calendar(exceptions={date(2024, 4, 15): False}, official_years=frozenset({2024}))
    assert why(date(2024, 4, 15), local) == "节假日"
    assert add_workdays(date(2024, 4, 12), 1, local) == date(2024, 4, 16)
