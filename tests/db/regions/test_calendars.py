"""The calendar in the tables: what counts, who changed it, and when the next year is missing."""

from datetime import date

import pytest
from django.db import transaction

from rectify.core import workdays
from rectify.core.errors import Invalid
from rectify.core.who import Who
from rectify.journal.models import AuditEntry
from rectify.regions import calendars, reference, statutory
from rectify.regions.models import CalendarDay, CalendarYear

pytestmark = pytest.mark.django_db
OFFICER = Who(1, "系统管理员")
NOTICE = "国务院办公厅关于2027年部分节假日安排的通知"
NEW_YEAR = {
    date(2027, 1, 1): (False, "元旦"),
    date(2027, 1, 2): (False, "元旦"),
    date(2027, 1, 3): (True, "元旦"),
}


@pytest.fixture
def loaded():
    reference._write_calendar()


def test_the_tables_say_what_the_package_says(loaded):
    assert calendars.current() == statutory.calendar()


def test_before_anything_is_loaded_every_date_is_provisional():
    monday = date(2024, 11, 18)
    assert workdays.is_provisional(monday, monday, calendars.current())
    assert workdays.add_workdays(monday, 1, calendars.current()) == date(2024, 11, 19)


def test_a_new_notice_ends_the_provisional_year(loaded):
    eve = date(2026, 12, 31)
    assert workdays.is_provisional(eve, date(2027, 1, 4), calendars.current())
    calendars.revise(OFFICER, 2027, NEW_YEAR, official=True, basis=NOTICE)
    assert workdays.add_workdays(eve, 1, calendars.current()) == date(2027, 1, 3)
    assert not workdays.is_provisional(eve, date(2027, 1, 4), calendars.current())


def test_why_names_the_holiday_or_the_make_up_day(loaded):
    assert calendars.why(date(2025, 1, 29)) == "春节"
    assert calendars.why(date(2025, 1, 26)) == "调休上班"
    assert calendars.why(date(2025, 1, 25)) == "周末"
    assert calendars.why(date(2025, 1, 24)) == "工作日"


def test_a_revision_rolled_back_leaves_no_trace_in_the_cache(loaded):
    with transaction.atomic():
        calendars.revise(OFFICER, 2027, NEW_YEAR, official=True, basis=NOTICE)
        assert 2027 in calendars.current().official_years
        transaction.set_rollback(True)
    assert 2027 not in calendars.current().official_years


def test_a_revision_is_audited_with_counts_before_and_after(loaded):
    calendars.revise(OFFICER, 2027, NEW_YEAR, official=True, basis=NOTICE)
    entry = AuditEntry.objects.get(action="regions.calendar.revise")
    assert (entry.person, entry.result) == ("系统管理员", "ok")
    assert entry.detail == {"year": 2027, "official": True, "basis": NOTICE, "days": [0, 3]}


@pytest.mark.parametrize(
    ("year", "days", "basis", "sentence"),
    [
        (2027, NEW_YEAR, " ", "请写明依据"),
        (2026, NEW_YEAR, NOTICE, "不在 2026 年"),
        (2027, {date(2027, 1, 4): (True, "元旦")}, NOTICE, "本来就是工作日"),
        (2027, {date(2027, 1, 1): (False, "长" * 61)}, NOTICE, "超过 60 个字"),
    ],
)
def test_a_wrong_revision_is_refused_and_changes_nothing(loaded, year, days, basis, sentence):
    before = (CalendarDay.objects.count(), CalendarYear.objects.count())
    with pytest.raises(Invalid, match=sentence):
        calendars.revise(OFFICER, year, days, official=True, basis=basis)
    assert (CalendarDay.objects.count(), CalendarYear.objects.count()) == before
    assert AuditEntry.objects.get().result == "invalid"


def test_the_next_year_is_missed_from_the_first_of_december(loaded):
    assert calendars.missing_year(date(2026, 11, 30)) is None
    assert calendars.missing_year(date(2026, 12, 1)) == 2027
    assert calendars.missing_year(date(2027, 5, 1)) == 2027
    assert calendars.missing_year(date(2025, 12, 31)) is None


def test_the_current_calendar_costs_one_query_once_known(loaded, django_assert_num_queries):
    calendars.current()
    with django_assert_num_queries(1):
        calendars.current()
