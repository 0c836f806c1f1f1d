"""PostgreSQL's own for ledgers: ids drawn ahead, and many rows written at once.

A bulk INSERT does not bring back a key that a database default fills. Features used: nextval,
generate_series, COPY.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models


def draw(sequence: str, count: int) -> list[int]:
    """The next `count` ids of a sequence."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(%s::regclass) FROM generate_series(1, %s)", [sequence, count]
        )
        return [int(row[0]) for row in cursor.fetchall()]


def copy(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write rows by COPY: a tenth of the work of an INSERT by the ORM. Values are column values,
    JSON as text; columns not named take the table's defaults."""
    of = {field.name: field.column for field in model._meta.concrete_fields}
    columns = ", ".join(f'"{of[name]}"' for name in names)
    with connection.cursor() as cursor:
        statement = f'COPY "{model._meta.db_table}" ({columns}) FROM STDIN'
        with cursor.copy(statement) as stream:
            for row in rows:
                stream.write_row(row)
