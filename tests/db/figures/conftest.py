"""The worlds whose figures were published, loaded once for the module that asks."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from issues import kinds
from rectify.accounts.scope import Scope, code_range
from rectify.desk.demo.worlds import WORLDS, load
from rectify.signoff import presets

EVERYTHING = Scope(ranges=tuple(code_range(world.division) for world in WORLDS), unit_id=0)


@pytest.fixture(scope="session")
def everything() -> Scope:
    """A scope that covers every place of the worlds."""
    return EVERYTHING


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker) -> Iterator[None]:
    """All worlds in one transaction around the module, taken back at its end."""
    with django_db_blocker.unblock():
        around = transaction.atomic()
        around.__enter__()
        presets.load()
        kinds.load()
        load(WORLDS)
        yield
        transaction.set_rollback(True)
        around.__exit__(None, None, None)


@pytest.fixture
def worlds(loaded, db) -> None:
    """A test's own transaction within the module's."""
