"""异议: an intake the public may only write to, and what the office does with it."""

import uuid

from django.db import models
from django.db.models import Q

from issues.models.issue import Issue
from issues.models.signoff import PublicNotice
from issues.querysets import ObjectionQuerySet
from rectify.core import clock
from rectify.core.text import gettext_noop as _
from rectify.core.versioned import Versioned


class ObjectionIntake(models.Model):
    """What the public role may INSERT and nothing else (conventions 12): no name, no phone.

    The key is made by the page, so that the insert asks for nothing back.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    notice_id = models.BigIntegerField()
    issue_serial = models.CharField(max_length=20, blank=True)
    text = models.TextField()
    receipt_hash = models.CharField(max_length=64)
    submitted_at = models.DateTimeField(default=clock.now)
    taken_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["notice_id"], name="intake_open", condition=Q(taken_at=None))
        ]


class Objection(Versioned):
    """An objection to one issue of a notice; while it is open the notice cannot pass for it."""

    STATES = {"open": _("待核查"), "unfounded": _("异议不成立"), "founded": _("异议成立")}

    intake_id = models.UUIDField()
    notice = models.ForeignKey(PublicNotice, on_delete=models.PROTECT, related_name="objections")
    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="objections")
    text = models.TextField()
    receipt_hash = models.CharField(max_length=64, db_index=True)
    submitted_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=list(STATES.items()), default="open")
    reply = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)

    objects = ObjectionQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["intake_id", "issue"], name="objection_once_per_issue"),
            models.CheckConstraint(
                name="objection_answered_with_reply",
                condition=Q(state="open", answered_at=None)
                | ~Q(state="open") & ~Q(answered_at=None) & ~Q(reply=""),
            ),
        ]


class PublishedOutcome(models.Model):
    """What the holder of a receipt code may read.

    `answers` holds `{serial, title, state, reply, answered_on}` per issue objected to; `state` sums
    them up: `open` while one is, `mixed` where they differ. `reply` is said of the whole: `late`.
    """

    receipt_hash = models.CharField(max_length=64, primary_key=True)
    notice_id = models.BigIntegerField()
    state = models.CharField(max_length=10)
    reply = models.TextField(blank=True)
    answers = models.JSONField(default=list, db_default=[])
    submitted_on = models.DateField()
    answered_on = models.DateField(null=True)
