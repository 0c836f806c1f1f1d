"""Rows whose columns were guessed: every reading of theirs is for a person to look at."""

from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from typing import Any

from rectify.core.text import gettext_noop as _
from rectify.exchange.readers.source import Source
from rectify.exchange.readers.values import Reading, Row

GUESSED = _("表格粘贴后失去了分栏，栏目按内容推断，请核对。")


def doubted(rows: Iterable[Row], source: Source) -> tuple[Row, ...]:
    """Return the rows with the readings of guessed ones at low confidence."""
    places = {row.place for table in source.tables() for row in table.rows if row.guessed}
    return tuple(_lowered(row) if places and row.place in places else row for row in rows)


def _lowered(value: Any) -> Any:
    """Return a value with every reading in it at low confidence, its own doubt kept."""
    if isinstance(value, Reading):
        return replace(value, confidence="low", reason=value.reason or GUESSED)
    if isinstance(value, tuple):
        return tuple(_lowered(item) for item in value)
    if isinstance(value, dict):
        return {name: _lowered(item) for name, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        parts = {part.name: _lowered(getattr(value, part.name)) for part in fields(value)}
        return replace(value, **parts)
    return value
