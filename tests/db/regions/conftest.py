import pytest
from django.db import connection

from rectify.regions import demo
from rectify.regions.matching import Matcher


@pytest.fixture(autouse=True)
def nothing_loaded(db):
    """These tests load for themselves: places and calendar begin empty (undone afterwards)."""
    tables = "regions_division, regions_calendarday, regions_calendaryear"
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(f"TRUNCATE {tables} CASCADE")
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")


@pytest.fixture
def demo_places(db):
    """The invented province with its units."""
    demo.load()


@pytest.fixture
def prefecture(demo_places):
    return Matcher("9901")


@pytest.fixture
def county(demo_places):
    return Matcher("990121")
