"""What a reader hands over: rows whose every value knows its place, sentence and confidence."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

Kind = Literal["plan", "ledger", "petitions", "signoff"]
Confidence = Literal["high", "low"]
KINDS: tuple[Kind, ...] = ("plan", "ledger", "petitions", "signoff")


@dataclass(frozen=True, slots=True)
class Reading:
    """One value as read.

    `value` is what we understood (text, names, date or None), `text` the words as written,
    `place` where they stand, `sentence` what stands around them; `reason` tells, in Chinese,
    why the confidence is low (empty when it is high).
    """

    value: Any
    text: str = ""
    place: str = ""
    sentence: str = ""
    confidence: Confidence = "high"
    reason: str = ""


NOTHING = Reading(None)
NO_TEXT = Reading("")
NO_NAMES = Reading(())


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a person must look at; the row, if there is one, is still handed over."""

    place: str
    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def message(self) -> str:
        """The Chinese sentence, filled in."""
        return self.template % self.values if self.values else self.template


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the source for showing beside the readings."""

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class DeadlineReading:
    """Words and reading of a deadline; `kind` as design 8 lists them, `due_on` the last stage."""

    text: str = ""
    kind: str = "none"
    due_on: date | None = None
    stages: tuple[Any, ...] = ()
    long_term: bool = False


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One measure; units and deadline only where the measure has its own."""

    text: str
    place: str = ""
    deadline: Reading = Reading(DeadlineReading())
    lead_units: Reading = NO_NAMES
    cooperating_units: Reading = NO_NAMES
    responsible_person: Reading = NO_TEXT


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One issue of a plan, or, with `overall`, one general measure that belongs to no issue.

    `responsible_units` and `implementing_units` are filled only where the plan names a lead
    beside them; without a named lead the responsible units are the lead (gold's practice).
    """

    number: Reading = NO_TEXT
    issue: Reading = NO_TEXT
    goal: Reading = NO_TEXT
    deadline: Reading = Reading(DeadlineReading())
    measures: tuple[MeasureRow, ...] = ()
    lead_units: Reading = NO_NAMES
    responsible_units: Reading = NO_NAMES
    implementing_units: Reading = NO_NAMES
    cooperating_units: Reading = NO_NAMES
    supervising_units: Reading = NO_NAMES
    acceptance_units: Reading = NO_NAMES
    responsible_leader: Reading = NO_TEXT
    responsible_person: Reading = NO_TEXT
    progress: Reading = NO_TEXT
    section: str = ""
    place: str = ""
    overall: bool = False


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A plan row with how far it is; `state` is the ledger's word as a code (design 8)."""

    plan: PlanRow
    state: Reading = NOTHING
    completed_on: Reading = NOTHING
    accepted_on: Reading = NOTHING
    notice_from: Reading = NOTHING
    notice_to: Reading = NOTHING
    filing_no: Reading = NOTHING
    filed_on: Reading = NOTHING

    @property
    def place(self) -> str:
        """Where the row stands in the file."""
        return self.plan.place


@dataclass(frozen=True, slots=True)
class PetitionRow:
    """One complaint of a public table; `cells` are the raw columns, the rest is our reading."""

    no: str
    cells: Mapping[str, Reading]
    verdict: Reading = NOTHING
    closure: Reading = NOTHING
    pollution_types: Reading = NO_NAMES
    outcome: Reading = Reading({})
    is_key: bool = False
    duplicate_of: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class SignoffRow:
    """One public notice of sign-off; `cells` holds the columns of design 8 by name."""

    cells: Mapping[str, Reading]
    place: str = ""


Row = PlanRow | LedgerRow | PetitionRow | SignoffRow


@dataclass(frozen=True, slots=True)
class Document:
    """All that was read of one file.

    `stated_count` is what the file itself claims ("共45项"), `aliases` maps a short form
    ("各管委会") to the names it stands for in this file, `dated_on` and `year` what the file
    says of its own date (or what the caller gave).
    """

    kind: Kind
    rows: tuple[Row, ...] = ()
    problems: tuple[Problem, ...] = ()
    pieces: tuple[Piece, ...] = ()
    stated_count: int | None = None
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    title: str = ""
    doc_no: str = ""
    year: int | None = None
    dated_on: date | None = None
