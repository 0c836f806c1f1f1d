"""Two sweeps at once, a sweep killed midway, a host in another time zone: the same ledger."""

import os
import threading
import time
from datetime import date

import pytest
from django.db import connection, connections

from rectify.core import clock
from rectify.journal.models import Heartbeat, OutboxItem
from rectify.messaging.models import Message
from rectify.supervision import services, sql
from rectify.supervision.models import DeadlineWarning
from rectify.supervision.services import sweep
from tests import cast as people
from tests.db.supervision.conftest import make_desk

pytestmark = pytest.mark.django_db(transaction=True)
WEDNESDAY = date(2026, 11, 25)


@pytest.fixture
def busy_desk(monkeypatch):
    """Twelve issues, chunks of three, everybody with an address."""
    desk = make_desk(people.load())
    desk.mail(unit1="zhou@example.cn", county1="zhang@example.cn", city1="li@example.cn")
    for day in range(1, 13):
        desk.issue(date(2026, 11, 19 + day) if day < 12 else date(2026, 12, 24))
    monkeypatch.setattr(services, "CHUNK", 3)
    return desk


def state():
    """All that a sweep leaves behind, without ids and times."""
    ledger = DeadlineWarning.objects.values_list("object_id", "rung", "recipient_id", "state")
    messages = Message.objects.values_list("key", "title", "digest_on")
    return sorted(ledger), sorted(messages), sorted(OutboxItem.objects.values_list("key"))


def emptied(read):
    found = read()
    for model in (DeadlineWarning, Message, OutboxItem, Heartbeat):
        model.objects.all().delete()
    return found


def test_killed_after_any_chunk_a_second_run_ends_where_one_run_would(busy_desk, monkeypatch):
    sweep(WEDNESDAY)
    whole = emptied(state)
    for survived in range(4):
        with monkeypatch.context() as broken:
            broken.setattr(services, "tell_each", dies_after(survived))
            with pytest.raises(KeyboardInterrupt):
                sweep(WEDNESDAY)
        assert not Heartbeat.objects.exists()
        assert Message.objects.count() < len(whole[1])
        sweep(WEDNESDAY)
        assert emptied(state) == whole


def dies_after(survived):
    calls = []

    def tell(notes):
        if len(calls) == survived:
            raise KeyboardInterrupt
        calls.append(1)
        return tell_each(notes)

    tell_each = services.tell_each
    return tell


def test_a_ledger_row_is_never_without_its_message(busy_desk, monkeypatch):
    monkeypatch.setattr(services, "tell_each", dies_after(1))
    with pytest.raises(KeyboardInterrupt):
        sweep(WEDNESDAY)
    told = DeadlineWarning.objects.filter(state="sent").count()
    assert told == Message.objects.count() > 0


def test_two_sweeps_at_once_write_what_one_would(busy_desk, monkeypatch):
    sweep(WEDNESDAY)
    whole = emptied(state)
    meet, write = threading.Barrier(2, timeout=20), sql.write
    met = threading.local()

    def slowly(*args, **options):
        if not getattr(met, "once", False):
            met.once = True
            meet.wait()
        found = write(*args, **options)
        time.sleep(0.02)
        return found

    monkeypatch.setattr(sql, "write", slowly)
    errors = at_once(lambda: sweep(WEDNESDAY), 2)
    assert errors == []
    assert state() == whole


def test_many_sweeps_of_different_days_at_once_do_not_deadlock(busy_desk):
    days = [date(2026, 11, day) for day in (25, 26, 27, 30)]
    errors = at_once([lambda day=day: sweep(day) for day in days], 4)
    assert errors == []
    keys = list(Message.objects.values_list("key", flat=True))
    assert len(keys) == len(set(keys)) == DeadlineWarning.objects.filter(state="sent").count()


def at_once(work, workers):
    """Run the work in threads with connections of their own; returns what went wrong."""
    errors = []
    jobs = work if isinstance(work, list) else [work] * workers

    def run(job):
        try:
            with clock.at(WEDNESDAY):
                job()
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return errors


@pytest.mark.parametrize("zone", ["UTC", "Asia/Shanghai", "America/New_York"])
def test_the_hosts_time_zone_changes_nothing(busy_desk, monkeypatch, zone):
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('TimeZone', %s, false)", [zone])
        result = sweep(WEDNESDAY).as_json()
    finally:
        os.environ.pop("TZ", None)
        monkeypatch.undo()
        time.tzset()
        connection.close()
    assert result["sent"] == {"30": 2, "15": 0, "7": 4, "3": 4, "1": 4, "-1": 15}
    assert set(Message.objects.values_list("digest_on", flat=True)) == {WEDNESDAY}
