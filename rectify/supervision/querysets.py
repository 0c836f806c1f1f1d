"""Who sees which warnings: whoever sees the issue they are about."""

from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from issues.models import Issue, Measure, StepRun
from issues.querysets import seen_issues
from rectify.accounts.scope import Scope

if TYPE_CHECKING:
    from rectify.supervision.models import DeadlineWarning


class DeadlineWarningQuerySet(QuerySet["DeadlineWarning"]):
    """Rows of `DeadlineWarning`."""

    def visible_to(self, scope: Scope) -> "DeadlineWarningQuerySet":
        """Warnings about visible issues; those of overall measures are read in the inbox only."""
        return self.filter(issue_id__in=seen_issues(Issue, scope))

    def sent(self) -> "DeadlineWarningQuerySet":
        return self.filter(state="sent")

    def of_issue(self, issue_id: int) -> "DeadlineWarningQuerySet":
        """All that is recorded of an issue, its measures and its steps, newest first."""
        measures = Measure.objects.filter(issue_id=issue_id).values("pk")
        steps = StepRun.objects.filter(sign_off__issue_id=issue_id).values("pk")
        own = Q(noun="issues.issue", object_id=issue_id)
        own |= Q(noun="issues.measure", object_id__in=measures)
        return self.filter(own | Q(noun="issues.steprun", object_id__in=steps)).order_by("-id")
