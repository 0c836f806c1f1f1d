"""Rungs of a deadline as a table a clerk can read, and what must hold of all of them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectify.core.workdays import is_workday
from rectify.regions import statutory
from rectify.supervision.rungs import OVERDUE, RUNGS, latest_due, most_urgent, passed, reach

CALENDAR = statutory.calendar()
DAYS = st.dates(date(2022, 1, 1), date(2027, 12, 31))


def working(day):
    return is_workday(day, CALENDAR)


@pytest.mark.parametrize(
    ("due_on", "on", "expected"),
    [
        # Wednesday 2026-11-25: ordinary days, counted one by one
        ("2026-12-26", "2026-11-25", ()),
        ("2026-12-25", "2026-11-25", (30,)),
        ("2026-12-11", "2026-11-25", (30,)),
        ("2026-12-10", "2026-11-25", (30, 15)),
        ("2026-12-02", "2026-11-25", (30, 15, 7)),
        ("2026-11-28", "2026-11-25", (30, 15, 7, 3)),
        ("2026-11-26", "2026-11-25", (30, 15, 7, 3, 1)),
        # the named day itself is in time
        ("2026-11-25", "2026-11-25", (30, 15, 7, 3, 1)),
        ("2026-11-24", "2026-11-25", (30, 15, 7, 3, 1, OVERDUE)),
        # Friday 2026-11-27 speaks for the weekend: Monday's last day is told before it
        ("2026-11-30", "2026-11-27", (30, 15, 7, 3, 1)),
        ("2026-12-01", "2026-11-27", (30, 15, 7, 3)),
        # 30 September 2025, before eight days of National Day and Mid-Autumn
        ("2025-10-09", "2025-09-30", (30, 15, 7, 3, 1)),
        ("2025-10-10", "2025-09-30", (30, 15, 7, 3)),
        # Sunday 2025-01-26 is worked (调休), so Friday speaks for one day of rest only
        ("2025-01-27", "2025-01-24", (30, 15, 7, 3)),
        # 29 February, year end
        ("2024-02-29", "2024-02-28", (30, 15, 7, 3, 1)),
        ("2024-02-29", "2024-03-01", (30, 15, 7, 3, 1, OVERDUE)),
        ("2025-12-31", "2026-01-04", (30, 15, 7, 3, 1, OVERDUE)),
    ],
)
def test_which_rungs_have_passed(due_on, on, expected):
    assert passed(date.fromisoformat(due_on), date.fromisoformat(on), working) == expected


@given(due_on=DAYS, on=DAYS)
def test_rungs_nest_so_the_most_urgent_one_speaks_for_all(due_on, on):
    found = passed(due_on, on, working)
    assert found == RUNGS[: len(found)]
    assert most_urgent(found) == (found[-1] if found else None)


@given(due_on=DAYS, on=DAYS)
def test_a_rung_that_has_passed_stays_passed(due_on, on):
    later = on + timedelta(days=1)
    assert set(passed(due_on, on, working)) <= set(passed(due_on, later, working))


@given(due_on=DAYS, rung=st.sampled_from([rung for rung in RUNGS if rung != OVERDUE]))
def test_a_rung_comes_on_its_day_or_on_the_last_working_morning_before_it(due_on, rung):
    named = due_on - timedelta(days=rung)
    morning = named
    while not working(morning):
        morning -= timedelta(days=1)
    assert rung in passed(due_on, morning, working)
    assert rung not in passed(due_on, _working_morning_before(morning), working)


@given(due_on=DAYS)
def test_nobody_is_told_it_is_too_late_while_the_day_lasts(due_on):
    assert OVERDUE not in passed(due_on, due_on, working)
    assert passed(due_on, due_on + timedelta(days=1), working)[-1] == OVERDUE


def test_a_calendar_without_any_working_day_does_not_hang():
    assert reach(date(2026, 1, 1), lambda day: False) == date(2026, 1, 31)


def test_thresholds_run_from_the_most_urgent_rung():
    assert latest_due(date(2026, 11, 25), working) == {
        OVERDUE: date(2026, 11, 24),
        1: date(2026, 11, 26),
        3: date(2026, 11, 28),
        7: date(2026, 12, 2),
        15: date(2026, 12, 10),
        30: date(2026, 12, 25),
    }


def _working_morning_before(day):
    day -= timedelta(days=1)
    while not working(day):
        day -= timedelta(days=1)
    return day
