"""Measures, progress reports and responsibilities: read here, written by moves of the issue."""

from typing import Any

from django.db.models import Q, QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view

from issues.api import filters, rows
from issues.models import Issue, Measure, Plan, ProgressReport, Responsibility
from issues.querysets import seen_issues
from rectify.accounts.api.acts import ActorResource
from rectify.accounts.scope import Scope
from rectify.core.api.paging import keys


def seen_measures(scope: Scope) -> QuerySet[Measure]:
    """Measures of visible issues, and the overall ones of visible plans."""
    plans = Plan.objects.visible_to(scope)
    overall = Q(issue=None, plan__in=plans.values("pk"))
    return Measure._base_manager.filter(Q(issue__in=seen_issues(Issue, scope)) | overall)


def seen_responsibilities(scope: Scope) -> QuerySet[Responsibility]:
    """Who answers for a visible issue or for an overall measure of a visible plan."""
    plans = Plan.objects.visible_to(scope)
    overall = Q(measure__plan__in=plans.values("pk"))
    return Responsibility.objects.filter(Q(issue__in=seen_issues(Issue, scope)) | overall)


@extend_schema_view(
    list=extend_schema(summary="整改措施"), retrieve=extend_schema(summary="一条措施")
)
class Measures(ActorResource):
    row = full = rows.MeasureRow
    filters = filters.MeasureFilters
    orderings = {
        "id": keys("pk"),
        "number": keys("plan_id", "issue_id?", "number", "pk"),
        "due_on": keys("due_on?", "pk"),
    }

    def seen(self) -> QuerySet[Any]:
        return seen_measures(self.who.scope)


@extend_schema_view(
    list=extend_schema(summary="进展填报"), retrieve=extend_schema(summary="一次填报")
)
class Reports(ActorResource):
    row = full = rows.ReportRow
    filters = filters.ReportFilters
    orderings = {"id": keys("pk"), "reported_on": keys("reported_on", "pk")}
    ordering = "-id"

    def seen(self) -> QuerySet[Any]:
        return ProgressReport._base_manager.filter(issue__in=seen_issues(Issue, self.who.scope))


@extend_schema_view(list=extend_schema(summary="责任"), retrieve=extend_schema(summary="一项责任"))
class Responsibilities(ActorResource):
    row = full = rows.ResponsibilityRow
    filters = filters.ResponsibilityFilters

    def seen(self) -> QuerySet[Any]:
        return seen_responsibilities(self.who.scope)
