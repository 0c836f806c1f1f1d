"""What this system knows of the issues of a plan: states, dates, and whether anybody acted here."""

from collections.abc import Collection, Iterable
from typing import Any

from issues.importing.ledger.history import History
from issues.importing.ledger.rows import KnownHistory
from issues.models import Amendment, Issue, NoticeLine, Plan, ProgressReport, SignOff, StepRun
from rectify.journal.models import Event

ISSUE, SIGN_OFF = "issues.issue", "issues.signoff"
PASSIVE = ("import", "correct", "undo_import", "issue", "import_history", "undo_history", "amend")
"""Events that are nobody's work on the issue; an amendment changes its plan, not its state."""
AFTER_ACCEPTANCE = ("notice", "decide", "file", "disclose")
"""An issue whose running step is one of these is accepted, also where the day is not known."""
COLUMNS = ("pk", "serial", "state", "cycle", "completed_on", "accepted_on", "signed_off_on")


def known_histories(
    plan: Plan | None, only: Collection[str] | None = None
) -> dict[str, KnownHistory]:
    """By serial: what a ledger of this plan would say today; `only` of these serials."""
    if plan is None:
        return {}
    issues = plan.issues.exclude(state="draft")
    if only is not None:
        issues = issues.filter(serial__in=only)
    rows = list(issues.values(*COLUMNS))
    ids = [row["pk"] for row in rows]
    cycles, words = cycles_of(ids), progress_of(ids)
    acted = acted_on(plan, None if only is None else ids)
    found = {}
    for row in rows:
        pk = row["pk"]
        history = history_of_issue(row, cycles.get(pk), words.get(pk, ""))
        found[row["serial"]] = KnownHistory(pk, history, pk in acted)
    return found


def progress_of(ids: Iterable[int]) -> dict[int, str]:
    """What was last reported of each issue; several units' reports in lines under their names."""
    rows = ProgressReport.objects.filter(issue_id__in=list(ids))
    last = rows.order_by("issue_id", "unit_id", "-pk").distinct("issue_id", "unit_id")
    found: dict[int, list[tuple[str, str]]] = {}
    for issue_id, unit, text in last.values_list("issue_id", "unit", "done_text"):
        found.setdefault(issue_id, []).append((unit, text))
    return {
        pk: told[0][1] if len(told) == 1 else "\n".join(f"{unit}：{text}" for unit, text in told)
        for pk, told in found.items()
    }


def cycles_of(ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """The present cycle of each issue with its last notice."""
    cycles = SignOff.objects.filter(issue_id__in=list(ids)).exclude(state="failed")
    columns = ("pk", "issue_id", "cycle", "state", "accepted_on", "filing_no", "filed_on")
    found = {row["issue_id"]: dict(row) for row in cycles.order_by("cycle").values(*columns)}
    by_pk = {row["pk"]: row for row in found.values()}
    lines = NoticeLine.objects.filter(sign_off_id__in=list(by_pk)).filter(withdrawn_on=None)
    for pk, start, end in lines.order_by("pk").values_list(
        "sign_off_id", "notice__opens_on", "notice__closes_on"
    ):
        by_pk[pk]["notice"] = (start, end)
    runs = StepRun.objects.filter(sign_off_id__in=list(by_pk), left_at=None)
    for pk, kind in runs.values_list("sign_off_id", "kind"):
        by_pk[pk]["running"] = kind
    return found


def history_of_issue(
    row: dict[str, Any], cycle: dict[str, Any] | None, progress: str = ""
) -> History:
    """The ledger's words for an issue of `COLUMNS`, its cycle and what was reported of it."""
    cycle = cycle if cycle and cycle["cycle"] == row["cycle"] else None
    start, end = cycle.get("notice", (None, None)) if cycle else (None, None)
    return History(
        state=_state(row["state"], accepted=row["accepted_on"], noticed=start, cycle=cycle),
        completed_on=row["completed_on"],
        accepted_on=row["accepted_on"],
        notice_from=start,
        notice_to=end,
        filing_no=cycle["filing_no"] if cycle else "",
        filed_on=row["signed_off_on"],
        progress=progress,
    )


def _state(state: str, *, accepted: Any, noticed: Any, cycle: dict[str, Any] | None) -> str:
    if state in ("completed", "signed_off"):
        return state
    if state != "in_signoff":
        return "rectifying"
    if noticed:
        return "noticing"
    running = cycle.get("running") if cycle else None
    return "accepted" if accepted or running in AFTER_ACCEPTANCE else "completed"


def acted_on(plan: Plan, only: Collection[int] | None = None) -> set[int]:
    """Issues of the plan (`only` of these) on which somebody did something in this system."""
    issues = Issue.objects.filter(plan=plan)
    if only is not None:
        issues = issues.filter(pk__in=only)
    own = Event.objects.filter(noun=ISSUE, object_id__in=issues.values("pk"))
    own = own.exclude(action__in=PASSIVE)
    signed = SignOff.objects.filter(issue__in=issues.values("pk"))
    cycles = dict(signed.values_list("pk", "issue_id"))
    theirs = Event.objects.filter(noun=SIGN_OFF, object_id__in=list(cycles))
    by_step = {cycles[pk] for pk in theirs.values_list("object_id", flat=True).distinct()}
    return set(own.values_list("object_id", flat=True).distinct()) | by_step


def amended(plan: Plan) -> set[int]:
    """Issues of the plan somebody drafted an amendment to; says nothing of their state."""
    return set(Amendment.objects.filter(issue__plan=plan).values_list("issue_id", flat=True))
