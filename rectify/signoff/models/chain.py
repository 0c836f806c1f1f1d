"""Chains as data, and document number series."""

from django.db import models
from django.db.models import Q

from rectify.core import clock
from rectify.core.text import gettext_noop as _

STEP_KINDS = {
    "self_check": _("自查"),
    "endorse": _("审核"),
    "accept": _("验收"),
    "notice": _("公示"),
    "decide": _("审定销号"),
    "file": _("上级备案"),
    "disclose": _("公开"),
}
APPROVING = ("endorse", "accept", "decide")
"""Kinds whose signature is an approval: one standing approval per person and cycle (design §4)."""
STANDING = ("self_check", *APPROVING)
"""Kinds bound by the one-person rule: who applied never verifies."""


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
