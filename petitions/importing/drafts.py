"""Staged rows with the persons' answers laid over them: what would be written. Pure."""

from collections.abc import Callable, Iterable, Mapping
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
    return [_draft(_Told(key, row, given.get(key, {}), for_all), frame) for key, row in rows]


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


def _draft(told: "_Told", frame: Frame) -> Draft:
    """One row as told; its number in the file is that of its key."""
    texts = {name: told.text(name) for name in TEXTS}
    row = int(told.key[1:])
    number = read_number(told.text("number"), batch=frame.batch, row=row, numbering=frame.numbering)
    types, odd = told.types()
    closure = told.closure(texts)
    doubled = str(told.row.get("duplicate_of") or "") or ("重复" if number.duplicate else "")
    return Draft(
        told.key,
        told.row,
        number,
        texts,
        types,
        odd,
        told.code("verdict", verdict_of),
        closure,
        told.outcome(),
        bool(told.row.get("is_key")) or number.is_key,
        doubled,
        _next(closure, texts, frame),
        told.edited,
        told.waived,
    )


@dataclass(frozen=True)
class _Told:
    """A row's readings with the answers given for it (`mine`), or for all rows, laid over them."""

    key: str
    row: Json
    mine: Mapping[str, Json]
    for_all: Json | None

    def answer(self, name: str) -> str | None:
        """What a person wrote into this field."""
        given = self.mine.get(name) or {}
        return str(given["value"]).strip() if "value" in given else None

    @property
    def edited(self) -> frozenset[str]:
        return frozenset(name for name, answer in self.mine.items() if "value" in answer)

    @property
    def waived(self) -> frozenset[str]:
        return frozenset(name for name, answer in self.mine.items() if answer.get("keep"))

    def text(self, name: str) -> str:
        answer = self.answer(name)
        reading = (self.row.get("cells") or {}).get(name) or NOTHING
        return str(reading.get("value") or "").strip() if answer is None else answer

    def code(self, name: str, read: Callable[[str], str | None]) -> str:
        """A word of a closed list, as its code."""
        answer = self.answer(name)
        reading = self.row.get(name) or NOTHING
        return str(reading.get("value") or "") if answer is None else read(answer) or ""

    def closure(self, texts: Mapping[str, str]) -> str:
        found = self.code("closure", closure_of)
        worked = texts["finding"] or texts["handling"]
        if not found and worked and self.for_all and "value" in self.for_all:
            return closure_of(str(self.for_all["value"])) or ""
        return found

    def types(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Known types in order; an unknown word counts as 其他 and is told."""
        answer = self.answer("types")
        read = (self.row.get("pollution_types") or NOTHING).get("value") or ()
        words = tuple(read) if answer is None else types_of(answer)
        odd = tuple(word for word in words if word not in TYPES)
        known = (word if word in TYPES else "其他" for word in words)
        return tuple(dict.fromkeys(known)), odd

    def outcome(self) -> dict[str, Any]:
        answer = self.answer("outcome")
        read = (self.row.get("outcome") or NOTHING).get("value") or {}
        told = read if answer is None else read_outcome(answer).as_dict()
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
