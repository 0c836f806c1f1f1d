"""The ledger against a model in plain Python, over random histories of one issue."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from issues.models import Issue
from rectify.core.workdays import is_workday
from rectify.regions import statutory
from rectify.supervision.models import DeadlineWarning
from rectify.supervision.rungs import OVERDUE, RUNGS

pytestmark = pytest.mark.django_db
START = date(2026, 11, 25)
CALENDAR = statutory.calendar()
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("days"), st.integers(1, 25)),
        st.tuples(st.just("move"), st.integers(-20, 60)),
        st.tuples(st.sampled_from(["sweep", "close", "reopen", "again"]), st.just(0)),
    ),
    min_size=4,
    max_size=18,
)


class Model:
    """What the ledger of one recipient must hold, said as simply as possible."""

    def __init__(self) -> None:
        self.today, self.due, self.cycle, self.open = START, START + timedelta(days=20), 1, True
        self.rows: dict[tuple, str] = {}

    def sweep(self) -> None:
        if not self.open:
            return
        for due, cycle in {key[:2] for key in self.rows} - {(self.due, self.cycle)}:
            known = [key[2] for key in self.rows if key[:2] == (due, cycle)]
            for rung in RUNGS:
                if rung < min(known):
                    self.rows[due, cycle, rung] = "cancelled"
        passed = [rung for rung in RUNGS if self.has_passed(rung)]
        if not passed or self.told(min(passed)):
            return
        for rung in passed:
            if not self.told(rung):
                state = "sent" if rung == min(passed) else "superseded"
                self.rows[self.due, self.cycle, rung] = state

    def told(self, rung: int) -> bool:
        return self.rows.get((self.due, self.cycle, rung), "cancelled") != "cancelled"

    def has_passed(self, rung: int) -> bool:
        if rung == OVERDUE:
            return self.today > self.due
        morning = self.due - timedelta(days=rung)
        while not is_workday(morning, CALENDAR):
            morning -= timedelta(days=1)
        return morning <= self.today


def do(step: tuple, model: Model, desk, issue: Issue) -> None:
    """One step, in the model and in the database alike."""
    name, number = step
    if name == "days":
        model.today += timedelta(days=number)
    elif name == "move":
        model.due = model.today + timedelta(days=number)
        desk.move_date(issue, model.due)
    elif name == "close":
        model.open = False
        Issue.objects.filter(pk=issue.pk).update(state="completed", completed_on=model.today)
    elif name in ("reopen", "again"):
        model.cycle += 0 if model.open or name == "reopen" else 1
        model.open = True
        Issue.objects.filter(pk=issue.pk).update(
            state="rectifying", completed_on=None, cycle=model.cycle
        )
    else:
        model.sweep()
        desk.sweep(model.today)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=STEPS)
def test_the_ledger_equals_the_model_after_any_history(desk, steps):
    with transaction.atomic():
        model, issue = Model(), desk.issue(START + timedelta(days=20))
        for step in [*steps, ("sweep", 0), ("sweep", 0)]:
            do(step, model, desk, issue)
        rows = {(w.due_on, w.cycle, w.rung): w.state for w in warnings_of(desk, issue)}
        told = desk.inbox("unit1")
        transaction.set_rollback(True)
    assert rows == model.rows
    assert len(told) == sent(rows)


def warnings_of(desk, issue):
    person = desk.cast.unit1.person_id
    return DeadlineWarning.objects.of_issue(issue.pk).filter(recipient_id=person)


def sent(rows: dict) -> int:
    return sum(state == "sent" for state in rows.values())
