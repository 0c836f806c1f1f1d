"""PostgreSQL's own for the outbox: claiming with SKIP LOCKED, leases in database time, and keys
by ON CONFLICT. Features used: FOR UPDATE SKIP LOCKED, UPDATE … RETURNING, ON CONFLICT, jsonb.
"""

import json
from collections.abc import Mapping
from typing import Any

from django.db import connection

CRASHES = 3
LEASE = 60

_QUARANTINE = """
UPDATE journal_outboxitem
   SET quarantined_at = now(), crashes = crashes + 1, lease_until = NULL
 WHERE id IN (SELECT id FROM journal_outboxitem
               WHERE done_at IS NULL AND quarantined_at IS NULL
                 AND lease_until < now() AND crashes + 1 >= %s
               FOR UPDATE SKIP LOCKED)
RETURNING id, kind
"""

_CLAIM = """
UPDATE journal_outboxitem
   SET crashes = crashes + (lease_until IS NOT NULL)::int,
       lease_until = now() + make_interval(secs => coalesce((%s::jsonb ->> kind)::int, %s)),
       lease_no = lease_no + 1, attempts = attempts + 1
 WHERE id = (SELECT id FROM journal_outboxitem
              WHERE done_at IS NULL AND quarantined_at IS NULL AND due_at <= now()
                AND (lease_until IS NULL OR lease_until < now() AND crashes + 1 < %s)
              ORDER BY due_at, id FOR UPDATE SKIP LOCKED LIMIT 1)
RETURNING id, lease_no, kind, key, payload, request_id, attempts
"""

_FINISH = """
UPDATE journal_outboxitem SET done_at = now(), lease_until = NULL, last_error = ''
 WHERE id = %s AND lease_no = %s AND done_at IS NULL AND quarantined_at IS NULL
"""

_RELEASE = """
UPDATE journal_outboxitem
   SET lease_until = NULL, due_at = now() + make_interval(secs => %s), last_error = %s
 WHERE id = %s AND lease_no = %s AND done_at IS NULL AND quarantined_at IS NULL
"""

_PUT = """
INSERT INTO journal_outboxitem
       (kind, key, payload, request_id, created_at, due_at,
        attempts, crashes, lease_no, last_error)
VALUES (%s, %s, %s, %s, %s, coalesce(%s, now()), 0, 0, 0, '')
ON CONFLICT (key) DO NOTHING
"""

_TAKE_KEY = """
INSERT INTO journal_idempotencykey (key, person_id, route, body_hash, created_at)
VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (person_id, route, key) DO NOTHING
"""


def quarantine() -> list[tuple[int, str]]:
    """Put aside what has crashed its third worker; returns (id, kind)."""
    with connection.cursor() as cursor:
        cursor.execute(_QUARANTINE, [CRASHES])
        return [(int(row[0]), str(row[1])) for row in cursor.fetchall()]


def claim(leases: Mapping[str, int]) -> dict[str, Any] | None:
    """Lease the oldest due item nobody holds; `leases`: seconds of kinds that need longer."""
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, [json.dumps(dict(leases)), LEASE, CRASHES])
        row = cursor.fetchone()
    if row is None:
        return None
    names = ("id", "lease_no", "kind", "key", "ids", "request_id", "attempts")
    found = dict(zip(names, row, strict=True))
    found["ids"] = json.loads(found["ids"])
    return found


def finish(item_id: int, lease_no: int) -> bool:
    """Mark done; False when the lease was lost to another worker meanwhile."""
    return _changed(_FINISH, [item_id, lease_no])


def release(item_id: int, lease_no: int, seconds: float, error: str) -> bool:
    """Give the item back, due again in so many seconds."""
    return _changed(_RELEASE, [seconds, error, item_id, lease_no])


def put(values: list[Any]) -> bool:
    """Insert kind, key, payload, request_id, created_at, due_at; False when the key is known."""
    return _changed(_PUT, values)


def take_key(values: list[Any]) -> bool:
    """Insert an idempotency key; waits for a rival in flight; False when the key is taken."""
    return _changed(_TAKE_KEY, values)


def _changed(statement: str, values: list[Any]) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return bool(cursor.rowcount == 1)
