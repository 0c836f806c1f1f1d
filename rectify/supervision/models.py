"""The warning ledger: every rung of every deadline version, once per recipient and channel."""

from django.db import models

from rectify.core import clock


class DeadlineWarning(models.Model):
    """预警. The sweep asks which rungs have passed, never "days left equals N" (conventions 32)."""

    STATES = {"sent": "已发", "superseded": "合并", "cancelled": "取消"}

    noun = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    due_on = models.DateField(help_text="the deadline version this rung belongs to")
    rung = models.SmallIntegerField(help_text="days before the deadline; -1 overdue")
    recipient_id = models.BigIntegerField()
    post_id = models.BigIntegerField()
    channel = models.CharField(max_length=10, default="inbox")
    state = models.CharField(max_length=12, choices=list(STATES.items()))
    at = models.DateTimeField(default=clock.now)
    swept_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["noun", "object_id", "due_on", "rung", "recipient_id", "channel"],
                name="warning_once",
            )
        ]
        indexes = [models.Index(fields=["noun", "object_id", "-id"], name="warnings_of")]
