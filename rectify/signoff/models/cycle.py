"""Cycles, steps, signatures and notices as abstract tables the nouns own."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Func, Q, Value
from django.db.models.constraints import BaseConstraint

from rectify.core import clock
from rectify.core.text import gettext_noop as _
from rectify.core.versioned import Versioned
from rectify.journal.models import Acted
from rectify.signoff.models.chain import STANDING, ChainVersion


def shared_sequence(name: str) -> Func:
    """Both nouns draw these ids from one sequence, so that the API can list them together."""
    return Func(Value(name), function="nextval", output_field=models.BigIntegerField())


class AbstractSignOff(Versioned):
    """销号: one cycle of steps on one case. `position` is the step that runs now."""

    STATES: ClassVar = [("open", _("进行中")), ("passed", _("已通过")), ("failed", _("未通过"))]

    id = models.BigIntegerField(primary_key=True, db_default=shared_sequence("signoff_ids"))
    cycle = models.PositiveSmallIntegerField()
    chain_version = models.ForeignKey(ChainVersion, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=STATES, default="open")
    position = models.PositiveSmallIntegerField(default=1)
    opened_at = models.DateTimeField(default=clock.now)
    applied_at = models.DateTimeField(null=True)
    applied_unit_id = models.BigIntegerField(null=True)
    accepted_on = models.DateField(null=True)
    decided_on = models.DateField(null=True)
    filing_no = models.CharField(max_length=60, blank=True)
    filed_on = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


class AbstractStepRun(models.Model):
    """A step of a cycle as it ran: opened, due, left. A return opens a fresh run."""

    OUTCOMES: ClassVar = [("passed", _("通过")), ("returned", _("退回")), ("failed", _("未通过"))]

    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12)
    name = models.CharField(max_length=40)
    opened_at = models.DateTimeField(default=clock.now)
    due_on = models.DateField(null=True)
    left_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=8, choices=OUTCOMES, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        abstract = True


class AbstractParty(models.Model):
    """Who must act in a running step: a unit, or the office of a division; done when signed."""

    unit_id = models.BigIntegerField(null=True)
    division_code = models.CharField(max_length=12, blank=True, db_collation="C")
    label = models.CharField(max_length=120)
    needed = models.PositiveSmallIntegerField(default=1)
    done_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


class AbstractSignature(Acted):
    """An act on a step, with the hash of what was shown. Voided visibly, never deleted."""

    kind = models.CharField(max_length=12)
    action = models.CharField(max_length=12)
    party_id = models.BigIntegerField(null=True)
    opinion = models.TextField(blank=True)
    answers = models.JSONField(default=dict)
    content_hash = models.CharField(max_length=64)
    voided_at = models.DateTimeField(null=True)
    void_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True


class AbstractPublicNotice(Versioned, Acted):
    """公示: runs from–to by the round's rule; both dates are always printed."""

    STATES: ClassVar = [
        ("running", _("公示中")),
        ("ended", _("已结束")),
        ("withdrawn", _("已撤回")),
    ]

    id = models.BigIntegerField(primary_key=True, db_default=shared_sequence("public_notice_ids"))
    title = models.CharField(max_length=200)
    publisher = models.CharField(max_length=120)
    index_no = models.CharField(max_length=60)
    opens_on = models.DateField()
    closes_on = models.DateField(db_index=True)
    rule_text = models.CharField(max_length=80)
    phone = models.CharField(max_length=60)
    email = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=10, choices=STATES, default="running")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


def signoff_constraints(prefix: str, case: str) -> list[BaseConstraint]:
    """What must hold of a noun's cycles; `case` is the name of its foreign key."""
    return [
        models.UniqueConstraint(
            fields=[case, "cycle"], condition=~Q(state="failed"), name=f"{prefix}_cycle_once"
        ),
        models.UniqueConstraint(
            fields=[case], condition=Q(state="open"), name=f"{prefix}_one_open_cycle"
        ),
        models.CheckConstraint(
            name=f"{prefix}_closed_when_ended",
            condition=Q(state="open", closed_at=None) | ~Q(state="open") & ~Q(closed_at=None),
        ),
        models.CheckConstraint(
            name=f"{prefix}_passed_was_decided",
            condition=~Q(state="passed") | ~Q(decided_on=None) | ~Q(filed_on=None),
        ),
    ]


def signature_constraints(prefix: str) -> list[BaseConstraint]:
    """Four eyes in the database: no person stands twice among applicant and approvers."""
    standing: Any = Q(voided_at=None, action="approve", kind__in=STANDING)
    return [
        models.UniqueConstraint(
            fields=["sign_off", "person_id"], condition=standing, name=f"{prefix}_one_standing"
        ),
    ]
