"""What a test may say of a refusal: nothing changed, and one audit row tells of it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection

from rectify.core.errors import DomainError
from rectify.journal.models import AuditEntry
from tests.conftest import KEPT

AUDIT = "journal_auditentry"


def fingerprint(leave_out: Iterable[str] = ()) -> dict[str, str]:
    """Every table's rows, hashed by PostgreSQL; sessions and reference tables do not count."""
    out = {*leave_out, *KEPT, "django_session", "django_migrations"}
    with connection.cursor() as cursor:
        tables = sorted(set(connection.introspection.table_names(cursor)) - out)
        parts = [
            f"SELECT '{table}', md5(coalesce(string_agg(r::text, '|' ORDER BY r::text), ''))"
            f' FROM "{table}" r'
            for table in tables
        ]
        cursor.execute(" UNION ALL ".join(parts))
        return dict(cursor.fetchall())


@contextmanager
def refused(kind: type[DomainError], action: str) -> Iterator[Any]:
    """The block raises `kind`; no row anywhere changes but one audit row with the code."""
    before, last = fingerprint([AUDIT]), AuditEntry.objects.order_by("-pk").first()
    with pytest.raises(kind) as info:
        yield info
    assert fingerprint([AUDIT]) == before
    new = AuditEntry.objects.filter(pk__gt=last.pk if last else 0)
    assert list(new.values_list("action", "result")) == [(action, info.value.code)]
