"""The running steps of open cycles, for lists."""

from django.db.models import QuerySet

from issues.models import StepRun


def running_steps() -> QuerySet[StepRun]:
    """At most one an issue."""
    return StepRun.objects.filter(sign_off__state="open", left_at=None)
