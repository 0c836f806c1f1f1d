"""Chains as data; cycles, steps, signatures and notices as abstract tables the nouns own."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Func, Q, Value
from django.db.models.constraints import BaseConstraint

from rectify.core import clock
from rectify.core.versioned import Versioned
from rectify.journal.models import Acted

STEP_KINDS = {
    "self_check": "自查",
    "endorse": "审核",
    "accept": "验收",
    "notice": "公示",
    "decide": "审定销号",
    "file": "上级备案",
    "disclose": "公开",
}
APPROVING = ("endorse", "accept", "decide")
"""Kinds whose signature is an approval: one standing approval per person and cycle (design §4)."""
STANDING = ("self_check", *APPROVING)
"""Kinds bound by the one-person rule: who applied never verifies."""


def shared_sequence(name: str) -> Func:
    """Both nouns draw these ids from one sequence, so that the API can list them together."""
    return Func(Value(name), function="nextval", output_field=models.BigIntegerField())


class Chain(models.Model):
    """销号流程: a named, versioned ordered list of steps; rounds choose one."""

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=80)


class ChainVersion(models.Model):
    """The steps as they stood; a cycle pins the version it began with."""

    chain = models.ForeignKey(Chain, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "number"], name="chain_version")]


class ChainStep(models.Model):
    """One step: what kind, at which level, who acts, how many sign, how long it may take."""

    version = models.ForeignKey(ChainVersion, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=list(STEP_KINDS.items()))
    name = models.CharField(max_length=40)
    acting = models.CharField(
        max_length=20,
        help_text="who acts: a responsibility role (responsible, acceptance, supervising …) "
        "or an office of a level (office:county, office:plan, office:above)",
    )
    other_unit = models.BooleanField(default=True, help_text="申请单位不得办理本步")
    signers = models.PositiveSmallIntegerField(default=1)
    joint = models.BooleanField(default=False, help_text="联合验收：所列单位都要签")
    day_limit = models.PositiveSmallIntegerField(null=True, help_text="工作日")
    closing = models.BooleanField(default=False, help_text="通过本步即销号")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="chain_step_position"),
            models.CheckConstraint(name="chain_step_kind", condition=Q(kind__in=list(STEP_KINDS))),
        ]


class AbstractSignOff(Versioned):
    """销号: one cycle of steps on one case. `position` is the step that runs now."""

    STATES: ClassVar = [("open", "进行中"), ("passed", "已通过"), ("failed", "未通过")]

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

    OUTCOMES: ClassVar = [("passed", "通过"), ("returned", "退回"), ("failed", "未通过")]

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

    STATES: ClassVar = [("running", "公示中"), ("ended", "已结束"), ("withdrawn", "已撤回")]

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


class NumberSeries(models.Model):
    """A document number series, e.g. `云整销〔2026〕`; the next number is taken under lock."""

    division_code = models.CharField(max_length=12, db_collation="C")
    purpose = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    prefix = models.CharField(max_length=30)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["division_code", "purpose", "year"], name="series_once"
            ),
        ]
