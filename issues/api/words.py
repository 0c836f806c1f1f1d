"""Lamp and pace as SQL, to filter by what `issues.deadlines` shows; a test holds them equal."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    Case,
    CharField,
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from issues.models import Measure, StepRun

STEP_LEAD = 3
"""Days before a step's limit in which its lamp is orange, as in `listing.rows.lamp_of`."""


def running_steps() -> QuerySet[StepRun]:
    """The running step of the outer issue's open cycle."""
    return StepRun._base_manager.filter(
        sign_off__issue=OuterRef("pk"), sign_off__state="open", left_at=None
    )


def pace_case(on: date) -> Case:
    """The pace on a day: the reviewer's word, else as `deadlines.pace` computes it."""
    past = Measure._base_manager.filter(issue=OuterRef("pk"), due_on__lt=on)
    missed = past.filter(Q(done_on=None) | Q(done_on__gt=on))
    over = Q(due_on=None) | Q(due_on__lt=on)
    return Case(
        When(~Q(pace_override=""), then=F("pace_override")),
        When(completed_on__lte=on, then=Value("done")),
        When(over & Q(long_term=True), then=Value("long_term")),
        When(due_on=None, then=Value("in_progress")),
        When(over, then=Value("overdue")),
        When(Exists(missed), then=Value("behind")),
        When(Exists(past), then=Value("on_schedule")),
        default=Value("in_progress"),
        output_field=CharField(),
    )


def lit(rows: QuerySet[Any], lamps: Sequence[str], on: date) -> QuerySet[Any]:
    """Rows whose lamp is one of these: the deadline's until the clock stops, then the step's."""
    stopped = Q(pk__in=[])
    for stop in ("completed", "accepted", "signed_off"):
        stopped |= Q(round__kind__clock_stops=stop, **{f"{stop}_on__isnull": False})
    soon = ExpressionWrapper(
        Value(on, DateField()) + F("round__lead_days"), output_field=DateField()
    )
    limit = running_steps().values("due_on")[:1]
    found: QuerySet[Any] = rows.alias(step_limit=Subquery(limit)).alias(
        lamp_word=Case(
            When(state="signed_off", then=Value("grey")),
            When(stopped & Q(step_limit__lt=on), then=Value("red")),
            When(stopped & Q(step_limit__lte=on + timedelta(STEP_LEAD)), then=Value("orange")),
            When(stopped, then=Value("green")),
            When((Q(due_on=None) | Q(due_on__lt=on)) & Q(long_term=True), then=Value("long")),
            When(due_on__lt=on, then=Value("red")),
            When(due_on__lte=soon, then=Value("orange")),
            default=Value("green"),
            output_field=CharField(),
        )
    )
    return found.filter(lamp_word__in=lamps)
