"""The processes of a test run do not hear each other's rings."""

import os

from django.conf import settings

from tests.apart import of_process


def test_each_process_of_a_run_has_a_database_of_its_own():
    url = "redis://:secret@127.0.0.1:6379/0"
    assert of_process(url, "gw1") == "redis://:secret@127.0.0.1:6379/1"
    assert of_process(url, "") == url


def test_the_bell_and_the_cache_of_this_process_stand_on_it():
    mine = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    assert settings.CELERY_BROKER_URL.endswith(f"/{mine}")
    assert settings.CACHES["default"]["LOCATION"] == settings.CELERY_BROKER_URL
