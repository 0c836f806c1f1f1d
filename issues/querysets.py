"""Who sees what: the only door to rows for pages, the API, exports and jobs acting for a person."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from rectify.accounts.scope import Scope
from rectify.core import clock

if TYPE_CHECKING:
    from issues.models import Issue, Plan, PublicNotice, Responsibility, Round, SignOff

    _Issues = models.QuerySet["Issue"]
    _Plans = models.QuerySet["Plan"]
    _Rounds = models.QuerySet["Round"]
    _Responsibilities = models.QuerySet["Responsibility"]
    _SignOffs = models.QuerySet["SignOff"]
    _Notices = models.QuerySet["PublicNotice"]
else:
    _Issues = _Plans = _Rounds = _Responsibilities = _SignOffs = _Notices = models.QuerySet


def issue_ids(scope: Scope) -> Any:
    """Ids in scope: owner's division range ∪ places answering ∪ the unit's responsibilities.

    A union of plain selects, so that each half uses its own index (stack §13: OR grows linearly).
    Drafts are seen only by the division that drafts them.
    """
    from issues.models import Issue, Responsibility

    if not scope.business:
        return Issue.objects.none().values("pk")
    issued = ~Q(state="draft")
    exact = Q(division_id__in=[low for low, _ in scope.ranges])
    own = Issue.objects.filter(scope.q("division_id")).filter(issued | exact).values("pk")
    active = Responsibility.objects.active().filter(issue__isnull=False).exclude(
        issue__state="draft"
    )
    places = active.filter(scope.q("division_code")).values("issue_id")
    named = active.filter(unit_id=scope.unit_id).values("issue_id")
    return own.union(places, named)


class IssueQuerySet(_Issues):
    """Rows of `Issue`."""

    def visible_to(self, scope: Scope) -> Self:
        """Included if, and only if, the scope's range or responsibility reaches the issue."""
        return self.filter(pk__in=issue_ids(scope))


class ResponsibilityQuerySet(_Responsibilities):
    def active(self) -> Self:
        """Rows that hold today."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=clock.today()))


class RoundQuerySet(_Rounds):
    def visible_to(self, scope: Scope) -> Self:
        """Rounds of the own range, and those in which something is visible."""
        from issues.models import Issue, Plan

        if not scope.business:
            return self.none()
        through = Issue.objects.visible_to(scope).values("round_id")
        plans = Plan.objects.visible_to(scope).values("round_id")
        return self.filter(
            scope.q("division_id") | Q(pk__in=through) | Q(pk__in=plans)
        )


class PlanQuerySet(_Plans):
    def visible_to(self, scope: Scope) -> Self:
        """Drafts: the drafting division alone. Issued: its range, and who answers for a part."""
        from issues.models import Issue

        if not scope.business:
            return self.none()
        drafted = Q(division_id__in=[low for low, _ in scope.ranges])
        through = Q(pk__in=Issue.objects.visible_to(scope).values("plan_id"))
        return self.filter(drafted | ~Q(state="draft") & (scope.q("division_id") | through))


class SignOffQuerySet(_SignOffs):
    def visible_to(self, scope: Scope) -> Self:
        """A cycle is seen by whoever sees its issue."""
        return self.filter(issue_id__in=issue_ids(scope))


class PublicNoticeQuerySet(_Notices):
    def visible_to(self, scope: Scope) -> Self:
        """Published is public, but the office's own page shows what touches its scope."""
        if not scope.business:
            return self.none()
        return self.filter(
            scope.q("division_code") | Q(lines__sign_off__issue_id__in=issue_ids(scope))
        ).distinct()
