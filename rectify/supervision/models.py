"""The warning ledger: every rung of every deadline version, once per recipient and channel."""

from django.db import models
from django.db.models import Q

from rectify.core import clock
from rectify.core.text import gettext_noop as _
from rectify.supervision.querysets import DeadlineWarningQuerySet
from rectify.supervision.rungs import RUNGS


class DeadlineWarning(models.Model):
    """预警. The sweep asks which rungs have passed, never "days left equals N" (conventions 32).

    A deadline version is the date within a cycle: a changed date or a reopened issue begins anew.
    sent: this rung was told · superseded: passed unseen, a more urgent one was told instead ·
    cancelled: the deadline was changed before the rung came.
    """

    STATES = {"sent": _("已发"), "superseded": _("合并"), "cancelled": _("取消")}
    NOUNS = {
        "issues.issue": _("整改时限"),
        "issues.measure": _("措施时限"),
        "issues.steprun": _("销号环节"),
    }

    noun = models.CharField(max_length=20, choices=list(NOUNS.items()), db_collation="C")
    object_id = models.BigIntegerField()
    issue_id = models.BigIntegerField(null=True, help_text="empty for a plan's overall measure")
    due_on = models.DateField(help_text="with the cycle: the deadline version")
    cycle = models.PositiveSmallIntegerField(default=1)
    rung = models.SmallIntegerField(help_text="days before the deadline; -1 overdue")
    recipient_id = models.BigIntegerField()
    post_id = models.BigIntegerField()
    channel = models.CharField(max_length=10, default="inbox", db_collation="C")
    state = models.CharField(max_length=12, choices=list(STATES.items()))
    at = models.DateTimeField(default=clock.now)
    swept_on = models.DateField()

    objects = DeadlineWarningQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            # The number stands first: most comparisons end there, not in a word.
            models.UniqueConstraint(
                fields=["object_id", "noun", "due_on", "cycle", "recipient_id", "rung", "channel"],
                name="warning_once",
            ),
            models.CheckConstraint(
                name="warning_state", condition=Q(state__in=["sent", "superseded", "cancelled"])
            ),
            models.CheckConstraint(name="warning_rung", condition=Q(rung__in=list(RUNGS))),
        ]
        indexes = [
            models.Index(fields=["issue_id", "-id"], name="warnings_of", condition=Q(state="sent"))
        ]

    def __str__(self) -> str:
        return f"{self.noun} {self.object_id} {self.due_on} {self.rung}"
