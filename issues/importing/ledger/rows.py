"""A row of a ledger beside what this system knows of the issue."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from issues.importing.drafts import Draft, Json, by_row
from issues.importing.ledger.history import History, history_of, reading_of
from issues.importing.ledger.settled import settled
from rectify.exchange.readers.source.clean import squeeze

END = "。；;."
SURE: Json = {
    "value": {"kind": "long_term", "due_on": None, "long_term": True},
    "text": "",
    "confidence": "high",
}


@dataclass(frozen=True)
class KnownHistory:
    """An issue of the plan as this system has it; `acted` once somebody worked on it here."""

    id: int
    history: History
    acted: bool = False


@dataclass(frozen=True)
class LedgerRow:
    """A draft with its history. `read` is what the file says, `said` the answers laid over it;
    `history` what would be written: gaps filled from what is known, or as a person let them be."""

    draft: Draft
    read: History
    said: History
    history: History
    known: KnownHistory | None = None
    kept: frozenset[str] = field(default_factory=frozenset)

    @property
    def key(self) -> str:
        return self.draft.key

    @property
    def asked(self) -> History:
        """What the questions go by: the file's dates under the state as it now stands, so that a
        question stays in the list when it is answered."""
        return replace(self.read, state=self.said.state)

    def unsure(self, name: str) -> bool:
        """Whether a reading is doubtful and says something this system does not know already."""
        if reading_of(self.draft.row, name).get("confidence") != "low":
            return False
        known = self.known
        return known is None or getattr(self.history, name) != getattr(known.history, name)


def ledger_rows(
    drafts: list[Draft], answers: Mapping[str, Json], known: Mapping[str, KnownHistory]
) -> list[LedgerRow]:
    """One row a draft, in file order."""
    all_kept = {name for name in ("completed_on", "filed_on") if f"all-{name}" in answers}
    given = by_row(answers)
    return [
        _row(draft, given.get(draft.key, {}), known.get(draft.number), all_kept) for draft in drafts
    ]


def _row(
    draft: Draft, mine: Mapping[str, Json], known: KnownHistory | None, all_kept: set[str]
) -> LedgerRow:
    kept = frozenset(all_kept | {name for name, answer in mine.items() if answer.get("keep")})
    read, said = history_of(draft.row, {}), history_of(draft.row, mine)
    if known is not None:
        read, said = _beside(read, known), _beside(said, known)
    return LedgerRow(draft, read, said, settled(said, kept), known, kept)


def _beside(told: History, known: KnownHistory) -> History:
    """Gaps filled from what is known. Words of progress are told once, and not where somebody
    reports here: those of the ledger are then older than the reports."""
    filled, held = told.filled_from(known.history), known.history.progress
    if known.acted or squeeze(filled.progress).rstrip(END) == squeeze(held).rstrip(END):
        return replace(filled, progress=held)
    return filled


def for_asking(row: LedgerRow) -> Draft:
    """The draft with what the plan itself already answers left out: an issue it holds has its
    facets there, and the ledger's words about them are differences, not doubts."""
    if row.known is None:
        return row.draft
    bare = {
        "number": reading_of(row.draft.row, "number"),
        "issue": {"value": row.draft.number},
        "deadline": SURE,
        "place": row.draft.place,
    }
    return replace(row.draft, row=bare, units={}, measures=(), goal="", leader="", person="")
