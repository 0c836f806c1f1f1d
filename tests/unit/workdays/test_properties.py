"""What holds for every term on every calendar."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from rectify.core.workdays import (
    Calendar,
    NoticeRule,
    add_workdays,
    is_workday,
    notice_period,
    strip,
    workdays_between,
)
from rectify.regions import statutory

OFFICIAL = statutory.calendar()
days = st.dates(date(2004, 1, 1), date(2030, 12, 31))
terms = st.integers(1, 120)
rules = st.builds(NoticeRule, st.integers(1, 60), st.just("working"), st.booleans())
calendars = st.one_of(
    st.just(OFFICIAL),
    st.builds(Calendar, st.dictionaries(days, st.booleans(), max_size=40)),
)


@given(days, terms, calendars)
def test_a_due_day_is_a_working_day_after_the_event(day0, n, calendar):
    due = add_workdays(day0, n, calendar)
    assert due > day0
    assert is_workday(due, calendar)
    assert workdays_between(day0 + timedelta(days=1), due, calendar) == n


@given(days, terms, terms, calendars)
def test_terms_add_up(day0, a, b, calendar):
    halfway = add_workdays(day0, a, calendar)
    assert add_workdays(halfway, b, calendar) == add_workdays(day0, a + b, calendar)


@given(days, terms, calendars)
def test_a_later_event_is_never_due_earlier(day0, n, calendar):
    tomorrow = day0 + timedelta(days=1)
    assert add_workdays(tomorrow, n, calendar) >= add_workdays(day0, n, calendar)


@given(days, terms, calendars)
def test_the_strip_misses_no_day_and_numbers_without_gaps(day0, n, calendar):
    shown = strip(day0, n, calendar)
    assert [d.date for d in shown] == [day0 + timedelta(days=i) for i in range(len(shown))]
    assert [d.number for d in shown if d.counted] == list(range(1, n + 1))


@given(days, rules, calendars)
def test_a_working_notice_holds_exactly_its_working_days(opens_on, rule, calendar):
    period = notice_period(opens_on, rule, calendar)
    first = opens_on if rule.first_day_counts else opens_on + timedelta(days=1)
    assert workdays_between(first, period.closes_on, calendar) == rule.n
    assert is_workday(period.closes_on, calendar)


@given(days, st.integers(1, 400))
def test_a_calendar_notice_lasts_its_days_whatever_the_calendar(opens_on, n):
    counted = notice_period(opens_on, NoticeRule(n, "calendar", True), OFFICIAL)
    after = notice_period(opens_on, NoticeRule(n, "calendar", False), OFFICIAL)
    assert (counted.closes_on - opens_on).days == n - 1
    assert (after.closes_on - opens_on).days == n
