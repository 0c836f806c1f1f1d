"""PostgreSQL's own for ledgers: ids drawn ahead from the sequences both nouns share.

A bulk INSERT does not bring back a key that a database default fills. Features used: nextval,
generate_series.
"""

from django.db import connection


def draw(sequence: str, count: int) -> list[int]:
    """The next `count` ids of a sequence."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(%s::regclass) FROM generate_series(1, %s)", [sequence, count]
        )
        return [int(row[0]) for row in cursor.fetchall()]
