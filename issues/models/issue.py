"""Issue and its measures."""

import pgtrigger
from django.db import models
from django.db.models import F, Q

from issues.models.plan import Plan, Round
from issues.querysets import IssueQuerySet
from issues.workflow import STATE_NAMES
from rectify.core.text import gettext_noop as _
from rectify.core.versioned import Versioned
from rectify.regions.models import Division

DEADLINE_KINDS = [
    ("fixed_date", _("具体日期")),
    ("month_end", _("月底")),
    ("quarter_end", _("季末")),
    ("year_end", _("年底")),
    ("immediate", _("立行立改")),
    ("long_term", _("长期坚持")),
    ("fixed_then_long_term", _("限期并长期坚持")),
    ("staged", _("分阶段")),
    ("none", _("无时限")),
]
PACES = ["done", "on_schedule", "in_progress", "behind", "overdue", "long_term"]


class Issue(Versioned):
    """问题: what is rectified and signed off. Its key is (plan, serial).

    Five facets — text, responsibilities, measures, goal, deadline — are frozen once issued
    (五个不变, domain S1): only an approved amendment, which raises `facets_version`, changes them.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="issues")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="issues")
    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="parts")
    serial = models.CharField(max_length=20)
    sort_key = models.PositiveIntegerField(default=0)
    title = models.CharField(max_length=200)
    text = models.TextField()
    goal = models.TextField(blank=True)
    category = models.CharField(max_length=20, blank=True)
    deadline_text = models.CharField(max_length=300, blank=True)
    deadline_kind = models.CharField(max_length=20, choices=DEADLINE_KINDS, default="none")
    stages = models.JSONField(default=list, help_text="[{due_on, what, text}]")
    due_on = models.DateField(null=True)
    long_term = models.BooleanField(default=False)
    deadline_confirmed = models.BooleanField(default=False)
    units_as_written = models.JSONField(default=dict, help_text="{role: [names in the plan]}")
    source_place = models.CharField(max_length=60, blank=True)
    responsible_leader = models.CharField(max_length=120, blank=True)
    responsible_person = models.CharField(max_length=120, blank=True)

    state = models.CharField(max_length=12, choices=list(STATE_NAMES.items()), default="draft")
    cycle = models.PositiveSmallIntegerField(default=1)
    progress_pct = models.PositiveSmallIntegerField(default=0)
    requires_signoff = models.BooleanField(default=True)
    has_deadline = models.BooleanField(default=True)
    pace_override = models.CharField(max_length=12, blank=True, choices=[(p, p) for p in PACES])
    pace_reason = models.CharField(max_length=300, blank=True)
    issued_at = models.DateTimeField(null=True)
    completed_on = models.DateField(null=True)
    accepted_on = models.DateField(null=True)
    signed_off_on = models.DateField(null=True)
    disclosed_at = models.DateTimeField(null=True)
    returned_reason = models.TextField(blank=True)
    facets_version = models.PositiveIntegerField(default=0)
    imported = models.BooleanField(
        default=False, db_default=False, help_text="状态和日期由历史台账导入"
    )
    imported_on = models.DateField(null=True, help_text="历史台账导入的日期：此前的时限不再预警")
    self_found = models.BooleanField(
        default=False, db_default=False, help_text="自查发现，不是督察反馈"
    )
    same_as = models.ForeignKey(
        "self",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="上级清单或关联清单中的同一事项：合并统计时只计一次",
    )

    objects = IssueQuerySet.as_manager()

    class Meta:
        ordering = ["plan_id", "sort_key", "id"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "serial"], name="issue_serial_once"),
            models.CheckConstraint(name="issue_state", condition=Q(state__in=list(STATE_NAMES))),
            models.CheckConstraint(name="issue_pct", condition=Q(progress_pct__lte=100)),
            models.CheckConstraint(
                name="issue_issued_has_time", condition=Q(state="draft") | ~Q(issued_at=None)
            ),
            models.CheckConstraint(
                name="issue_issued_deadline_confirmed",
                condition=Q(state="draft") | Q(deadline_confirmed=True),
            ),
            models.CheckConstraint(
                name="issue_done_has_date",
                condition=Q(state__in=["draft", "rectifying", "suspended"]) | ~Q(completed_on=None),
            ),
            models.CheckConstraint(
                name="issue_signed_off_has_date",
                condition=~Q(state="signed_off") | ~Q(signed_off_on=None),
            ),
            models.CheckConstraint(
                name="issue_disclosed_after_signoff",
                condition=Q(disclosed_at=None) | Q(state="signed_off"),
            ),
            models.CheckConstraint(
                name="issue_same_as_another", condition=Q(same_as=None) | ~Q(same_as=F("id"))
            ),
        ]
        indexes = [
            models.Index(fields=["division", "state", "due_on"], name="issue_by_place"),
            models.Index(fields=["round", "state", "due_on"], name="issue_by_round"),
            models.Index(fields=["due_on"], name="issue_open_due", condition=Q(state="rectifying")),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="issue_facets_frozen",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func="""
                    IF OLD.state <> 'draft' AND NEW.state = 'draft'
                    THEN RAISE EXCEPTION 'an issued issue stays issued';
                    END IF;
                    IF OLD.state <> 'draft' AND NEW.facets_version = OLD.facets_version
                       AND (NEW.text, NEW.goal, NEW.deadline_text, NEW.due_on, NEW.stages,
                            NEW.long_term, NEW.deadline_kind)
                       IS DISTINCT FROM
                           (OLD.text, OLD.goal, OLD.deadline_text, OLD.due_on, OLD.stages,
                            OLD.long_term, OLD.deadline_kind)
                    THEN RAISE EXCEPTION 'issue facets are frozen once issued';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"第{self.serial}项"


class Measure(models.Model):
    """整改措施 of an issue, or 总体措施 of a plan (no issue); with its own unit and date."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="measures")
    issue = models.ForeignKey(Issue, null=True, on_delete=models.CASCADE, related_name="measures")
    number = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    units_as_written = models.JSONField(default=dict, help_text="{role: [names in the plan]}")
    deadline_text = models.CharField(max_length=300, blank=True)
    due_on = models.DateField(null=True)
    done_on = models.DateField(null=True)
    done_note = models.TextField(blank=True)
    facets_version = models.PositiveIntegerField(default=0, db_default=0)

    class Meta:
        ordering = ["plan_id", "issue_id", "number"]
        triggers = [
            pgtrigger.Trigger(
                name="measure_facets_frozen",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func="""
                    IF NEW.facets_version = OLD.facets_version
                       AND (NEW.plan_id, NEW.issue_id, NEW.number, NEW.heading, NEW.text,
                            NEW.units_as_written, NEW.deadline_text, NEW.due_on)
                       IS DISTINCT FROM
                           (OLD.plan_id, OLD.issue_id, OLD.number, OLD.heading, OLD.text,
                            OLD.units_as_written, OLD.deadline_text, OLD.due_on)
                       AND (EXISTS (SELECT FROM issues_issue
                                     WHERE id = OLD.issue_id AND state <> 'draft')
                            OR OLD.issue_id IS NULL AND EXISTS (
                                SELECT FROM issues_plan
                                 WHERE id = OLD.plan_id AND state = 'issued'))
                    THEN RAISE EXCEPTION 'a measure is frozen once its plan is issued';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["issue", "number"], condition=~Q(issue=None), name="measure_once"
            ),
            models.UniqueConstraint(
                fields=["plan", "number"], condition=Q(issue=None), name="overall_measure_once"
            ),
        ]
