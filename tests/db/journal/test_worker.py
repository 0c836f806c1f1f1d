"""A real worker: rung after the commit, killed in the middle, and nothing is lost."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.db import connection

from rectify import env
from rectify.journal import bell, outbox
from rectify.journal.models import Heartbeat, OutboxItem

pytestmark = pytest.mark.django_db(transaction=True)


@contextlib.contextmanager
def worker(tmp_path):
    """`celery worker` on the test database, in a process group of its own."""
    url = urlsplit(os.environ["DATABASE_URL"])
    tested = urlunsplit(url._replace(path=f"/{connection.settings_dict['NAME']}"))
    command = [sys.executable, "-m", "celery", "-A", "rectify", "worker", "-c", "1"]
    command += ["--pool", "prefork", "-I", "tests.db.journal.slow_tasks", "--without-gossip"]
    with (tmp_path / "worker.log").open("ab") as log:
        process = subprocess.Popen(
            command,
            cwd=env.BASE_DIR,
            env={**os.environ, "DATABASE_URL": tested},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.fixture(autouse=True)
def loud(monkeypatch):
    monkeypatch.setattr(bell, "_quiet_until", 0.0)


def wait_for(holds, seconds=90):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if holds():
            return True
        time.sleep(0.1)
    return False


def is_done(key):
    return lambda: OutboxItem.objects.filter(key=key, done_at__isnull=False).exists()


def test_a_duty_is_done_by_the_worker_the_commit_rang(tmp_path):
    with worker(tmp_path):
        outbox.put("test.quick", "quick-1")
        assert wait_for(is_done("quick-1")), (tmp_path / "worker.log").read_text()
    assert Heartbeat.objects.filter(part="quick-1").count() == 1


def test_a_worker_killed_in_the_middle_loses_nothing(tmp_path):
    with worker(tmp_path):
        outbox.put("test.slow", "slow")
        begun = Heartbeat.objects.filter(part="slow-1")
        assert wait_for(begun.exists), (tmp_path / "worker.log").read_text()
    with connection.cursor() as cursor:  # rather than waiting a minute for the lease
        cursor.execute("UPDATE journal_outboxitem SET lease_until = now() - interval '1 s'")
    with worker(tmp_path):
        bell.ring()
        assert wait_for(is_done("slow")), (tmp_path / "worker.log").read_text()
    item = OutboxItem.objects.get(key="slow")
    assert (item.attempts, item.crashes, item.quarantined_at) == (2, 1, None)
