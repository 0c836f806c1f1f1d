"""Round kinds as data, rounds, plans and the short forms a plan defines."""

from django.db import models
from django.db.models import Q

from issues.querysets import PlanQuerySet, RoundQuerySet
from rectify.accounts.models import User
from rectify.core.text import gettext_noop as _
from rectify.core.versioned import Versioned
from rectify.journal.models import Acted
from rectify.regions.models import Division, Unit
from rectify.signoff.models import Chain


class RoundKind(models.Model):
    """督察类型 as data: its nouns, chain, notice rule, cadence and what issuing needs."""

    code = models.SlugField(primary_key=True)
    name = models.CharField(max_length=60)
    inspection_word = models.CharField(max_length=10, default="督察", help_text="督察或督查")
    issue_word = models.CharField(max_length=10, default="反馈问题")
    numbering = models.CharField(max_length=12, default="serial")
    chain = models.ForeignKey(Chain, on_delete=models.PROTECT, related_name="+")
    notice_days = models.PositiveSmallIntegerField(default=10)
    notice_unit = models.CharField(
        max_length=8, default="working", choices=[("working", "工作日"), ("calendar", "日")]
    )
    notice_counts_first = models.BooleanField(default=True)
    cadence = models.CharField(max_length=10, default="monthly")
    needs_to_issue = models.JSONField(
        default=list, help_text="goal, measure, deadline, lead, supervising, acceptance"
    )
    requires_signoff = models.BooleanField(default=True)
    clock_stops = models.CharField(
        max_length=10,
        default="completed",
        choices=[("completed", "完成"), ("accepted", "验收"), ("signed_off", "销号")],
    )
    supervisor_accepts = models.BooleanField(
        default=True, help_text="未写明验收单位时由督导单位验收"
    )
    lead_days = models.PositiveSmallIntegerField(default=15, help_text="橙灯提前天数")

    def __str__(self) -> str:
        return self.name


class Round(Versioned):
    """督察轮次: one inspection as an office tracks it."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    kind = models.ForeignKey(RoundKind, on_delete=models.PROTECT, related_name="rounds")
    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    stationed_from = models.DateField(null=True, blank=True)
    stationed_to = models.DateField(null=True, blank=True)
    feedback_on = models.DateField(null=True, blank=True)
    chain = models.ForeignKey(Chain, on_delete=models.PROTECT, related_name="+")
    lead_days = models.PositiveSmallIntegerField(default=15)

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="round_leaves_after_arriving",
                condition=Q(stationed_from=None)
                | Q(stationed_to=None)
                | Q(stationed_to__gte=models.F("stationed_from")),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Plan(Versioned):
    """整改方案: `round, owner division, doc_no`; draft → approved → issued.

    One taken over with a ledger (`imported`) was issued on paper: its day, and at times its number,
    are not known here.
    """

    STATES = [("draft", _("草拟")), ("approved", _("已批准")), ("issued", _("已印发"))]

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="plans")
    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    doc_no = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=10, choices=STATES, default="draft")
    approved_by = models.CharField(max_length=120, blank=True)
    approved_on = models.DateField(null=True)
    issued_on = models.DateField(null=True)
    imported = models.BooleanField(
        default=False, db_default=False, help_text="随历史台账导入，印发在纸面"
    )

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "division", "doc_no"], name="plan_doc_no_once"
            ),
            models.CheckConstraint(
                name="plan_issued_has_date_and_number",
                condition=~Q(state="issued")
                | (~Q(issued_on=None) & ~Q(doc_no=""))
                | Q(imported=True),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PlanAlias(models.Model):
    """A short or collective name as this plan uses it, mapped by a person or by the text."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="aliases")
    label = models.CharField(max_length=120)
    units = models.ManyToManyField(Unit, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "label"], name="plan_alias_once")]


class PlanApproval(Acted):
    """Who approved the plan: an amendment must pass the same persons."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="approvals")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    basis = models.CharField(max_length=200, blank=True)
