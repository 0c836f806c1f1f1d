"""PostgreSQL's own for messages: many rows in one statement, keys kept by the database.

Features used: unnest of several arrays, INSERT … ON CONFLICT DO NOTHING, jsonb_build_object.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection

_TELL = """
INSERT INTO messaging_message
       (key, recipient_id, post_id, kind, title, body, link, digest_on, created_at)
SELECT *, %s FROM unnest(%s::text[], %s::bigint[], %s::bigint[], %s::text[], %s::text[],
                         %s::text[], %s::text[], %s::date[])
ON CONFLICT (key) DO NOTHING
"""

# Sorted by person, so that two sweeps wait for each other instead of deadlocking.
_OWE = """
INSERT INTO journal_outboxitem
       (kind, key, payload, request_id, created_at, due_at, attempts, crashes, lease_no, last_error)
SELECT %(kind)s, 'digest:' || person || ':' || %(on)s,
       jsonb_build_object('user', person, 'on', %(on)s), %(request)s, %(at)s,
       now() + make_interval(secs => %(wait)s), 0, 0, 0, ''
  FROM unnest(%(people)s::bigint[]) AS person ORDER BY person
ON CONFLICT (key) DO NOTHING
"""


def tell(rows: Sequence[tuple[Any, ...]], at: datetime) -> int:
    """Insert messages (key, recipient, post, kind, title, body, link, day); how many are new."""
    if not rows:
        return 0
    return _changed(_TELL, [at, *(list(column) for column in zip(*rows, strict=True))])


def owe(kind: str, people: Sequence[int], on: date, request: str, at: datetime, wait: int) -> int:
    """Put one digest a person into the outbox, due in `wait` seconds of database time."""
    values = {"kind": kind, "people": list(people), "on": f"{on:%Y-%m-%d}", "request": request}
    return _changed(_OWE, values | {"at": at, "wait": wait})


def _changed(statement: str, values: Any) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)
