"""What the petition list was asked for, as a value; the same for page, export and API."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    DateField,
    ExpressionWrapper,
    F,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from petitions.models import Assignment, Petition
from petitions.workflow import STATE_NAMES, VERDICT_NAMES
from rectify.accounts.scope import code_range

LAMP_FILTERS = ("orange", "red")
LEAD_DAYS = 3
"""The lead time where a round has no rules of its own (`PetitionRules.lead_days`)."""
ORDERS = {
    "lamp": ("is_closed", F("open_due_on").asc(nulls_last=True), "-batch__number", "position"),
    "-lamp": ("is_closed", F("open_due_on").desc(nulls_last=True), "-batch__number", "position"),
    "number": ("batch__number", "position", "pk"),
    "-number": ("-batch__number", "-position", "-pk"),
}


@dataclass(frozen=True)
class ListQuery:
    """One query; empty values do not filter."""

    q: str = ""
    round_id: int | None = None
    batch: int | None = None
    division: str = ""
    unit: str = ""
    pollution_type: str = ""
    verdict: str = ""
    state: str = ""
    lamp: str = ""
    key_only: bool = False
    order: str = "lamp"

    def filter(self, rows: QuerySet[Petition]) -> QuerySet[Petition]:
        """Everything but state and lamp: those are tabs over this set."""
        wanted = Q()
        if self.round_id:
            wanted &= Q(round_id=self.round_id)
        if self.batch:
            wanted &= Q(batch__number=self.batch)
        if self.division:
            low, high = code_range(self.division)
            wanted &= Q(division_id__gte=low, division_id__lt=high)
        if self.unit:
            wanted &= Q(pk__in=self._named())
        if self.pollution_type:
            wanted &= Q(pollution_types__contains=[self.pollution_type])
        if self.verdict in VERDICT_NAMES:
            wanted &= Q(verdict=self.verdict)
        if self.key_only:
            wanted &= Q(is_key=True)
        for word in self.q.split():
            bare = word.strip("*＊").upper()
            wanted &= Q(key__startswith=bare) | Q(text__icontains=word) | Q(area__icontains=word)
        return rows.filter(wanted)

    def narrow(self, rows: QuerySet[Petition], on: date) -> QuerySet[Petition]:
        """The chosen tab and lamp."""
        if self.state in STATE_NAMES:
            rows = rows.filter(state=self.state)
        if self.lamp in LAMP_FILTERS:
            rows = rows.filter(lamp_q(self.lamp, on))
        return rows

    def sort(self, rows: QuerySet[Petition]) -> QuerySet[Petition]:
        closed = Case(
            When(state="closed", then=Value(True)),
            default=Value(False),
            output_field=BooleanField(),
        )
        wanted = ORDERS.get(self.order, ORDERS["lamp"])
        return rows.annotate(is_closed=closed).order_by(*wanted)

    def _named(self) -> Any:
        match = Q(unit__name__icontains=self.unit) | Q(unit__short_name__icontains=self.unit)
        return Assignment.objects.active().filter(match).values("petition_id")


def lamp_q(kind: str, on: date) -> Q:
    """Rows whose lamp is orange or red on a day, as `deadlines.lamp` would show it."""
    if kind == "red":
        return Q(open_due_on__lt=on)
    days = Coalesce(F("round__petition_rules__lead_days"), Value(LEAD_DAYS))
    soon = ExpressionWrapper(Value(on, DateField()) + days, output_field=DateField())
    return Q(open_due_on__gte=on, open_due_on__lte=soon)
