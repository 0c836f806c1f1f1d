"""PostgreSQL's own: advisory locks."""

from django.db import connection


def one_at_a_time(name: str) -> None:
    """Until this transaction ends, nobody else passes here with the same name."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 1))", [name])
