"""The sign-off tables of issues; the engine is `rectify.signoff`."""

from django.db import models

from issues.models.issue import Issue
from issues.querysets import PublicNoticeQuerySet, SignOffQuerySet
from rectify.signoff.models import (
    AbstractParty,
    AbstractPublicNotice,
    AbstractSignature,
    AbstractSignOff,
    AbstractStepRun,
    signature_constraints,
    signoff_constraints,
)


class SignOff(AbstractSignOff):
    """销号 of one issue in one cycle; `imported`: begun on paper, taken over with a ledger."""

    imported = models.BooleanField(default=False, db_default=False)
    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="signoffs")

    objects = SignOffQuerySet.as_manager()

    class Meta:
        ordering = ["issue_id", "cycle"]
        constraints = signoff_constraints("signoff", "issue")


class StepRun(AbstractStepRun):
    """A step of an issue's cycle as it ran."""

    sign_off = models.ForeignKey(SignOff, on_delete=models.CASCADE, related_name="runs")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["sign_off"],
                condition=models.Q(left_at=None),
                name="issue_one_running_step",
            ),
            models.CheckConstraint(
                name="issue_step_left_with_outcome",
                condition=models.Q(left_at=None, outcome="")
                | ~models.Q(left_at=None) & ~models.Q(outcome=""),
            ),
        ]


class StepParty(AbstractParty):
    """Whom a running step waits for."""

    run = models.ForeignKey(StepRun, on_delete=models.CASCADE, related_name="parties")

    class Meta:
        indexes = [
            models.Index(fields=["unit_id", "done_at"], name="party_unit"),
            models.Index(fields=["division_code", "done_at"], name="party_division"),
        ]


class Signature(AbstractSignature):
    """An act on a step of an issue's cycle."""

    sign_off = models.ForeignKey(SignOff, on_delete=models.CASCADE, related_name="signatures")
    run = models.ForeignKey(StepRun, on_delete=models.CASCADE, related_name="signatures")

    class Meta:
        ordering = ["id"]
        constraints = signature_constraints("issue_signature")


class PublicNotice(AbstractPublicNotice):
    """拟销号公示 covering one issue or many; an imported one was published elsewhere."""

    imported = models.BooleanField(default=False, db_default=False)
    division_code = models.CharField(max_length=12, db_collation="C", db_index=True)

    objects = PublicNoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="notice_closes_after_opening",
                condition=models.Q(closes_on__gte=models.F("opens_on")),
            ),
            models.CheckConstraint(
                name="notice_closed_when_ended",
                condition=models.Q(state="running", closed_at=None)
                | ~models.Q(state="running") & ~models.Q(closed_at=None),
            ),
        ]


class NoticeLine(models.Model):
    """One sign-off under a notice."""

    notice = models.ForeignKey(PublicNotice, on_delete=models.CASCADE, related_name="lines")
    sign_off = models.ForeignKey(SignOff, on_delete=models.PROTECT, related_name="notice_lines")
    withdrawn_on = models.DateField(null=True, db_default=None)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["notice", "sign_off"], name="notice_line_once")
        ]
