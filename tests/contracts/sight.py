"""Asks every URL as every person, and reads the table that says what must come back."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from tests.contracts.world import World

SENT = {"sent": "1"}
"""What every POST brings: nothing a form could use."""
TABLE = Path(__file__).with_name("sight_matrix.txt")
TABLES = (TABLE, TABLE.with_name("sight_matrix_api.txt"))


@dataclass(frozen=True)
class Line:
    """One line of the table: `GET /issues/{received}/` and a status for every person."""

    method: str
    url: str
    statuses: tuple[int, ...]

    @property
    def view(self) -> str:
        """The route that answers this URL; ids stand for themselves as 1."""
        return resolve(self.filled({}).partition("?")[0]).view_name

    def filled(self, ids: dict[str, object]) -> str:
        parts = self.url.split("{")
        found = parts[0]
        for part in parts[1:]:
            name, _brace, rest = part.partition("}")
            found += f"{ids.get(name, 1)}{rest}"
        return found

    def __str__(self) -> str:
        return f"{self.method} {self.url}"


def columns() -> tuple[str, ...]:
    """The people of the table's head, in its order."""
    head = next(row for row in _rows() if row.startswith("who"))
    return tuple(head.split()[1:])


def lines() -> list[Line]:
    return [_line(row) for row in _rows() if row.split()[0] in ("GET", "POST")]


def _rows() -> list[str]:
    text = "\n".join(table.read_text(encoding="utf-8") for table in TABLES)
    return [row for row in text.splitlines() if row.strip() and not row.startswith("#")]


def _line(row: str) -> Line:
    method, url, *statuses = row.split()
    return Line(method, url, tuple(map(int, statuses)))


def routes() -> Iterator[tuple[str, str]]:
    """(view name, pattern) of the whole resolver."""
    return _walk(get_resolver().url_patterns, "", "")


def _walk(
    patterns: list[URLPattern | URLResolver], namespace: str, before: str
) -> Iterator[tuple[str, str]]:
    for entry in patterns:
        path = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry.url_patterns, inner, path)
        else:
            yield f"{namespace}{entry.name}", path


@contextmanager
def taken_back() -> Iterator[None]:
    """Whatever the request changed is undone, so that every person meets the same world."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


INLINE = {
    "a script in the page": re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)"),
    "a style in the page": re.compile(r"<style\b|\sstyle="),
    "a handler in the page": re.compile(r"<[^>]*\son[a-z]+="),
    "a javascript: link": re.compile(r"(href|action)=[\"']javascript:"),
    "another host": re.compile(r"(src|href|action)=[\"'](https?:)?//"),
}


def loose(response: Any) -> list[str]:
    """What of a page would need a weaker policy than ours, or asks another host for something."""
    if not response.headers.get("Content-Type", "").startswith("text/html"):
        return []
    policy = response.headers.get("Content-Security-Policy", "")
    strict = "default-src 'self'" in policy and "unsafe" not in policy and "*" not in policy
    text = response.content.decode()
    return [f"policy {policy!r}"] * (not strict) + [w for w, p in INLINE.items() if p.search(text)]


def send(world: World, line: Line, name: str, url: str = "") -> Any:
    """The answer to this person; what it changed stays."""
    client, url = world.client(name), url or line.filled(world.ids)
    response = client.get(url) if line.method == "GET" else client.post(url, SENT)
    for close in response._resource_closers:  # files; `close()` would end the transaction
        close()
    return response


def ask(world: World, line: Line, name: str, url: str = "") -> Any:
    """The answer to this person; what it changed is taken back."""
    with taken_back():
        return send(world, line, name, url)
