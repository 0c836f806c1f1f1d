"""What stands against an import of petitions, row by row."""

from collections.abc import Iterator

from petitions.importing.drafts import Draft
from petitions.importing.entry import shortened
from petitions.importing.heading import BATCH_ANSWER
from petitions.importing.preview import Preview
from rectify.exchange.doubts import Doubt
from rectify.exchange.faults import Fault

FIELDS = {
    "verdict": "verdict_text",
    "closure": "closure_text",
    "next": "closure_text",
    "outcome": "handling",
    "place": "area",
    "issue": "complaint",
}
"""Fields of a draft → what readers call their columns, where the two differ."""


def wrong(look: Preview) -> Iterator[Fault]:
    """Rows that are left out, then doubts nobody has settled; those of many rows at each row."""
    for verdict in look.verdicts:
        if verdict.state == "refused":
            field = "number" if verdict.draft.text else "issue"
            yield _fault(verdict.draft, field, verdict.draft.place, verdict.reason)
    drafts = {draft.key: draft for draft in look.drafts}
    for doubt in look.open:
        if doubt.id == BATCH_ANSWER:
            continue  # no cell of the file answers it
        for key in doubt.rows or _alike(doubt, look.drafts):
            place = doubt.place if key == doubt.row and not doubt.of_file else ""
            yield _fault(drafts[key], doubt.field, place, doubt.message)


def _alike(doubt: Doubt, drafts: list[Draft]) -> tuple[str, ...]:
    """A place's name is asked for once and stands in many rows."""
    if doubt.field != "place":
        return (doubt.row,)
    return tuple(d.key for d in drafts if d.answered and d.texts["area"] == doubt.value)


def _fault(draft: Draft, field: str, place: str, reason: str) -> Fault:
    name = FIELDS.get(field, field)
    place = place or draft.place
    return Fault(draft.number.printed, shortened(draft.text), name, place, draft.place, reason)
