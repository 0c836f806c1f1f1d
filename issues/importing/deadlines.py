"""The deadline of a row or a measure: as read, or what a person made of it. Pure."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from rectify.exchange.staging import words_of

Json = dict[str, Any]
DATELESS = frozenset({"immediate", "long_term"})
"""Kinds that legitimately have no day; `none` has none either, but a person must say so."""


@dataclass(frozen=True)
class Deadline:
    """Words and reading; `settled` once nothing about it is in doubt."""

    words: str = ""
    kind: str = "none"
    due_on: date | None = None
    stages: tuple[Json, ...] = ()
    long_term: bool = False
    settled: bool = False
    reason: str = ""


def deadline_of(reading: Json, answer: Json | None) -> Deadline:
    """The reading, or what a person made of it (`{reading}`, `{keep}`)."""
    if answer and "reading" in answer:
        return _deadline(answer["reading"], answer["reading"].get("text", ""), True, "")
    value = reading.get("value") or {}
    words = words_of(reading).strip() or str(value.get("text") or "").strip()
    kept = bool(answer and answer.get("keep"))
    kind, due = value.get("kind", "none"), value.get("due_on")
    plain = kind in DATELESS or (kind != "none" and due is not None)
    sure = reading.get("confidence") != "low" and plain
    return _deadline(value, words, kept or sure, reading.get("reason", ""))


def _deadline(value: Json, words: str, settled: bool, reason: str) -> Deadline:
    due = value.get("due_on")
    return Deadline(
        words,
        value.get("kind", "none"),
        date.fromisoformat(due) if due else None,
        tuple(value.get("stages") or ()),
        bool(value.get("long_term")),
        settled,
        reason,
    )
