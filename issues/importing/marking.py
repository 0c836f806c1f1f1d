"""What stands against an import of a plan or a ledger, row by row."""

from collections.abc import Iterator

from issues.importing.compare import LEFT_OUT
from issues.importing.doubt_units import where
from issues.importing.drafts import Draft
from issues.importing.entries import heading_of
from issues.importing.preview import Preview
from rectify.exchange import faults
from rectify.exchange.doubts import Doubt
from rectify.exchange.faults import Fault
from rectify.exchange.marks import Mark

FIELDS = {"number": "serial", "person": "person", "leader": "leader"}
"""Fields of a draft → what readers call their columns, where the two differ."""


def wrong(look: Preview) -> Iterator[Fault]:
    """Rows that are left out, then doubts nobody has settled; those of many rows at each row.

    A row that is asked about is not told a second time that it would be left out.
    """
    asked = {key for doubt in look.open for key in (doubt.rows or (doubt.row,))}
    for verdict in look.verdicts:
        if verdict.state in LEFT_OUT and verdict.reason and verdict.draft.key not in asked:
            yield _fault(verdict.draft, "number", verdict.draft.place, verdict.reason)
    drafts = {draft.key: draft for draft in look.drafts}
    for doubt in look.open:
        if doubt.field in ("plan_no", "kind"):
            continue  # no cell of the file answers it
        if doubt.kind == "unit":
            yield from _unit(doubt, look.drafts)
            continue
        for key in doubt.rows or (doubt.row,):
            draft = drafts[key]
            place = doubt.place if key == doubt.row and not doubt.of_file else draft.place
            yield _fault(draft, doubt.field, place, doubt.message)


def _unit(doubt: Doubt, drafts: list[Draft]) -> Iterator[Fault]:
    for draft in drafts:
        if doubt.raw in draft.names():
            yield _fault(draft, doubt.field, where(draft, doubt.raw)[0], doubt.message)


def marks_of(look: Preview) -> list[Mark]:
    """The marks of the user's own workbook."""
    return faults.marks_of(wrong(look))


def _fault(draft: Draft, field: str, place: str, reason: str) -> Fault:
    name = FIELDS.get(field, field)
    return Fault(draft.number, heading_of(draft), name, place, draft.place, reason)
