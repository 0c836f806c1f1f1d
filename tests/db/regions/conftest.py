import pytest

from rectify.regions import demo
from rectify.regions.matching import Matcher


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
