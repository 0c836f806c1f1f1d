"""Documents as JSON: what the reading process hands over and the database keeps."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from rectify.exchange.readers.values import Document, LedgerRow, Row


def document_json(document: Document) -> dict[str, Any]:
    """`{kind, rows, pieces, problems, document}`; every reading as `{value, text, place, …}`."""
    return {
        "kind": document.kind,
        "rows": [row_json(row) for row in document.rows],
        "pieces": [[piece.place, piece.text] for piece in document.pieces],
        "problems": [{"place": p.place, "message": p.message} for p in document.problems],
        "document": {
            "title": document.title,
            "doc_no": document.doc_no,
            "year": document.year,
            "dated_on": plain(document.dated_on),
            "stated_count": document.stated_count,
            "aliases": {short: list(full) for short, full in document.aliases.items()},
        },
    }


def row_json(row: Row) -> dict[str, Any]:
    """One row; a ledger row is its plan row with the fields of the ledger beside them."""
    if isinstance(row, LedgerRow):
        return {**plain(row.plan), **{k: v for k, v in plain(row).items() if k != "plan"}}
    found: dict[str, Any] = plain(row)
    return found


def plain(value: Any) -> Any:
    """Dataclasses, tuples and dates as JSON values, all the way down."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return str(value)
