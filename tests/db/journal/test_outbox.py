"""Duties are rows: kept with the change, done by whoever claims them, never lost, never looped."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, connections, transaction

from rectify.core import clock
from rectify.core.requests import request_id
from rectify.journal import bell, outbox
from rectify.journal.models import Heartbeat, OutboxItem

pytestmark = pytest.mark.django_db


def item(key="k"):
    return OutboxItem.objects.get(key=key)


def test_a_duty_is_done_once_and_carries_its_ids(log):
    outbox.handler("mail")(lambda duty: log.append((duty.key, duty.ids)))
    outbox.put("mail", "k", message=7, channel="sms")
    assert (outbox.deliver_due(), outbox.deliver_due()) == (1, 0)
    assert log == [("k", {"message": 7, "channel": "sms"})]
    assert item().done_at is not None


def test_a_known_key_changes_nothing(log):
    assert outbox.put("mail", "k", message=7) is True
    assert outbox.put("mail", "k", message=8) is False
    assert item().payload == {"message": 7}


def test_a_duty_is_gone_with_the_change_it_belongs_to(log):
    @transaction.atomic
    def change():
        outbox.put("mail", "k")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        change()
    assert not OutboxItem.objects.exists()


def test_only_ids_are_carried(log):
    with pytest.raises(TypeError, match="ids only"):
        outbox.put("mail", "k", text="张三住在青崖县芦沟镇" * 8)
    assert not OutboxItem.objects.exists()


def test_what_is_due_later_waits(log):
    outbox.handler("mail")(log.append)
    outbox.put("mail", "k", clock.now() + timedelta(hours=1))
    assert outbox.deliver_due() == 0
    assert log == []


def test_the_oldest_goes_first(log):
    outbox.handler("mail")(lambda duty: log.append(duty.key))
    for minutes in (5, 20, 10):
        outbox.put("mail", f"{minutes}", clock.now() - timedelta(minutes=minutes))
    outbox.deliver_due()
    assert log == ["20", "10", "5"]


def test_one_that_fails_is_tried_again_and_stops_nobody(log):
    def fail(duty):
        raise ValueError("13800000000")

    outbox.handler("bad")(fail)
    outbox.handler("mail")(lambda duty: log.append(duty.key))
    outbox.put("bad", "b", clock.now() - timedelta(minutes=9))
    outbox.put("mail", "k")
    assert outbox.deliver_due() == 1
    assert log == ["k"]
    assert item("b").last_error == "ValueError"  # the words may hold personal values
    assert item("b").lease_until is None
    wait = (item("b").due_at - clock.now()).total_seconds()
    assert 1 < wait < 8


def test_a_kind_without_a_handler_waits_for_one(log):
    outbox.put("new", "k")
    assert outbox.deliver_due() == 0
    assert (item().done_at, item().last_error) == (None, "LookupError")


def test_what_a_failed_handler_wrote_is_undone(log):
    def write_and_fail(duty):
        Heartbeat.objects.create(part="half", succeeded_at=clock.now())
        raise ValueError

    outbox.handler("bad")(write_and_fail)
    outbox.put("bad", "k")
    outbox.deliver_due()
    assert not Heartbeat.objects.exists()


@pytest.mark.parametrize(
    ("attempts", "seconds"), [(1, 5), (2, 10), (5, 80), (10, 2560), (11, 3600), (500, 3600)]
)
def test_waits_double_up_to_an_hour_and_never_end(attempts, seconds):
    assert outbox.wait_after(attempts, lambda: 0.5) == seconds
    assert outbox.wait_after(attempts, lambda: 0.0) == seconds / 2
    assert outbox.wait_after(attempts, lambda: 1.0) == seconds * 1.5


def test_a_leased_duty_is_nobody_elses(log):
    outbox.put("mail", "k")
    assert outbox.claim().key == "k"
    assert outbox.claim() is None


def test_after_a_crash_the_duty_is_claimed_again(log, lose_lease):
    outbox.put("mail", "k")
    first = outbox.claim()
    lose_lease("k")
    second = outbox.claim()
    assert (second.key, second.lease_no, second.attempts) == ("k", first.lease_no + 1, 2)
    assert item().crashes == 1


def test_the_third_crash_puts_it_in_quarantine(log, lose_lease):
    outbox.put("poison", "k")
    outbox.put("mail", "behind", clock.now() + timedelta(hours=1))
    for crash in range(3):
        assert outbox.claim().key == "k"
        assert lose_lease("k").crashes == crash
    OutboxItem.objects.filter(key="behind").update(due_at=clock.now() - timedelta(hours=1))
    assert outbox.claim().key == "behind"
    assert item().quarantined_at is not None
    assert item().crashes == 3


def test_failures_that_end_properly_are_no_crashes(log):
    outbox.handler("bad")(lambda duty: 1 / 0)
    outbox.put("bad", "k")
    for _ in range(6):
        OutboxItem.objects.update(due_at=clock.now() - timedelta(seconds=5))
        outbox.deliver_due()
    assert (item().attempts, item().crashes, item().quarantined_at) == (6, 0, None)


def test_a_worker_that_slept_through_its_lease_does_no_harm(log, lose_lease):
    outbox.handler("mail")(lambda duty: log.append(duty.lease_no))
    outbox.put("mail", "k")
    sleeper = outbox.claim()
    lose_lease("k")
    assert outbox.deliver_due() == 1
    assert outbox.deliver(sleeper) is False
    assert log == [sleeper.lease_no + 1]


def test_a_kind_may_ask_for_a_longer_lease(log):
    outbox.handler("export", lease=600)(log.append)
    outbox.put("export", "k")
    outbox.claim()
    left = (item().lease_until - clock.now()).total_seconds()
    assert 590 < left <= 600


def test_the_request_that_caused_it_is_known_to_the_handler(log):
    outbox.handler("mail")(lambda duty: log.append(request_id.get()))
    token = request_id.set("first-request")
    outbox.put("mail", "k")
    request_id.reset(token)
    outbox.deliver_due()
    assert log == ["first-request"]


def test_two_handlers_for_one_kind_are_a_mistake(log):
    outbox.handler("mail")(log.append)
    with pytest.raises(ValueError, match="two handlers for mail"):
        outbox.handler("mail")(log.append)


@pytest.mark.django_db(transaction=True)
def test_four_workers_share_a_hundred_duties_without_doing_one_twice(log, monkeypatch):
    monkeypatch.setattr(bell, "ring", lambda: True)
    outbox.handler("mail")(lambda duty: log.append(duty.key))
    for number in range(100):
        outbox.put("mail", f"k{number}")

    def work(_):
        try:
            return outbox.deliver_due()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(work, range(4)))
    assert sum(done) == 100
    assert sorted(log) == sorted(f"k{number}" for number in range(100))


def test_a_batch_is_bounded_and_rings_for_the_rest(log, monkeypatch):
    rung = []
    monkeypatch.setattr(bell, "ring", lambda: rung.append(1))
    outbox.handler("mail")(lambda duty: log.append(duty.key))
    for number in range(5):
        outbox.put("mail", f"k{number}")
    assert outbox.deliver_due(limit=3) == 3
    assert (len(log), len(rung)) == (3, 1)


def test_the_outbox_uses_one_partial_index(log):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            "EXPLAIN SELECT id FROM journal_outboxitem WHERE done_at IS NULL "
            "AND quarantined_at IS NULL AND due_at <= now() ORDER BY due_at LIMIT 1"
        )
        assert "outbox_open" in str(cursor.fetchall())
