"""Who sees which warnings: whoever sees the issue they are about."""

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from issues.models import Issue
from issues.querysets import seen_issues
from rectify.accounts.scope import Scope

if TYPE_CHECKING:
    from rectify.supervision.models import DeadlineWarning


class DeadlineWarningQuerySet(QuerySet["DeadlineWarning"]):
    """Rows of `DeadlineWarning`."""

    def visible_to(self, scope: Scope) -> "DeadlineWarningQuerySet":
        """Warnings about visible issues; those of overall measures are read in the inbox only."""
        return self.filter(issue_id__in=seen_issues(Issue, scope))

    def of_issue(self, issue_id: int) -> "DeadlineWarningQuerySet":
        """What was told about an issue, its measures and its steps, newest first."""
        return self.filter(issue_id=issue_id).order_by("-id")

    def sent(self) -> "DeadlineWarningQuerySet":
        return self.filter(state="sent")
