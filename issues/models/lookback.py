"""回头看, and the dossier of a cycle that was reopened."""

from django.db import models

from issues.models.issue import Issue
from rectify.core.text import gettext_noop as _
from rectify.journal.models import Acted

RESULTS = {
    "held": _("巩固"),
    "slight": _("轻微反弹"),
    "rebound": _("反弹"),
    "false": _("虚假整改"),
}
"""Domain §18."""
REOPENING = ("rebound", "false")


class LookBack(Acted):
    """A finding on a signed-off issue, in the cycle it was signed off in."""

    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="look_backs")
    cycle = models.PositiveSmallIntegerField()
    looked_on = models.DateField()
    result = models.CharField(max_length=8, choices=list(RESULTS.items()))
    finding = models.TextField()

    class Meta:
        ordering = ["-id"]


class ClosedCycle(Acted):
    """旧档: measures and dates as they stood when the issue was reopened; never changed again."""

    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="closed_cycles")
    cycle = models.PositiveSmallIntegerField()
    look_back = models.ForeignKey(LookBack, on_delete=models.PROTECT, related_name="+")
    signed_off_on = models.DateField()
    completed_on = models.DateField()
    measures = models.JSONField(help_text="[{number, text, done_on, done_note}]")
    reason = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issue", "cycle"], name="closed_cycle_once"),
        ]
