"""What all tests share: the throwaway database with places and people, emptied where it must be."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.db.backends.postgresql.operations import DatabaseOperations
from django.test import Client

from rectify.celery import app
from rectify.core import clock
from rectify.core.errors import Invalid
from rectify.regions import reference
from tests import cast as people

SHARED = Path(settings.BASE_DIR).parent / "shared" / "data"
KEPT = {"regions_division", "regions_calendarday", "regions_calendaryear", "django_content_type"}
"""Reference tables, loaded once: transactional tests leave them standing."""


def pytest_configure(config: pytest.Config) -> None:
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)  # WhiteNoise warns without it


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("data") and not SHARED.is_dir():
        pytest.skip("样例文件不在本机（../shared/data）")


@pytest.fixture
def late_2026() -> Iterator[None]:
    """For tests whose words name days of 2027 that must lie ahead."""
    with clock.at(date(2026, 11, 23)):
        yield


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of sample documents; skips where there is none."""
    if not SHARED.is_dir():
        pytest.skip("样例文件不在本机（../shared/data）")
    return SHARED


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """The whole cluster is thrown away after the run: nothing to drop, nobody to wait for."""
    return True


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> None:
    """Divisions, calendar, invented places and people, committed once for the whole run."""
    _let_truncate_pass()
    with django_db_blocker.unblock():
        try:
            reference.load()
        except Invalid:  # not fetched yet on this machine: the calendar is packaged
            reference._write_calendar()
        people.build()


def _let_truncate_pass() -> None:
    """History refuses TRUNCATE, also the one that cleans up after a transactional test."""
    flush, sql_flush = DatabaseOperations.execute_sql_flush, DatabaseOperations.sql_flush

    def all_but_reference(self, style, tables, **options):
        return sql_flush(self, style, [t for t in tables if t not in KEPT], **options)

    def past_the_triggers(self, statements):
        flush(self, ["SET session_replication_role = replica", *statements])
        flush(self, ["SET session_replication_role = DEFAULT"])

    DatabaseOperations.sql_flush = all_but_reference
    DatabaseOperations.execute_sql_flush = past_the_triggers


@pytest.fixture(scope="session")
def tasks_loaded() -> None:
    """Every app's tasks, and with them the handlers of the outbox, as a worker loads them."""
    app.loader.import_default_modules()


@pytest.fixture
def cast(db) -> people.Cast:
    """province1, city1, county1 … as actors; see tests/cast.py."""
    return people.load()


@pytest.fixture
def client_of(cast) -> Iterator:
    """`client_of("county1")`: a browser in which that person is signed in."""

    def make(name: str, **options: bool) -> Client:
        return people.login(Client(), name, **options)

    return make
