"""Saving with a version: of two who saw the same state, one is told."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections, models
from django.test.utils import isolate_apps

from rectify.core.errors import Stale
from rectify.core.versioned import Versioned, check_version

with isolate_apps("rectify.journal"):

    class Counter(Versioned):
        """A table of these tests only."""

        total = models.IntegerField(default=0)

        class Meta:
            app_label = "journal"


@pytest.fixture
def counter(transactional_db):
    with connection.schema_editor() as editor:
        editor.create_model(Counter)
    yield Counter.objects.create()
    with connection.schema_editor() as editor:
        editor.delete_model(Counter)


def test_a_save_adds_one_to_the_version_of_the_row_and_of_the_object(counter):
    assert counter.save_version(total=7).version == 1
    assert Counter.objects.values_list("total", "version").get() == (7, 1)
    assert counter.total == 7


def test_who_saw_an_older_version_is_told_and_changes_nothing(counter):
    old = Counter.objects.get()
    counter.save_version(total=1)
    with pytest.raises(Stale, match="刚刚有人改动过"):
        old.save_version(total=2)
    assert Counter.objects.values_list("total", "version").get() == (1, 1)
    assert (old.total, old.version) == (0, 0)


def test_the_form_that_shows_another_version_is_refused_with_both(counter):
    counter.save_version(total=1)
    check_version(counter, 1)
    check_version(counter, None)
    with pytest.raises(Stale) as refused:
        check_version(counter, 0)
    assert refused.value.detail == {
        "noun": "journal.counter",
        "object_id": counter.pk,
        "expected": 0,
        "current": 1,
    }


def test_fifty_at_once_succeed_as_often_as_the_version_grows(counter):
    start = threading.Barrier(50)

    def write(_):
        try:
            mine = Counter.objects.get()
            start.wait()
            mine.save_version(total=mine.total + 1)
            return 1
        except Stale:
            return 0
        finally:
            connections.close_all()

    with ThreadPoolExecutor(50) as pool:
        successes = sum(pool.map(write, range(50)))
    assert Counter.objects.values_list("total", "version").get() == (successes, successes)
    assert successes >= 1
