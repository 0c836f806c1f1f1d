"""Rows as the plain objects of design 8, for `manage.py read` and for the import's hash."""

from datetime import date
from typing import Any

from rectify.exchange.readers.errors import UnreadableFile
from rectify.exchange.readers.values import (
    Document,
    LedgerRow,
    MeasureRow,
    PetitionRow,
    PlanRow,
    Reading,
    Row,
)


def document_json(document: Document) -> dict[str, Any]:
    """Return {"kind","rows","problems"} and, where the file has them, aliases and its head."""
    answer: dict[str, Any] = {
        "kind": document.kind,
        "rows": [row_json(row) for row in document.rows],
        "problems": [{"place": p.place, "message": p.message} for p in document.problems],
    }
    if document.aliases:
        answer["aliases"] = {short: list(names) for short, names in document.aliases.items()}
    for name in ("title", "doc_no", "stated_count"):
        if value := getattr(document, name):
            answer[name] = value
    return answer


def unreadable_json(kind: str, error: UnreadableFile) -> dict[str, Any]:
    """Return the answer for a file that was refused."""
    return {"kind": kind, "rows": [],
            "problems": [{"place": error.place or "", "message": error.message}]}  # fmt: skip


def row_json(row: Row) -> dict[str, Any]:
    """Return one row by the keys of design 8."""
    if isinstance(row, PlanRow):
        return _plan(row)
    if isinstance(row, LedgerRow):
        return _ledger(row)
    if isinstance(row, PetitionRow):
        return _petition(row)
    return {name: _plain(reading) for name, reading in row.cells.items()}


def _plan(row: PlanRow) -> dict[str, Any]:
    deadline = row.deadline.value
    helping = dict.fromkeys(
        (*row.responsible_units.value, *row.implementing_units.value, *row.cooperating_units.value)
    )
    answer: dict[str, Any] = {
        "number": row.number.value,
        "issue": row.issue.value,
        "goal": row.goal.value,
        "deadline_text": deadline.text,
        "deadline_kind": deadline.kind,
        "deadline_iso": _iso(deadline.due_on),
        "measures": [_measure(measure) for measure in row.measures],
        "lead_units": list(row.lead_units.value),
        "cooperating_units": list(helping),
        "supervising_units": list(row.supervising_units.value),
        "acceptance_units": list(row.acceptance_units.value),
        "responsible_leader": row.responsible_leader.value,
        "responsible_person": row.responsible_person.value,
        "place": row.place,
    }
    if row.overall:
        answer |= {"kind": "overall", "overall": True}
    return answer


def _measure(measure: MeasureRow) -> dict[str, Any]:
    answer: dict[str, Any] = {"text": measure.text}
    deadline = measure.deadline.value
    if deadline.text:
        answer |= {"deadline_text": deadline.text, "deadline_kind": deadline.kind,
                   "deadline_iso": _iso(deadline.due_on)}  # fmt: skip
    for name in ("lead_units", "cooperating_units"):
        if names := getattr(measure, name).value:
            answer[name] = list(names)
    if measure.responsible_person.value:
        answer["responsible_person"] = measure.responsible_person.value
    return answer


def _ledger(row: LedgerRow) -> dict[str, Any]:
    names = ("state", "completed_on", "accepted_on", "notice_from", "notice_to", "filing_no",
             "filed_on")  # fmt: skip
    told = {name: _plain(getattr(row, name)) for name in names}
    return _plan(row.plan) | told | {"progress": row.plan.progress.value}


def _petition(row: PetitionRow) -> dict[str, Any]:
    return {"no": row.no} | {name: reading.value for name, reading in row.cells.items()} | {
        "verdict": row.verdict.value,
        "closure": row.closure.value,
        "pollution_types": list(row.pollution_types.value),
        "outcome": row.outcome.value,
        "place": row.place,
    }  # fmt: skip


def _plain(reading: Reading) -> Any:
    value = reading.value
    return value.isoformat() if isinstance(value, date) else value


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
