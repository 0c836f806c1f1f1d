"""A document on its way from the reading process to the database: its rows stay text.

Ten thousand rows are some twenty megabytes of JSON, and ten times that as Python values. Between
the process that reads a file and PostgreSQL nobody needs them as values.
"""

import json
from dataclasses import dataclass
from typing import Any

from rectify.exchange.readers.values import Document
from rectify.exchange.screening import screened
from rectify.exchange.staging import document_json

HEAD = ("count", "problems", "document", "personal")


@dataclass(frozen=True)
class Parsed:
    """`rows` and `pieces` are JSON in UTF-8; `personal`: words about persons were struck out."""

    rows: bytes
    pieces: bytes
    count: int
    problems: list[dict[str, Any]]
    document: dict[str, Any]
    personal: bool = False

    @classmethod
    def of(cls, document: Document) -> "Parsed":
        """What is kept of a document; of petitions, without words about persons."""
        found, personal = document_json(document), False
        if document.kind == "petitions":
            found, personal = screened(found)
        rows, pieces = found["rows"], found["pieces"]
        head = {"problems": found["problems"], "document": found["document"]}
        return cls(_text(rows), _text(pieces), len(rows), **head, personal=personal)

    def as_lines(self) -> tuple[bytes, bytes, bytes]:
        """Head, rows and pieces, one JSON text each; JSON has no line ends of its own."""
        return _text({name: getattr(self, name) for name in HEAD}), self.rows, self.pieces

    @classmethod
    def of_lines(cls, lines: bytes) -> "Parsed":
        """What `as_lines` wrote."""
        head, rows, pieces = lines.split(b"\n", 2)
        return cls(rows, pieces, **json.loads(head))


def _text(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
