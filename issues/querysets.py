"""Who sees what: the only door to rows for pages, the API, exports and jobs acting for a person."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from rectify.accounts.scope import Scope
from rectify.core import clock

if TYPE_CHECKING:
    from issues.models import (
        Amendment,
        Issue,
        Objection,
        Plan,
        PublicNotice,
        Responsibility,
        Round,
        SignOff,
    )


def seen_issues(model: type[models.Model], scope: Scope) -> Any:
    """Ids in scope: owner's division range ∪ places that answer ∪ the unit's responsibilities
    for the issue or one of its measures.

    A union of plain selects, so that each part uses its own index (stack §13: an OR over a join
    grows with the table). Drafts are seen only by the division that drafts them.
    """
    rows = model._base_manager
    if not scope.business:
        return rows.none().values("pk")
    drafting = Q(division_id__in=[low for low, _ in scope.ranges])
    own = rows.filter(scope.q("division_id")).filter(~Q(state="draft") | drafting)
    active = Q(responsibilities__ends_on=None) | Q(responsibilities__ends_on__gte=clock.today())
    issued = rows.exclude(state="draft")
    # One filter() each: only then must the very row that reaches the scope be the active one.
    places = issued.filter(active & scope.q("responsibilities__division_code"))
    unit = scope.unit_id or 0
    named = issued.filter(active & Q(responsibilities__unit_id=unit))
    held = "measures__responsibilities__"
    still = Q(**{f"{held}ends_on": None}) | Q(**{f"{held}ends_on__gte": clock.today()})
    measured = issued.filter(still & Q(**{f"{held}unit_id": unit}))
    return own.values("pk").union(*(rows.values("pk") for rows in (places, named, measured)))


class IssueQuerySet(models.QuerySet["Issue"]):
    """Rows of `Issue`."""

    def visible_to(self, scope: Scope) -> Self:
        """Included if, and only if, the scope's range or responsibility reaches the issue."""
        return self.filter(pk__in=seen_issues(self.model, scope))


class ResponsibilityQuerySet(models.QuerySet["Responsibility"]):
    """Rows of `Responsibility`."""

    def active(self) -> Self:
        """Rows that hold today."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=clock.today()))


class AmendmentQuerySet(models.QuerySet["Amendment"]):
    """Rows of `Amendment`."""

    def visible_to(self, scope: Scope) -> Self:
        """Whoever sees the issue sees what was submitted; before that the unit that drafts it and
        the plan's own office alone."""
        issue = self.model._meta.get_field("issue").related_model
        drafting = Q(unit_id=scope.unit_id or 0) | Q(
            issue__plan__division_id__in=[low for low, _ in scope.ranges]
        )
        seen = self.filter(issue_id__in=seen_issues(issue, scope))
        return seen.filter(~Q(submitted_at=None) | drafting)


class RoundQuerySet(models.QuerySet["Round"]):
    """Rows of `Round`."""

    def visible_to(self, scope: Scope) -> Self:
        """Rounds of the own range, and those in which a plan or an issue is visible."""
        if not scope.business:
            return self.none()
        issue = self.model._meta.get_field("issues").related_model
        plan = self.model._meta.get_field("plans").related_model
        through = issue._base_manager.filter(pk__in=seen_issues(issue, scope))
        drafted = plan._base_manager.filter(scope.q("division_id"))
        return self.filter(
            scope.q("division_id")
            | Q(pk__in=through.values("round_id"))
            | Q(pk__in=drafted.values("round_id"))
        )


class PlanQuerySet(models.QuerySet["Plan"]):
    """Rows of `Plan`."""

    def visible_to(self, scope: Scope) -> Self:
        """Drafts: the drafting division alone. Issued: its range, and who answers for a part."""
        if not scope.business:
            return self.none()
        issue = self.model._meta.get_field("issues").related_model
        through = issue._base_manager.filter(pk__in=seen_issues(issue, scope))
        drafting = Q(division_id__in=[low for low, _ in scope.ranges])
        reached = scope.q("division_id") | Q(pk__in=through.values("plan_id"))
        return self.filter(drafting | ~Q(state="draft") & reached)


class SignOffQuerySet(models.QuerySet["SignOff"]):
    """Rows of `SignOff`."""

    def visible_to(self, scope: Scope) -> Self:
        """A cycle is seen by whoever sees its issue."""
        issue = self.model._meta.get_field("issue").related_model
        return self.filter(issue_id__in=seen_issues(issue, scope))


class PublicNoticeQuerySet(models.QuerySet["PublicNotice"]):
    """Rows of `PublicNotice`."""

    def visible_to(self, scope: Scope) -> Self:
        """The notices of the own range, and those that cover a visible issue."""
        if not scope.business:
            return self.none()
        line: Any = self.model._meta.get_field("lines").related_model
        issue: Any = line._meta.get_field("sign_off").related_model._meta.get_field("issue")
        covering = line._base_manager.filter(
            sign_off__issue_id__in=seen_issues(issue.related_model, scope)
        )
        return self.filter(scope.q("division_code") | Q(pk__in=covering.values("notice_id")))


class ObjectionQuerySet(models.QuerySet["Objection"]):
    """Rows of `Objection`."""

    def visible_to(self, scope: Scope) -> Self:
        """An objection is read by the office that published the notice, and those above it."""
        return self.filter(scope.q("notice__division_code")) if scope.business else self.none()
