"""PostgreSQL-only SQL: parts of an import's rows and pieces, without the rest of them.

Uses: jsonb paths, jsonb_array_elements with ordinality, convert_from, binary parameters.
"""

from collections.abc import Collection, Sequence
from typing import Any

import orjson
import psycopg
from django.db import connection

_ROWS = """
SELECT jsonb_path_query_array(rows, %s::jsonpath)::text FROM exchange_stagedimport WHERE id = %s
"""
_WINDOW = """
SELECT jsonb_path_query_array(pieces, %s::jsonpath)::text FROM exchange_stagedimport WHERE id = %s
"""
_FOUND = """
SELECT piece.at - 1, piece.found ->> 0, piece.found ->> 1, jsonb_array_length(pieces)
  FROM exchange_stagedimport, jsonb_array_elements(pieces) WITH ORDINALITY piece (found, at)
 WHERE id = %s AND piece.found ->> 0 = ANY (%s) ORDER BY piece.at
"""
_KEEP = """
UPDATE exchange_stagedimport
   SET rows = convert_from(%b, 'UTF8')::jsonb, pieces = convert_from(%b, 'UTF8')::jsonb
 WHERE id = %s
"""


def keep_document(import_id: int, rows: bytes, pieces: bytes) -> None:
    """Rows and pieces as JSON in UTF-8, handed to PostgreSQL as they are: Django would build one
    text of the whole statement, several times the size."""
    connection.ensure_connection()
    with psycopg.Cursor(connection.connection) as cursor:
        cursor.execute(_KEEP, [rows, pieces, import_id])


def rows_at(import_id: int, numbers: Collection[int]) -> dict[int, dict[str, Any]]:
    """The rows of these places in the file, counted from 0."""
    wanted = sorted(set(numbers))
    if not wanted:
        return {}
    found = _one(_ROWS, f"$[{','.join(map(str, wanted))}]", import_id)
    return dict(zip(wanted, found, strict=True))


def pieces_of(import_id: int, places: Collection[str]) -> list[tuple[int, str, str, int]]:
    """`(number from 0, place, text, how many there are)` of the pieces at these places."""
    with connection.cursor() as cursor:
        cursor.execute(_FOUND, [import_id, sorted(places)])
        return [(here, at, text, total) for here, at, text, total in cursor.fetchall()]


def pieces_between(import_id: int, first: int, last: int) -> Sequence[list[str]]:
    """`[place, text]` of the pieces numbered `first` to `last`, both ends included, from 0."""
    found: list[list[str]] = _one(_WINDOW, f"$[{first} to {last}]", import_id)
    return found


def _one(query: str, path: str, import_id: int) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(query, [path, import_id])
        found = cursor.fetchone()
    return orjson.loads(found[0]) if found else []
