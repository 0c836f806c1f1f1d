"""Documents as JSON: what the reading process hands over and the database keeps."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from rectify.exchange.readers.values import (
    DeadlineReading,
    Document,
    LedgerRow,
    MeasureRow,
    Problem,
    Reading,
    Row,
)


def document_json(document: Document) -> dict[str, Any]:
    """`{kind, rows, pieces, problems, document}`; every reading as `{value, text, place, …}`."""
    return {
        "kind": document.kind,
        "rows": [row_json(row) for row in document.rows],
        "pieces": [[piece.place, piece.text] for piece in document.pieces],
        "problems": [problem_json(problem) for problem in document.problems],
        "document": {
            "title": document.title,
            "doc_no": document.doc_no,
            "year": document.year,
            "dated_on": plain(document.dated_on),
            "stated_count": document.stated_count,
            "aliases": {short: list(full) for short, full in document.aliases.items()},
        },
    }


def problem_json(problem: Problem) -> dict[str, Any]:
    """`{place, message}`; with what a page needs to say it in another language, where it is filled
    in: `{template, values}`."""
    found = {"place": problem.place, "message": problem.message}
    if not problem.values:
        return found
    return {**found, "template": problem.template, "values": plain(problem.values)}


def row_json(row: Row) -> dict[str, Any]:
    """One row; a ledger row is its plan row with the fields of the ledger beside them.

    What goes without saying is left out: a ledger of ten thousand rows has a quarter of a million
    readings, and most say nothing.
    """
    if isinstance(row, LedgerRow):
        own = {name: getattr(row, name) for name in _names(LedgerRow) if name != "plan"}
        return {**_brief(row.plan), **_said(own)}
    return _brief(row)


EMPTY: tuple[Any, ...] = (None, "", (), {}, DeadlineReading())


_KNOWN: dict[type[Any], tuple[str, ...]] = {}


def _names(kind: type[Any]) -> tuple[str, ...]:
    """The fields of a dataclass, asked for once."""
    if kind not in _KNOWN:
        _KNOWN[kind] = tuple(field.name for field in fields(kind))
    return _KNOWN[kind]


def _brief(row: Row | MeasureRow) -> dict[str, Any]:
    kind: type[Any] = type(row)
    return _said({name: getattr(row, name) for name in _names(kind)})


def _said(values: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that say something; a reading that is sure of nothing at all is left out."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        if isinstance(value, Reading):
            if value.text or value.value not in EMPTY or value.confidence == "low":
                found[name] = _reading(value)
        elif isinstance(value, tuple):
            found[name] = [_brief(measure) for measure in value]
        elif isinstance(value, Mapping):
            found[name] = _said(value)
        else:
            found[name] = value
    return found


def _reading(reading: Reading) -> dict[str, Any]:
    """`value` and `place`; the words, the sentence around them, doubt: where they say more."""
    value = reading.value
    if isinstance(value, Mapping):  # counts: what the text does not say is not among them
        value = {name: each for name, each in value.items() if each is not None}
    found = {"value": plain(value), "place": reading.place}
    if reading.text != reading.value:
        found["text"] = reading.text
    if reading.sentence not in ("", reading.text):
        found["sentence"] = reading.sentence
    if reading.confidence == "low":
        found |= {"confidence": "low", "reason": reading.reason}
    return found


def words_of(reading: Mapping[str, Any]) -> str:
    """The words of a staged reading; left out where they are the value itself."""
    text = reading.get("text")
    value = reading.get("value")
    return str(text) if text is not None else value if isinstance(value, str) else ""


def sentence_of(reading: Mapping[str, Any]) -> str:
    """The sentence around a staged reading; left out where it is its words."""
    return str(reading.get("sentence") or words_of(reading))


def plain(value: Any) -> Any:
    """Dataclasses, tuples and dates as JSON values, all the way down."""
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if is_dataclass(value) and not isinstance(value, type):
        return {name: plain(getattr(value, name)) for name in _names(type(value))}
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
