"""A worker killed in the middle of a sweep and an emptied Valkey: nothing lost, nothing twice."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
import redis

from rectify.core import clock
from rectify.supervisor.stack import CHECKOUT, Stack
from tests.journeys.people import database

LEDGER = "supervision_deadlinewarning"
RING = "from rectify.supervision.tasks import sweep as t; t.delay()"
SEVEN_THIRTY = 7 * 60 + 30


@pytest.fixture
def unswept(stack: Stack) -> Stack:
    """Nobody has been warned of anything, and today is a working day, whatever day it is."""
    with database(stack) as rows:
        rows.execute(f"TRUNCATE {LEDGER}")
        rows.execute("DELETE FROM messaging_message WHERE kind = 'deadline'")
        rows.execute("DELETE FROM journal_heartbeat WHERE part = 'sweep'")
        rows.execute("DELETE FROM regions_calendarday WHERE day = %s", [clock.today()])
        rows.execute(
            "INSERT INTO regions_calendarday (day, is_workday, reason) VALUES (%s, true, '试验')",
            [clock.today()],
        )
        rows.execute("UPDATE regions_calendaryear SET revision = revision + 1")
    return stack


def sweep(stack: Stack, *words: str) -> dict:
    """`manage.py sweep` in the surroundings of the stack; what it says it did."""
    command = [sys.executable, "manage.py", "sweep", *words]
    done = subprocess.run(command, cwd=CHECKOUT, env=stack.environment, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def counted(stack: Stack) -> tuple[int, int, int]:
    """Rungs told, messages, and how many of either stand twice."""
    with database(stack) as rows:
        rows.execute(f"SELECT count(*) FROM {LEDGER} WHERE state = 'sent'")
        (told,) = rows.fetchone()
        rows.execute("SELECT count(*) FROM messaging_message WHERE kind = 'deadline'")
        (messages,) = rows.fetchone()
        rows.execute(
            "SELECT count(*) FROM (SELECT recipient_id, link, title FROM messaging_message"
            " WHERE kind = 'deadline' GROUP BY 1, 2, 3 HAVING count(*) > 1) twice"
        )
        (twice,) = rows.fetchone()
    return told, messages, twice


@contextmanager
def held_up(stack: Stack) -> Iterator[None]:
    """A sweep that has begun cannot write its ledger until this ends."""
    with psycopg.connect(stack.environment["DATABASE_URL"]) as line:
        line.execute(f"LOCK TABLE {LEDGER} IN SHARE ROW EXCLUSIVE MODE")
        yield
        line.rollback()


def until_it_waits(stack: Stack) -> None:
    """Somebody's INSERT into the ledger stands before the lock."""
    patience = time.monotonic() + 90
    question = (
        "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query ~* %s"
    )
    while True:
        with database(stack) as rows:
            rows.execute(question, [LEDGER])
            if rows.fetchone() != (0,):
                return
        assert time.monotonic() < patience, "no sweep began"
        time.sleep(0.05)


def someone_sweeps(stack: Stack):
    """The worker, rung by a task; before half past seven it would not, so a command does.

    Returns how to kill whoever it is, with everything below it."""
    now = clock.now().astimezone(clock.SHANGHAI)
    if now.hour * 60 + now.minute >= SEVEN_THIRTY:
        stack.manage("shell", "-c", RING)
        return lambda: os.killpg(stack.children.by_name["worker"].process.pid, signal.SIGKILL)
    command = [sys.executable, "manage.py", "sweep"]
    process = subprocess.Popen(command, cwd=CHECKOUT, env=stack.environment)
    return lambda: (process.kill(), process.wait())


def test_a_worker_killed_in_the_middle_of_a_sweep_loses_and_repeats_nothing(unswept):
    owed = sweep(unswept, "--dry-run")
    assert owed["messages"] > 3
    with held_up(unswept):
        kill = someone_sweeps(unswept)
        until_it_waits(unswept)
        kill()
        redis.Redis.from_url(unswept.environment["REDIS_URL"]).flushall()
    assert counted(unswept) == (0, 0, 0)
    again = sweep(unswept)
    assert again == {**owed, "dry_run": False}
    assert counted(unswept) == (sum(owed["sent"].values()), owed["messages"], 0)
    assert sweep(unswept)["messages"] == 0
    assert counted(unswept)[2] == 0


def test_after_the_fault_the_worker_is_back_and_does_what_is_owed(unswept):
    """The outbox is in PostgreSQL: a duty nobody rang for is done by beat's next bell."""
    redis.Redis.from_url(unswept.environment["REDIS_URL"]).flushall()
    sweep(unswept)
    patience = time.monotonic() + 120
    while time.monotonic() < patience:
        with database(unswept) as rows:
            rows.execute(
                "SELECT count(*) FROM journal_outboxitem WHERE done_at IS NULL AND due_at <= now()"
            )
            if rows.fetchone() == (0,):
                break
        time.sleep(0.5)
    else:
        pytest.fail("the worker did not come back")
    assert unswept.answers("/readyz")
