"""The portal's door to the database, opened onto the test's own transaction."""

from collections.abc import Iterator

import pytest
from django.db import connections


@pytest.fixture
def same_door(db) -> Iterator[None]:
    """Public pages see what the test has written and not committed.

    What the role behind that door may read is proved by `tests/db/issues/test_doors.py`.
    """
    own = connections["public"]
    connections["public"] = connections["default"]
    yield
    connections["public"] = own
