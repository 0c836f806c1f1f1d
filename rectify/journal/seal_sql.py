"""PostgreSQL's own for the sealer: advisory lock, canonical text of a row as jsonb.

A form is a list of columns; a new column means a new form, never another content of an old one.
"""

from typing import Any

from django.db import connection

FORM = 1
_LOCK = 5_201_314
_AT = "to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US')"
_ACTED = "person_id, person, post_id, post, unit_id, unit, request_id"
FORMS = {
    ("event", 1): f"id, {_AT}, {_ACTED}, noun, object_id, number, action, basis, reason, data",
    ("audit", 1): f"id, {_AT}, {_ACTED}, action, noun, object_id, result, address, detail",
}
TABLES = {"event": "journal_event", "audit": "journal_auditentry"}

# A row below this floor was numbered before a row sealed a quarter of an hour ago; only a
# transaction open for longer could still bring one, and the nightly pass looks everywhere.
_FLOOR = """
SELECT coalesce((SELECT row_id FROM journal_seal
                  WHERE source = %s AND sealed_at < now() - interval '15 minutes'
                  ORDER BY position DESC LIMIT 1), 0)
"""
_HEAD = "SELECT position, digest FROM journal_seal ORDER BY position DESC LIMIT 1"
_PUT = """
INSERT INTO journal_seal (position, source, row_id, form, digest)
SELECT * FROM unnest(%s::bigint[], %s::varchar[], %s::bigint[], %s::smallint[], %s::varchar[])
"""


def try_lock() -> bool:
    """Whether this transaction is now the only sealer."""
    return bool(_one("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])[0])


def head() -> tuple[int, str]:
    """Position and digest of the last seal; (0, "") before the first."""
    with connection.cursor() as cursor:
        cursor.execute(_HEAD)
        row = cursor.fetchone()
    return (int(row[0]), str(row[1])) if row else (0, "")


def floor(source: str) -> int:
    """The id up to which nothing unsealed can come any more."""
    return int(_one(_FLOOR, [source])[0])


def unsealed(source: str, above: int, limit: int) -> list[tuple[int, str]]:
    """(id, canonical text) of committed rows without a seal, in order of id."""
    statement = f"""
        SELECT id, jsonb_build_array({FORMS[source, FORM]})::text FROM {TABLES[source]} entry
         WHERE id > %s AND NOT EXISTS (SELECT 1 FROM journal_seal seal
                                        WHERE seal.source = %s AND seal.row_id = entry.id)
         ORDER BY id LIMIT %s
    """  # noqa: S608 - constants of this module
    with connection.cursor() as cursor:
        cursor.execute(statement, [above, source, limit])
        return [(int(row[0]), str(row[1])) for row in cursor.fetchall()]


def put(seals: list[tuple[int, str, int, int, str]]) -> None:
    """Insert (position, source, row_id, form, digest), in one statement."""
    columns: list[list[Any]] = [list(column) for column in zip(*seals, strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(_PUT, columns)


def sealed(after: int, limit: int) -> list[tuple[int, str, int, int, str, str | None]]:
    """(position, source, row_id, form, digest, text or None where the row is gone), in order."""
    texts = " ".join(_text_of(source, form) for source, form in FORMS)
    statement = f"""
        SELECT position, source, row_id, form, digest, CASE {texts} END
          FROM journal_seal seal WHERE position > %s ORDER BY position LIMIT %s
    """  # noqa: S608 - constants of this module
    with connection.cursor() as cursor:
        cursor.execute(statement, [after, limit])
        return list(cursor.fetchall())


def _text_of(source: str, form: int) -> str:
    row = f"jsonb_build_array({FORMS[source, form]})::text FROM {TABLES[source]} WHERE id = row_id"
    return f"WHEN seal.source = '{source}' AND form = {form} THEN (SELECT {row})"


def _one(statement: str, values: list[Any]) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone()
