"""The bell: rung once after the commit, and never in the way of a page."""

import socket
import time

import pytest
from celery import current_app
from django.db import transaction

from rectify.journal import bell, outbox

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def loud(monkeypatch):
    monkeypatch.setattr(bell, "_quiet_until", 0.0)


@pytest.fixture
def rung(monkeypatch):
    calls = []
    monkeypatch.setattr(bell, "ring", lambda: calls.append(1))
    return calls


@pytest.fixture
def broker(monkeypatch):
    """Point the bell at another address."""

    def use(port):
        url = f"redis://127.0.0.1:{port}/0"
        line = current_app.connection_for_write
        monkeypatch.setattr(
            current_app._get_current_object(),
            "connection_for_write",
            lambda **options: line(url, **options),
        )

    return use


def test_many_duties_of_one_transaction_ring_once(rung, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        for number in range(5):
            outbox.put("mail", f"k{number}")
    assert rung == [1]


def test_a_rolled_back_duty_does_not_ring(rung, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        try:
            with transaction.atomic():
                outbox.put("mail", "k")
                raise RuntimeError
        except RuntimeError:
            pass
    assert rung == []


def test_after_a_rolled_back_duty_the_next_one_still_rings(
    rung, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        try:
            with transaction.atomic():
                outbox.put("mail", "k1")
                raise RuntimeError
        except RuntimeError:
            outbox.put("mail", "k2")
    assert rung == [1]


def test_with_a_broker_it_rings():
    assert bell.ring() is True


def test_a_broker_that_is_down_costs_no_time_and_no_error(broker):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        broker(closed.getsockname()[1])
        started = time.monotonic()
        assert bell.ring() is False
        assert time.monotonic() - started < 2


def test_a_broker_that_never_answers_is_left_soon_and_not_asked_again(broker):
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        broker(silent.getsockname()[1])
        started = time.monotonic()
        assert bell.ring() is False
        assert time.monotonic() - started < 5
        silent.setblocking(False)
        silent.accept()[0].close()
        assert bell.ring() is False
        with pytest.raises(BlockingIOError):
            silent.accept()
