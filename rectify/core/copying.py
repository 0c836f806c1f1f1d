"""Many rows at once, by PostgreSQL's COPY: for history that is loaded, never for single changes.

A tenth of the work of an INSERT by the ORM; checks and triggers of the table apply. Features used:
COPY, nextval, generate_series.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper


def copy_in(model: type[models.Model], rows: Sequence[models.Model]) -> None:
    """Write new instances and set their primary keys, drawn ahead from the table's own sequence,
    so that callers can point at the rows."""
    if not rows:
        return
    for row, pk in zip(rows, draw(_sequence(model._meta.db_table), len(rows)), strict=True):
        row.pk = pk
    fields, here = model._meta.concrete_fields, connections[DEFAULT_DB_ALIAS]
    values = ([_stored(field, row, here) for field in fields] for row in rows)
    copy(model, [field.name for field in fields], values)


def copy(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write column values, JSON as text; columns not named take the table's defaults."""
    of = {field.name: field.column for field in model._meta.concrete_fields}
    quoted = connection.ops.quote_name
    columns = ", ".join(quoted(str(of[name])) for name in names)
    statement = f"COPY {quoted(model._meta.db_table)} ({columns}) FROM STDIN"
    with connection.cursor() as cursor, cursor.cursor.copy(statement) as stream:
        for row in rows:
            stream.write_row(row)


def draw(sequence: str, n: int) -> list[int]:
    """The next `n` ids of a sequence: a bulk INSERT does not bring back keys a default fills."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(%s::regclass) FROM generate_series(1, %s)", [sequence, n])
        return [int(row[0]) for row in cursor.fetchall()]


def _sequence(table: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [table])
        return str(cursor.fetchone()[0])


def _stored(field: Any, row: models.Model, here: BaseDatabaseWrapper) -> Any:
    """`here` is looked up once: the proxy costs more than the conversion, a million times over."""
    return field.get_db_prep_save(field.pre_save(row, add=True), here)
