"""Terms and notice periods against the published cases of domain §6.5, §10 and §22."""

from datetime import date

import pytest

from rectify.core.workdays import (
    NoticeRule,
    add_workdays,
    is_provisional,
    is_workday,
    notice_period,
    workdays_between,
)
from rectify.regions import statutory

CALENDAR = statutory.calendar()
WEEKDAYS = "一二三四五六日"


def day(text: str) -> date:
    """`2021-09-09 四`: the weekday beside the date must be right too."""
    written, weekday = text.split()
    found = date.fromisoformat(written)
    assert WEEKDAYS[found.weekday()] == weekday, f"{written} is 星期{WEEKDAYS[found.weekday()]}"
    return found


@pytest.mark.parametrize(
    ("event", "term", "due", "because"),
    [
        ("2021-07-29 四", 30, "2021-09-09 四", "反馈后三十个工作日，中间没有节假日"),
        ("2023-12-25 一", 30, "2024-02-05 一", "元旦放假，2月4日周日上班"),
        ("2024-08-20 二", 45, "2024-10-28 一", "中秋、国庆放假，三个周末上班"),
        ("2025-01-24 五", 1, "2025-01-26 日", "春节前的周日上班"),
        ("2025-01-27 一", 1, "2025-02-05 三", "春节八天"),
        ("2025-02-07 五", 1, "2025-02-08 六", "春节后的周六上班"),
        ("2025-12-31 三", 1, "2026-01-04 日", "跨年：元旦三天后周日上班"),
        ("2024-02-28 三", 1, "2024-02-29 四", "闰年有二月二十九日"),
        ("2023-02-28 二", 1, "2023-03-01 三", "平年没有"),
        ("2024-02-29 四", 1, "2024-03-01 五", "从闰日起算"),
        ("2024-05-11 六", 3, "2024-05-15 三", "事件在调休上班的周六，当日不计"),
        ("2024-05-18 六", 3, "2024-05-22 三", "事件在普通周六"),
    ],
)
def test_a_term_counts_working_days_from_the_day_after(event, term, due, because):
    assert add_workdays(day(event), term, CALENDAR) == day(due), because


@pytest.mark.parametrize(
    ("place", "first", "last", "calendar_days", "working_days"),
    [
        ("汉中", "2025-12-12 五", "2025-12-25 四", 14, 10),
        ("东丽", "2025-01-21 二", "2025-02-08 六", 19, 10),
        ("铁东", "2019-12-13 五", "2019-12-19 四", 7, 5),
        ("和布克赛尔", "2020-03-27 五", "2020-04-02 四", 7, 5),
        ("汨罗", "2024-11-15 五", "2024-11-22 五", 8, 6),
        ("遂县", "2023-11-10 五", "2023-11-17 五", 8, 6),
    ],
)
def test_published_notices_count_as_printed(place, first, last, calendar_days, working_days):
    assert workdays_between(day(first), day(last), CALENDAR) == working_days, place
    assert (day(last) - day(first)).days + 1 == calendar_days, place


TEN_WORKING = NoticeRule(10, "working", first_day_counts=True)
FIVE_WORKING = NoticeRule(5, "working", first_day_counts=True)
FIVE_AFTER = NoticeRule(5, "working", first_day_counts=False)
SEVEN_DAYS = NoticeRule(7, "calendar", first_day_counts=True)
SEVEN_AFTER = NoticeRule(7, "calendar", first_day_counts=False)


@pytest.mark.parametrize(
    ("place", "rule", "opens", "closes"),
    [
        ("汉中", TEN_WORKING, "2025-12-12 五", "2025-12-25 四"),
        ("东丽", TEN_WORKING, "2025-01-21 二", "2025-02-08 六"),
        ("铁东", FIVE_WORKING, "2019-12-13 五", "2019-12-19 四"),
        ("铁东", SEVEN_DAYS, "2019-12-13 五", "2019-12-19 四"),
        ("和布克赛尔", FIVE_WORKING, "2020-03-27 五", "2020-04-02 四"),
        ("和布克赛尔", SEVEN_DAYS, "2020-03-27 五", "2020-04-02 四"),
        ("汨罗", SEVEN_AFTER, "2024-11-15 五", "2024-11-22 五"),
        ("汨罗", FIVE_AFTER, "2024-11-15 五", "2024-11-22 五"),
        ("遂县", SEVEN_AFTER, "2023-11-10 五", "2023-11-17 五"),
        ("遂县", FIVE_AFTER, "2023-11-10 五", "2023-11-17 五"),
        ("周六张贴", FIVE_WORKING, "2024-11-16 六", "2024-11-22 五"),
    ],
)
def test_a_notice_follows_its_own_rule(place, rule, opens, closes):
    period = notice_period(day(opens), rule, CALENDAR)
    assert (period.opens_on, period.closes_on) == (day(opens), day(closes)), place
    assert not period.provisional


@pytest.mark.parametrize(
    ("written", "worked"),
    [
        ("2025-01-26 日", True),
        ("2025-01-28 二", False),
        ("2025-02-01 六", False),
        ("2025-02-04 二", False),
        ("2025-02-08 六", True),
        ("2024-09-14 六", True),
        ("2024-09-29 日", True),
        ("2024-10-12 六", True),
        ("2024-10-07 一", False),
        ("2024-02-04 日", True),
        ("2024-01-01 一", False),
        ("2024-11-16 六", False),
        ("2024-11-18 一", True),
    ],
)
def test_the_published_calendar_says_who_works(written, worked):
    assert is_workday(day(written), CALENDAR) is worked


def test_a_year_without_published_calendar_is_provisional_and_still_counts():
    rule = NoticeRule(10, "working", first_day_counts=True)
    period = notice_period(day("2026-12-28 一"), rule, CALENDAR)
    assert period.closes_on == day("2027-01-08 五")
    assert period.provisional


def test_a_period_inside_published_years_is_not_provisional():
    assert not is_provisional(date(2004, 1, 1), date(2026, 12, 31), CALENDAR)
    assert is_provisional(date(2003, 12, 31), date(2004, 1, 1), CALENDAR)
    assert is_provisional(date(2026, 12, 31), date(2028, 1, 1), CALENDAR)


def test_the_package_ends_where_the_notices_end():
    assert min(CALENDAR.official_years) == 2004
    assert max(CALENDAR.official_years) == 2026


def test_between_counts_nothing_backwards_and_one_for_a_single_day():
    friday = day("2024-11-15 五")
    assert workdays_between(friday, friday, CALENDAR) == 1
    assert workdays_between(friday, day("2024-11-14 四"), CALENDAR) == 0


@pytest.mark.parametrize("length", [0, -1, 5001])
def test_a_term_of_no_or_absurd_length_is_refused(length):
    with pytest.raises(ValueError, match="a term has 1 to 5000 days"):
        add_workdays(date(2024, 1, 1), length, CALENDAR)
