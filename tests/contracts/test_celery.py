"""Celery's settings are pinned, and every task may run twice (conventions 30, 31)."""

import inspect

import pytest
from django.conf import settings
from django.db import connection

from rectify.celery import app

PINNED = {
    "task_acks_late": True,
    "task_reject_on_worker_lost": True,
    "worker_prefetch_multiplier": 1,
    "task_serializer": "json",
    "accept_content": ["json"],
    "task_ignore_result": True,
    "task_soft_time_limit": 240,
    "task_time_limit": 300,
    "worker_cancel_long_running_tasks_on_connection_loss": True,
    "worker_max_tasks_per_child": 500,
    "worker_max_memory_per_child": 300_000,
    "timezone": "Asia/Shanghai",
}
NOT_COMPARED = {"journal_heartbeat"}
"""When a part last succeeded is meant to change."""


@pytest.mark.parametrize(("name", "value"), PINNED.items())
def test_a_setting_is_what_reliability_needs(name, value):
    assert app.conf[name] == value


def test_the_three_visibility_values_agree_and_exceed_the_hard_limit():
    values = {
        settings.CELERY_VISIBILITY_TIMEOUT,
        app.conf.broker_transport_options["visibility_timeout"],
        app.conf.result_backend_transport_options["visibility_timeout"],
    }
    assert values == {600}
    assert app.conf.task_soft_time_limit < app.conf.task_time_limit < 600


def test_a_lost_task_comes_back_soon():
    options = app.conf.broker_transport_options
    assert (options["unacked_restore_interval"], options["unacked_restore_throttle"]) == (2, 1)


def test_a_stopping_worker_has_time_to_finish():
    assert 5 <= app.conf.worker_soft_shutdown_timeout <= 25


def own_tasks():
    """Our tasks by name, as a worker registers them."""
    app.loader.import_default_modules()
    return {name: task for name, task in app.tasks.items() if not name.startswith("celery.")}


def test_beat_rings_only_bells_that_exist_and_carry_nothing(tasks_loaded):
    known = own_tasks()
    for name, entry in app.conf.beat_schedule.items():
        assert entry["task"] in known, name
        assert not entry.get("args"), name
        assert not entry.get("kwargs"), name
    assert app.conf.beat_schedule["outbox"]["schedule"] == 15.0


def test_tasks_take_ids_only(tasks_loaded):
    for name, task in own_tasks().items():
        for parameter in inspect.signature(task.run).parameters.values():
            assert parameter.annotation in (int, str, "int", "str"), (name, parameter.name)


def fingerprint():
    """Every table's rows, hashed by PostgreSQL."""
    with connection.cursor() as cursor:
        tables = sorted(set(connection.introspection.table_names(cursor)) - NOT_COMPARED)
        found = {}
        for table in tables:
            cursor.execute(
                f"SELECT md5(coalesce(string_agg(row::text, '|' ORDER BY row::text), ''))"
                f' FROM "{table}" row'
            )
            found[table] = cursor.fetchone()[0]
    return found


@pytest.mark.django_db(transaction=True)
def test_every_task_run_twice_changes_nothing_the_second_time(cast, tasks_loaded):
    """A task that needs ids gets one that belongs to nothing: it must end quietly as well."""
    for name, task in own_tasks().items():
        needed = [
            parameter
            for parameter in inspect.signature(task.run).parameters.values()
            if parameter.default is inspect.Parameter.empty
        ]
        given = {parameter.name: 0 for parameter in needed}
        task.run(**given)
        before = fingerprint()
        task.run(**given)
        assert fingerprint() == before, name
