"""What a history makes of an issue: columns, measures, version; told again, the old one goes."""

from typing import Any

from issues.importing.drafts import Json
from issues.importing.ledger.cycles import BATCH, clear
from issues.importing.ledger.history import History
from issues.models import Issue, Measure

DONE_NOTE = "由台账导入：原台账已记完成"
STATE_OF = {"accepted": "in_signoff", "noticing": "in_signoff"}
"""Ledger words that are no states of their own here (design §8)."""
MOVING = ("state", "completed_on", "accepted_on", "signed_off_on", "progress_pct")
TAKEN = (*MOVING, "imported", "imported_on", "version")


def moved(history: History) -> dict[str, Any]:
    """The columns of an issue a history speaks of."""
    over = history.state == "signed_off"
    return {
        "state": STATE_OF.get(history.state, history.state),
        "completed_on": history.completed_on if history.reached >= 1 else None,
        "accepted_on": history.accepted_on if history.reached >= 2 else None,
        "signed_off_on": history.filed_on if over else None,
        "progress_pct": 100 if history.reached >= 1 else 0,
    }


def retell(told: list[tuple[Issue, History]], **marks: Any) -> None:
    """Give locked issues another history: columns, measures, version; the old cycles go."""
    for issue, history in told:
        for name, value in {**moved(history), **marks}.items():
            setattr(issue, name, value)
        issue.version += 1
    issues = [issue for issue, _history in told]
    clear([issue.pk for issue in issues])
    Issue.objects.bulk_update(issues, TAKEN, batch_size=BATCH // 4)
    done = {issue.pk: issue for issue in issues}
    measures = list(Measure.objects.filter(issue_id__in=list(done)))
    for measure in measures:
        for name, value in done_values(done[measure.issue_id or 0]).items():
            setattr(measure, name, value)
    Measure.objects.bulk_update(measures, ["done_on", "done_note"], batch_size=BATCH // 2)


def before(issue: Issue, history: History) -> Json:
    """What an undo gives back."""
    day = issue.imported_on.isoformat() if issue.imported_on else None
    return {**history.as_json(), "imported": issue.imported, "imported_on": day}


def done_values(issue: Issue) -> dict[str, Any]:
    """A completed issue has all its measures done, on the only day the ledger gives."""
    done = issue.completed_on
    return {"done_on": done, "done_note": DONE_NOTE if done else ""}
