import pytest
from django.test import Client

from tests.cast import PASSWORD


@pytest.fixture(autouse=True)
def probes(settings, cast):
    """The routes of sign-in plus the probe views of urls.py; the cast is there."""
    settings.ROOT_URLCONF = "tests.db.accounts.urls"


@pytest.fixture
def enter(client):
    """Send the sign-in form: `enter("county1")`, from an address, with a password."""

    def send(name, password=PASSWORD, address="10.0.0.5", browser: Client = client, **more):
        form = {"username": name, "password": password, **more}
        return browser.post("/login/", form, REMOTE_ADDR=address)

    return send
