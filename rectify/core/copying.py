"""Many rows at once, by PostgreSQL's COPY: for history that is loaded, never for single changes."""

from collections.abc import Sequence
from typing import Any

from django.db import connection, models


def copy_in(model: type[models.Model], rows: Sequence[models.Model]) -> None:
    """Write new instances and set their primary keys; checks and triggers of the table apply.

    Ids are drawn from the table's own sequence first, so that callers can point at the rows.
    """
    if not rows:
        return
    meta = model._meta
    for row, pk in zip(rows, _new_ids(meta.db_table, len(rows)), strict=True):
        row.pk = pk
    fields = meta.concrete_fields
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    table = connection.ops.quote_name(meta.db_table)
    with (
        connection.cursor() as cursor,
        cursor.cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row([_stored(field, row) for field in fields])


def _stored(field: Any, row: models.Model) -> Any:
    return field.get_db_prep_save(field.pre_save(row, add=True), connection)


def _new_ids(table: str, n: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [table, n],
        )
        return [row[0] for row in cursor.fetchall()]
