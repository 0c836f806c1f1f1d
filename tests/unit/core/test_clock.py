"""One clock: instants in UTC, days in Asia/Shanghai, whatever the host thinks."""

import datetime as dt
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectify.core import clock


def instant(text):
    return dt.datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-11-22T15:59:59+00:00", dt.date(2026, 11, 22)),
        ("2026-11-22T16:00:00+00:00", dt.date(2026, 11, 23)),
        ("2026-12-31T15:59:59+00:00", dt.date(2026, 12, 31)),
        ("2026-12-31T16:00:00+00:00", dt.date(2027, 1, 1)),
        ("2028-02-28T16:00:00+00:00", dt.date(2028, 2, 29)),
        ("1988-07-01T15:00:00+00:00", dt.date(1988, 7, 2)),  # China had summer time
    ],
)
def test_a_day_begins_at_midnight_in_shanghai(moment, day):
    with clock.at(instant(moment)):
        assert clock.today() == day
    assert clock.day_of(instant(moment)) == day


@pytest.fixture(params=["UTC", "Asia/Shanghai", "America/New_York"])
def host_zone(request, monkeypatch):
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_the_zone_of_the_host_changes_nothing(host_zone):
    with clock.at(instant("2026-12-31T16:00:00+00:00")):
        assert clock.today() == dt.date(2027, 1, 1)
        assert clock.now().isoformat() == "2026-12-31T16:00:00+00:00"


def test_holding_a_day_holds_nine_in_the_morning():
    with clock.at(dt.date(2026, 5, 31)):
        assert clock.now() == instant("2026-05-31T01:00:00+00:00")


def test_the_clock_runs_again_afterwards_even_after_an_error():
    with pytest.raises(RuntimeError), clock.at(dt.date(2020, 1, 1)):
        raise RuntimeError
    assert clock.today() > dt.date(2024, 1, 1)


def test_held_inside_held_comes_back_to_the_outer():
    with clock.at(dt.date(2026, 1, 1)):
        with clock.at(dt.date(2027, 1, 1)):
            assert clock.today().year == 2027
        assert clock.today().year == 2026


@given(st.datetimes(timezones=st.just(dt.UTC)).filter(lambda moment: 1950 < moment.year < 2100))
def test_now_is_always_in_utc_and_agrees_with_today(moment):
    with clock.at(moment.astimezone(clock.SHANGHAI)):
        assert clock.now() == moment
        assert clock.now().tzinfo == dt.UTC
        assert clock.day_of(clock.now()) == clock.today()
