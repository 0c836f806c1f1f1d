"""Learns from the statements themselves which rows a transaction locks, and in what order.

Only rows that were there before count: nobody waits for a row that no one else can see.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import CASCADE, ForeignKey, OneToOneField
from psycopg.pq import TransactionStatus

Row = tuple[str, Any]
"""A table and a key."""
NOUNS = ("issues", "petitions")
OF_THE_CASE = {
    **{
        table: [("issue_id", "issues_issue")]
        for table in ("issues_signoff", "issues_amendment", "issues_objection")
    },
    "issues_publishedphoto": [("notice_id", "issues_publishednotice")],
}
"""Parts that do not go with their whole, and the photos of a notice's public copy."""
_WRITES = re.compile(r'(?:UPDATE|DELETE FROM) "(\w+)"')
_SELECTS = re.compile(r'FROM "(\w+)".* FOR (?:NO KEY )?UPDATE(?: OF "(\w+)")?', re.DOTALL)
_STRONG = re.compile(r"\bFOR UPDATE\b")


def _models() -> Iterable[Any]:
    return apps.get_models(include_auto_created=True)


def _foreign_keys(model: Any) -> list[Any]:
    return [f for f in model._meta.concrete_fields if isinstance(f, ForeignKey | OneToOneField)]


KEYS: dict[str, str] = {m._meta.db_table: m._meta.pk.column for m in _models()}
POINTED_AT = {f.related_model._meta.db_table for m in _models() for f in _foreign_keys(m)}
PARTS: dict[str, list[tuple[str, str]]] = {
    m._meta.db_table: [
        (f.column, f.related_model._meta.db_table)
        for f in _foreign_keys(m)
        if f.remote_field.on_delete is CASCADE and f.related_model._meta.app_label == app
    ]
    for app in NOUNS
    for m in apps.get_app_config(app).get_models(include_auto_created=True)
} | OF_THE_CASE
"""Which columns lead a part to its whole, the last one that is filled; wholes have none."""


@dataclass
class Recorder:
    """`orders`: per transaction the wholes it locked, first lock first."""

    orders: list[list[Row]] = field(default_factory=list)
    loose: set[tuple[str, str]] = field(default_factory=set)
    """Parts locked while their whole was not held, with the table that should have been."""
    strong: set[str] = field(default_factory=set)
    """Tables rows of which were selected FOR UPDATE, where NO KEY UPDATE is enough."""

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if connection.connection.info.transaction_status == TransactionStatus.IDLE:
            self.orders.append([])
        table = locked_by(sql)
        if not table or many or not connection.in_atomic_block:
            return execute(sql, params, many, context)
        if _WRITES.match(sql):
            sql = f'{sql} RETURNING "{table}"."{KEYS[table]}"'
        elif _STRONG.search(sql):
            self.strong.add(table)
        result = execute(sql, params, many, context)
        for key in self._committed(table, _keys(table, context["cursor"].cursor)):
            self._note((table, key))
        return result

    def _note(self, row: Row) -> None:
        held, whole = self.orders[-1], self._whole(row)
        if whole in held:
            return
        if whole == row:
            held.append(row)
        else:
            self.loose.add((row[0], whole[0]))

    def _committed(self, table: str, keys: list[Any]) -> list[Any]:
        """Those that another connection sees, in the order they were locked."""
        sql = f'SELECT "{KEYS[table]}" FROM "{table}" WHERE "{KEYS[table]}" = ANY(%s)'
        found = {row[0] for row in self.other.execute(sql, [keys])} if keys else set()
        return [key for key in keys if key in found]

    def _whole(self, row: Row) -> Row:
        table, key = row
        if not PARTS.get(table):
            return row
        columns = ", ".join(f'"{column}"' for column, _whole in PARTS[table])
        sql = f'SELECT {columns} FROM "{table}" WHERE "{KEYS[table]}" = %s'
        values = self.other.execute(sql, [key]).fetchone()
        pairs = zip(PARTS[table], values, strict=True)
        return self._whole([(whole, value) for (_c, whole), value in pairs if value][-1])

    @contextmanager
    def listening(self) -> Iterator["Recorder"]:
        """Everything of the block on this thread's connection."""
        second = connection.copy()
        second.ensure_connection()
        self.other = second.connection
        try:
            with connection.execute_wrapper(self):
                yield self
        finally:
            second.close()


def locked_by(sql: str) -> str:
    """The table whose rows the statement locks; empty where it locks none, or none of ours."""
    found = None if " RETURNING " in sql else _WRITES.match(sql) or _SELECTS.search(sql)
    table = found[found.lastindex or 1] if found else ""
    return table if table in KEYS else ""


def _keys(table: str, cursor: Any) -> list[Any]:
    """The keys of the rows a statement answered with; they can be fetched again."""
    at = next(n for n, c in enumerate(cursor.description) if c.name in (KEYS[table], "pk"))
    rows = cursor.fetchall()
    if rows:
        cursor.scroll(0, mode="absolute")
    return [row[at] for row in rows]
