"""The step bar of an issue: rectifying, completed, then the steps of its chain."""

from typing import Any

from django.utils.translation import gettext as _

from issues.models import Issue, SignOff, StepRun
from rectify.core import clock
from rectify.signoff.models import ChainVersion


def steps_of_issue(row: Issue) -> dict[str, Any]:
    """`steps` and `step_limit` as `desk/issue.html` wants them."""
    cycle = row.signoffs.exclude(state="failed").order_by("-cycle", "-pk").first()
    version = cycle.chain_version if cycle else row.round.chain.versions.order_by("-number").first()
    runs = list(cycle.runs.order_by("pk")) if cycle else []
    running = next((run for run in runs if run.left_at is None), None)
    # Of a plan taken over with a ledger nobody here knows the day it was issued.
    issued_at = None if row.plan.imported else row.issued_at
    bar = [
        _state(row, _("整改中"), row.state in ("draft", "rectifying"), issued_at, _("下达")),
        _done(row),
        *_chain(version, cycle, runs, running),
    ]
    return {"steps": bar, "step_limit": _limit(running)}


def _state(row: Issue, name: str, now: bool, at: Any, word: str) -> dict[str, str]:
    note = f"{clock.day_of(at):%m-%d} {word}" if at else ""
    return {"name": name, "state": "now" if now else "done", "note": note}


def _done(row: Issue) -> dict[str, str]:
    done = row.completed_on is not None
    note = f"{row.completed_on:%m-%d}" if row.completed_on else ""
    return {"name": _("完成"), "state": "done" if done else "todo", "note": note}


def _chain(
    version: ChainVersion | None,
    cycle: SignOff | None,
    runs: list[StepRun],
    running: StepRun | None,
) -> list[dict[str, str]]:
    if version is None:
        return []
    passed = {run.position: run for run in runs if run.outcome == "passed"}
    at = running.position if running else (99 if cycle else 0)
    told = cycle.position if cycle and cycle.imported and not running else 99
    found = []
    for step in version.steps.all():
        done = step.position < at and step.position <= told
        state = "now" if step.position == at else "done" if done else "todo"
        run = passed.get(step.position)
        note = ""
        if state == "done" and run and run.left_at:
            note = f"{clock.day_of(run.left_at):%m-%d}"
        elif state == "now":
            note = _("办理中")
        elif step.day_limit:
            note = _("%(n)d 个工作日") % {"n": step.day_limit}
        found.append({"name": _(step.name), "state": state, "note": note})
    return found


def _limit(running: StepRun | None) -> str:
    if running is None or running.due_on is None:
        return ""
    return _("本步至 %(day)s") % {"day": running.due_on.isoformat()}
