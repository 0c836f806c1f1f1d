"""What the URL asks of the issue list, as filters on rows already in sight."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    DateField,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from issues.deadlines import STEP_LEAD_DAYS
from issues.listing.steps import running_steps
from issues.models import Issue, Responsibility, StepRun
from issues.workflow import ANSWERING, STATE_NAMES
from rectify.accounts.scope import code_range

OPEN = ("rectifying", "completed", "in_signoff")
ORDERS: dict[str, list[Any]] = {
    "lamp": ["closed", F("lamp_due").asc(nulls_last=True), "sort_key", "pk"],
    "-lamp": ["-closed", F("lamp_due").desc(nulls_first=True), "sort_key", "pk"],
    "number": ["plan_id", "sort_key", "pk"],
    "-number": ["-plan_id", "-sort_key", "-pk"],
    "due": [F("due_on").asc(nulls_last=True), "sort_key", "pk"],
    "-due": [F("due_on").desc(nulls_last=True), "sort_key", "pk"],
    "percent": ["progress_pct", "sort_key", "pk"],
    "-percent": ["-progress_pct", "sort_key", "pk"],
}
LAMP_FILTERS = ("orange", "red")


@dataclass(frozen=True)
class ListQuery:
    """The cleaned query; empty values do not filter."""

    q: str = ""
    round_id: int | None = None
    division: str = ""
    unit: str = ""
    state: str = ""
    step: str = ""
    lamp: str = ""
    due_from: date | None = None
    due_to: date | None = None
    order: str = "lamp"
    unit_id: int | None = None

    def filter(self, rows: QuerySet[Issue]) -> QuerySet[Issue]:
        """Everything but state, step and lamp: those are tabs over this set."""
        wanted = Q()
        if self.round_id:
            wanted &= Q(round_id=self.round_id)
        if self.division:
            wanted &= self._place()
        if self.unit_id:
            rows_of = Responsibility.objects.active().filter(
                unit_id=self.unit_id, role__in=ANSWERING
            )
            wanted &= Q(pk__in=rows_of.values("issue_id"))
        if self.unit:
            wanted &= Q(pk__in=self._named())
        if self.due_from:
            wanted &= Q(due_on__gte=self.due_from)
        if self.due_to:
            wanted &= Q(due_on__lte=self.due_to)
        for word in self.q.split():
            number = word.removeprefix("第").removesuffix("项")
            wanted &= Q(text__icontains=word) | Q(title__icontains=word) | Q(serial=number)
        return rows.filter(wanted)

    def narrow(self, rows: QuerySet[Issue], on: date) -> QuerySet[Issue]:
        """The chosen tab and lamp."""
        if self.state in STATE_NAMES:
            rows = rows.filter(state=self.state)
        if self.step:
            rows = rows.filter(
                signoffs__state="open",
                signoffs__runs__left_at=None,
                signoffs__runs__kind=self.step,
            )
        if self.lamp in LAMP_FILTERS:
            rows = rows.filter(lamp_q(self.lamp, on))
        return rows

    def sort(self, rows: QuerySet[Issue]) -> QuerySet[Issue]:
        closed = Case(
            When(state__in=OPEN, then=Value(False)),
            default=Value(True),
            output_field=BooleanField(),
        )
        wanted = ORDERS.get(self.order, ORDERS["lamp"])
        return rows.annotate(closed=closed, lamp_due=_lamp_due()).order_by(*wanted)

    def _place(self) -> Q:
        low, high = code_range(self.division)
        answering = Responsibility.objects.active().filter(
            role__in=ANSWERING, division_code__gte=low, division_code__lt=high
        )
        own = Q(division_id__gte=low, division_id__lt=high)
        return own | Q(pk__in=answering.values("issue_id"))

    def _named(self) -> Any:
        match = Q(unit__name__icontains=self.unit) | Q(unit__short_name__icontains=self.unit)
        return Responsibility.objects.active().filter(match).values("issue_id")


def lamp_q(kind: str, on: date) -> Q:
    """Rows whose lamp is orange or red on a day, as `rows.lamp_of` shows it.

    Until the clock stops the lamp goes by the deadline and the round's own lead time, then by the
    limit of the running step.
    """
    clock, steps = _clock_runs(), running_steps()
    if kind == "red":
        return clock & Q(due_on__lt=on, long_term=False) | _stopped(steps.filter(due_on__lt=on))
    soon = ExpressionWrapper(
        Value(on, DateField()) + F("round__lead_days"), output_field=DateField()
    )
    near = steps.filter(due_on__range=(on, on + timedelta(days=STEP_LEAD_DAYS)))
    return clock & Q(due_on__gte=on, due_on__lte=soon) | _stopped(near)


def _clock_runs() -> Q:
    """The issue's own clock runs on: where it stops the round's kind says."""
    running = Q(pk__in=[])
    for stop in ("completed", "accepted", "signed_off"):
        running |= Q(round__kind__clock_stops=stop, **{f"{stop}_on": None})
    return Q(state__in=OPEN) & running


def _stopped(steps: QuerySet[StepRun]) -> Q:
    return Q(state__in=OPEN, pk__in=steps.values("sign_off__issue_id")) & ~_clock_runs()


def _lamp_due() -> Case:
    """The day the lamp goes by; none once signed off."""
    steps = running_steps().filter(sign_off__issue_id=OuterRef("pk"))
    return Case(
        When(_clock_runs(), then=F("due_on")),
        When(state__in=OPEN, then=Subquery(steps.values("due_on")[:1])),
        default=Value(None),
        output_field=DateField(),
    )
