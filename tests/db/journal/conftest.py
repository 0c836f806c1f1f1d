import pytest
from django.db import connection

from rectify.journal import outbox
from rectify.journal.models import OutboxItem


@pytest.fixture
def log(monkeypatch):
    """What the handlers of these tests did; their kinds are registered for one test only."""
    monkeypatch.setattr(outbox, "_handlers", {})
    return []


@pytest.fixture
def lose_lease():
    """The worker holding the item dies: its lease runs out."""

    def lose(key):
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE journal_outboxitem SET lease_until = now() - interval '1 s' WHERE key = %s",
                [key],
            )
        return OutboxItem.objects.get(key=key)

    return lose
