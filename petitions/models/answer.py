"""What a county answers: every reply is kept, reviewed or returned, never rewritten."""

from django.db import models
from django.db.models import F, Q

from petitions.models.outcome import Outcome
from petitions.models.petition import Petition, short
from petitions.workflow import CLOSURE_NAMES, NEEDS_NEXT, VERDICT_NAMES
from rectify.core.text import gettext_noop as _
from rectify.evidence.models import StoredFile
from rectify.journal.models import Acted


class PetitionReply(Acted, Outcome):
    """办理情况 of one submission. `items` holds `{number, text, verdict, finding}` as answered."""

    STATES = [("pending", _("待审核")), ("accepted", _("通过")), ("returned", _("退回"))]

    petition = models.ForeignKey(Petition, on_delete=models.CASCADE, related_name="replies")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, choices=STATES, default="pending")
    items = models.JSONField()
    verdict = short(VERDICT_NAMES)
    derived_verdict = short(VERDICT_NAMES)
    verdict_reason = models.CharField(max_length=300, blank=True)
    closure = short(CLOSURE_NAMES)
    closure_target = models.TextField(blank=True)
    finding = models.TextField()
    handling = models.TextField()
    accountability = models.TextField(blank=True)
    next_plan = models.TextField(blank=True)
    next_due_on = models.DateField(null=True)
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.CharField(max_length=200, blank=True)
    review_note = models.TextField(blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            *Outcome.Meta.constraints,
            models.UniqueConstraint(fields=["petition", "number"], name="petition_reply_once"),
            models.UniqueConstraint(
                fields=["petition"], condition=Q(state="pending"), name="petition_reply_one_pending"
            ),
            models.CheckConstraint(
                name="petition_reply_verdict_never_silent",
                condition=Q(verdict=F("derived_verdict")) | ~Q(verdict_reason=""),
            ),
            models.CheckConstraint(
                name="petition_reply_says_what_next",
                condition=~Q(closure__in=NEEDS_NEXT) | (~Q(next_due_on=None) & ~Q(next_plan="")),
            ),
            models.CheckConstraint(
                name="petition_reply_reviewed_by_somebody",
                condition=Q(state="pending") | (~Q(reviewed_at=None) & ~Q(reviewed_by="")),
            ),
        ]


class PetitionEvidence(Acted):
    """现场照片和材料 of a petition."""

    KINDS = {"photo": _("现场照片"), "document": _("文件资料")}

    petition = models.ForeignKey(Petition, on_delete=models.CASCADE, related_name="evidence")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=list(KINDS.items()))
    caption = models.CharField(max_length=120, blank=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
