"""Staged rows with the persons' answers laid over them: what would be written. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from issues.importing.drafts import EXAMPLE, by_row
from petitions.models.outcome import OUTCOME
from petitions.numbers import Number, read_number
from petitions.workflow import NEEDS_NEXT, TYPES
from rectify.exchange.phrases.deadline import read_deadline
from rectify.exchange.phrases.outcome import read_outcome
from rectify.exchange.readers.petition_codes import closure_of, types_of, verdict_of

Json = dict[str, Any]
TEXTS = ("issue", "area", "finding", "closure_target", "handling", "accountability")
EDITABLE = ("number", *TEXTS, "types", "verdict", "closure", "outcome")
CLOSURE_ANSWER = "all-closure"
"""One answer for every row with a finding but without 是否办结: `{value: 已办结}`, or `{keep}`."""
NOTHING: Json = {"value": None, "text": "", "place": "", "confidence": "high", "reason": ""}
COUNTED = tuple(name for name in OUTCOME if name not in ("detained_admin", "detained_criminal"))
STATE_OF = {
    "done": "closed",
    "transferred": "closed",
    "staged": "stage_closed",
    "not_done": "ongoing",
}


@dataclass(frozen=True)
class Draft:
    """One row as it would be written; `edited` and `waived` name what a person decided,
    `known` what stands on record for the same words."""

    key: str
    row: Json
    number: Number
    texts: Mapping[str, str]
    types: tuple[str, ...]
    odd_types: tuple[str, ...]
    verdict: str
    closure: str
    outcome: Mapping[str, Any]
    is_key: bool
    duplicate_number: str
    next_due_on: date | None = None
    edited: frozenset[str] = field(default=frozenset())
    waived: frozenset[str] = field(default=frozenset())
    known: frozenset[str] = field(default=frozenset())

    @property
    def text(self) -> str:
        return self.texts["issue"]

    @property
    def place(self) -> str:
        return str(self.row.get("place", ""))

    @property
    def answered(self) -> bool:
        """Whether the row brings a result, not only the complaint."""
        return bool(self.closure)

    @property
    def has_finding(self) -> bool:
        return bool(self.texts["finding"] or self.texts["handling"])

    @property
    def state(self) -> str:
        """The state the row imports as."""
        return STATE_OF[self.closure] if self.closure else "registered"


def drafts(rows: list[Json], answers: Mapping[str, Json], frame: "Frame") -> list[Draft]:
    """One draft a row, in file order; keys are `r1`, `r2` …, the same at every look."""
    return keyed(((f"r{n}", row) for n, row in enumerate(told(rows), 1)), answers, frame)


def keyed(
    rows: Iterable[tuple[str, Json]], answers: Mapping[str, Json], frame: "Frame"
) -> list[Draft]:
    """The drafts of rows that have their keys."""
    given, for_all = by_row(answers), answers.get(CLOSURE_ANSWER)
    return [_draft(key, row, given.get(key, {}), for_all, frame) for key, row in rows]


def told(rows: list[Json]) -> list[Json]:
    """The rows without the template's example."""
    return [rows[n] for n in positions(rows)]


def positions(rows: list[Json]) -> list[int]:
    """Where they stand among all rows, from 0."""
    return [n for n, row in enumerate(rows) if row.get("no") != EXAMPLE]


@dataclass(frozen=True)
class Frame:
    """What rows are read against."""

    batch: int
    handed_on: date
    numbering: str = "auto"


def _draft(
    key: str, row: Json, mine: Mapping[str, Json], for_all: Json | None, frame: Frame
) -> Draft:
    """One row with the answers given for it; its number in the file is that of its key."""
    cells = row.get("cells") or {}
    texts = {name: _text(mine.get(name), cells.get(name) or NOTHING) for name in TEXTS}
    number = read_number(
        _text(mine.get("number"), cells.get("number") or NOTHING),
        batch=frame.batch,
        row=int(key[1:]),
        numbering=frame.numbering,
    )
    types, odd = _types(mine.get("types"), row)
    closure = _closure(mine.get("closure"), row, texts, for_all)
    return Draft(
        key,
        row,
        number,
        texts,
        types,
        odd,
        _code(mine.get("verdict"), row.get("verdict") or NOTHING, verdict_of),
        closure,
        _outcome(mine.get("outcome"), row),
        bool(row.get("is_key")) or number.is_key,
        str(row.get("duplicate_of") or "") or ("重复" if number.duplicate else ""),
        _next(closure, texts, frame),
        frozenset(name for name, answer in mine.items() if "value" in answer),
        frozenset(name for name, answer in mine.items() if answer.get("keep")),
    )


def _text(answer: Json | None, reading: Json) -> str:
    if answer and "value" in answer:
        return str(answer["value"]).strip()
    return str(reading.get("value") or "").strip()


def _code(answer: Json | None, reading: Json, read: Any) -> str:
    if answer and "value" in answer:
        return read(str(answer["value"])) or ""
    return str(reading.get("value") or "")


def _closure(answer: Json | None, row: Json, texts: Mapping[str, str], for_all: Json | None) -> str:
    found = _code(answer, row.get("closure") or NOTHING, closure_of)
    told = texts["finding"] or texts["handling"]
    if not found and told and for_all and "value" in for_all:
        return closure_of(str(for_all["value"])) or ""
    return found


def _types(answer: Json | None, row: Json) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Known types in order; an unknown word counts as 其他 and is told."""
    if answer and "value" in answer:
        words = types_of(str(answer["value"]))
    else:
        words = tuple((row.get("pollution_types") or NOTHING).get("value") or ())
    odd = tuple(word for word in words if word not in TYPES)
    known = (word if word in TYPES else "其他" for word in words)
    return tuple(dict.fromkeys(known)), odd


def _outcome(answer: Json | None, row: Json) -> dict[str, Any]:
    if answer and "value" in answer:
        told = read_outcome(str(answer["value"])).as_dict()
    else:
        told = (row.get("outcome") or NOTHING).get("value") or {}
    found = {name: told.get(name) for name in COUNTED}
    fine = found["fine_yuan"]
    found["fine_yuan"] = None if fine is None else Decimal(str(fine)).quantize(Decimal("0.01"))
    return found


def _next(closure: str, texts: Mapping[str, str], frame: Frame) -> date | None:
    """A next date only where the words give one surely, and after the hand-over."""
    if closure not in NEEDS_NEXT:
        return None
    found = read_deadline(texts["handling"], year=frame.handed_on.year, on=frame.handed_on)
    sure = found.confidence == "high" and found.due_on and found.due_on > frame.handed_on
    return found.due_on if sure else None
