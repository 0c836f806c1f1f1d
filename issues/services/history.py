"""History as it stands in an office's old ledger: states and dates at once, visibly so, silent.

Nobody is told, nothing runs: no duty, no sign-off cycle, no notice. Each issue gets one event,
the whole load one audit row.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from issues.models import Issue, Measure, Plan, ProgressReport
from rectify.core import clock
from rectify.core.copying import copy_in
from rectify.core.errors import Invalid, WrongState
from rectify.core.who import Who
from rectify.journal import services as journal
from rectify.journal.models import Event

DONE = ("completed", "in_signoff", "signed_off")


@dataclass(frozen=True)
class PastMeasure:
    """A measure with its day, and the day it was done."""

    text: str
    due_on: date | None = None
    done_on: date | None = None


@dataclass(frozen=True)
class PastIssue:
    """One row of the ledger. `state` is the one it stands in; its dates must agree with it.

    `parent` is the serial of an earlier row of the same load; `quantities` what was reported.
    """

    serial: str
    title: str
    text: str
    listed_on: date
    state: str = "rectifying"
    goal: str = ""
    deadline_text: str = ""
    due_on: date | None = None
    long_term: bool = False
    completed_on: date | None = None
    accepted_on: date | None = None
    signed_off_on: date | None = None
    requires_signoff: bool = True
    self_found: bool = False
    parent: str = ""
    pace_override: str = ""
    pace_reason: str = ""
    measures: tuple[PastMeasure, ...] = ()
    quantities: tuple[dict[str, str], ...] = ()


@transaction.atomic
def load_issues(who: Who, plan: Plan, rows: Sequence[PastIssue]) -> list[Issue]:
    """Write the rows under an issued plan, all or nothing; raises `Invalid` with the serial."""
    if plan.state != "issued":
        raise WrongState(_("历史台账只能导入已印发的方案。"))
    for row in rows:
        _check(row)
    issues = _write_issues(plan, rows)
    pairs = list(zip(issues, rows, strict=True))
    measures = [_measure(i, n, m) for i, row in pairs for n, m in enumerate(row.measures, 1)]
    copy_in(Measure, measures)
    copy_in(ProgressReport, [_report(who, issue, row) for issue, row in pairs if row.quantities])
    copy_in(Event, [_event(who, issue, plan) for issue in issues])
    detail = {"plan": plan.pk, "issues": len(issues)}
    noun = journal.noun_of(plan)
    journal.audit(who, "issues.history.load", noun=noun, object_id=plan.pk, detail=detail)
    return issues


def _write_issues(plan: Plan, rows: Sequence[PastIssue]) -> list[Issue]:
    """Top-level rows first: their ids are what sub-issues point at."""
    made = {row.serial: _issue(plan, n, row) for n, row in enumerate(rows, 1)}
    if len(made) != len(rows):
        raise Invalid(_("台账里有重复的序号，请先改正。"), serial="重复")
    copy_in(Issue, [made[row.serial] for row in rows if not row.parent])
    below = [row for row in rows if row.parent]
    for row in below:
        made[row.serial].parent = made[row.parent]
    copy_in(Issue, [made[row.serial] for row in below])
    return [made[row.serial] for row in rows]


def _check(row: PastIssue) -> None:
    """Dates and state agree: done has a day, days follow each other."""
    days = [row.listed_on, row.completed_on, row.accepted_on, row.signed_off_on]
    known = [day for day in days if day is not None]
    where = _("第%(n)s项") % {"n": row.serial}
    if known != sorted(known):
        raise Invalid(_("%(where)s的日期前后颠倒，请核对。") % {"where": where})
    if (row.state in DONE) != (row.completed_on is not None):
        raise Invalid(_("%(where)s的状态与完成日期不一致，请核对。") % {"where": where})
    if (row.state == "signed_off") != (row.signed_off_on is not None):
        raise Invalid(_("%(where)s的状态与销号日期不一致，请核对。") % {"where": where})


def _issue(plan: Plan, n: int, row: PastIssue) -> Issue:
    return Issue(
        plan=plan,
        round_id=plan.round_id,
        division_id=plan.division_id,
        serial=row.serial,
        sort_key=n,
        title=row.title,
        text=row.text,
        goal=row.goal,
        self_found=row.self_found,
        imported=True,
        imported_on=clock.today(),
        version=1,
        **_deadline(row),
        **_standing(row),
    )


def _deadline(row: PastIssue) -> dict[str, Any]:
    return {
        "deadline_text": row.deadline_text,
        "deadline_kind": "fixed_date" if row.due_on else "long_term" if row.long_term else "none",
        "due_on": row.due_on,
        "long_term": row.long_term,
        "deadline_confirmed": True,
        "has_deadline": row.due_on is not None,
    }


def _standing(row: PastIssue) -> dict[str, Any]:
    """How far it has come, and since when."""
    return {
        "state": row.state,
        "progress_pct": 100 if row.state in DONE else 0,
        "pace_override": row.pace_override,
        "pace_reason": row.pace_reason,
        "requires_signoff": row.requires_signoff,
        "issued_at": _morning(row.listed_on),
        "completed_on": row.completed_on,
        "accepted_on": row.accepted_on,
        "signed_off_on": row.signed_off_on,
    }


def _measure(issue: Issue, n: int, row: PastMeasure) -> Measure:
    dates = {"due_on": row.due_on, "done_on": row.done_on}
    return Measure(plan_id=issue.plan_id, issue=issue, number=n, text=row.text, **dates)


def _report(who: Who, issue: Issue, row: PastIssue) -> ProgressReport:
    return ProgressReport(
        issue=issue,
        reported_on=row.completed_on or row.listed_on,
        pct=issue.progress_pct,
        done_text="历史台账载明的完成数量。",
        quantities=list(row.quantities),
        **journal.acted(who),
    )


def _event(who: Who, issue: Issue, plan: Plan) -> Event:
    data: dict[str, Any] = {"state": ["", issue.state], "imported": True}
    return Event(
        noun=journal.noun_of(issue),
        object_id=issue.pk,
        number=1,
        action="import",
        basis=plan.doc_no,
        data=data,
        **journal.acted(who),
    )


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(9), clock.SHANGHAI)
