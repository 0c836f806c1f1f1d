"""The list a set of figures stands on: in sight, on a list by the cut-off, within the filters."""

from dataclasses import replace
from typing import Any

from django.db.models import Q, QuerySet

from issues.models import Issue, Responsibility
from issues.workflow import ANSWERING
from petitions.models import Assignment, Petition
from rectify.accounts.scope import Scope
from rectify.figures.filters import OWN_LEVEL, Filters, end_of, start_of


def issues_in(scope: Scope, filters: Filters) -> QuerySet[Issue]:
    """Issued issues in sight, top-level and sub-issues alike; facts tell them apart."""
    rows = Issue.objects.visible_to(_narrowed(scope, filters)).exclude(state="draft")
    rows = rows.filter(issued_at__lt=end_of(filters.last_day))
    if filters.start:
        rows = rows.filter(issued_at__gte=start_of(filters.start))
    if filters.round_id:
        rows = rows.filter(round_id=filters.round_id)
    if filters.kind:
        rows = rows.filter(round__kind_id=filters.kind)
    if filters.unit_id:
        rows = rows.filter(pk__in=answering().filter(unit_id=filters.unit_id).values("issue_id"))
    return rows.filter(_place(filters)) if filters.division else rows


def _narrowed(scope: Scope, filters: Filters) -> Scope:
    """Within a place that lies wholly in the scope, sight of that place alone shows the same rows:
    what it owns and what it answers for. The database then never looks at the rest."""
    if scope.business and filters.division and scope.covers(filters.division):
        return replace(scope, ranges=(filters.span,), unit_id=0)
    return scope


def answering() -> QuerySet[Responsibility]:
    """Who answers for whole issues today."""
    return Responsibility.objects.active().filter(role__in=ANSWERING).exclude(issue=None)


def _place(filters: Filters) -> Q:
    """The place owns the list, or answers for the issue; as the issue list filters by place."""
    low, high = filters.span
    answered = answering().filter(division_code__gte=low, division_code__lt=high)
    reached = Q(division_id__gte=low, division_id__lt=high) | Q(pk__in=answered.values("issue_id"))
    if filters.below != OWN_LEVEL:
        return reached
    deeper = answered.exclude(division_code=low)
    below = Q(division_id__gt=low, division_id__lt=high) | Q(pk__in=deeper.values("issue_id"))
    return reached & ~below


def petitions_in(scope: Scope, filters: Filters) -> QuerySet[Petition]:
    """Petitions in sight that were handed over: duplicates with a number of their own included."""
    rows = Petition.objects.visible_to(_narrowed(scope, filters)).exclude(state="registered")
    rows = rows.filter(batch__handed_on__lte=filters.last_day)
    if filters.start:
        rows = rows.filter(batch__handed_on__gte=filters.start)
    if filters.round_id:
        rows = rows.filter(round_id=filters.round_id)
    if filters.kind:
        rows = rows.filter(round__kind_id=filters.kind)
    if filters.unit_id:
        rows = rows.filter(pk__in=_handling().filter(unit_id=filters.unit_id).values("petition"))
    return rows.filter(_handed_to(filters)) if filters.division else rows


def _handling() -> QuerySet[Assignment]:
    return Assignment.objects.active().filter(role="lead")


def _handed_to(filters: Filters) -> Q:
    """The place was handed it, has a share in it, or keeps the batch."""
    low, high = filters.span
    shared: Any = Assignment.objects.active().filter(division_code__gte=low, division_code__lt=high)
    reached = (
        Q(owner_id__gte=low, owner_id__lt=high)
        | Q(division_id__gte=low, division_id__lt=high)
        | Q(pk__in=shared.values("petition"))
    )
    if filters.below != OWN_LEVEL:
        return reached
    below = (
        Q(owner_id__gt=low, owner_id__lt=high)
        | Q(division__isnull=False, division_id__gt=low, division_id__lt=high)
        | Q(pk__in=shared.exclude(division_code=low).values("petition"))
    )
    return reached & ~below
