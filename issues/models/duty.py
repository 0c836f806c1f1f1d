"""Who answers for an issue, and what they report."""

import pgtrigger
from django.db import models
from django.db.models import F, Q

from issues.models.issue import Issue, Measure
from issues.querysets import ResponsibilityQuerySet
from issues.workflow import ROLE_NAMES
from rectify.journal.models import Acted
from rectify.regions.models import Unit


class Responsibility(models.Model):
    """Unit × role × object, from–to: feeds sight, duties and recipients alike (design §4)."""

    issue = models.ForeignKey(
        Issue, null=True, on_delete=models.CASCADE, related_name="responsibilities"
    )
    measure = models.ForeignKey(
        Measure, null=True, on_delete=models.CASCADE, related_name="responsibilities"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    division_code = models.CharField(max_length=12, db_collation="C")
    role = models.CharField(max_length=12, choices=list(ROLE_NAMES.items()))
    label = models.CharField(max_length=120, blank=True, help_text="方案中的原名，如 各县(区)")
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    received_at = models.DateTimeField(null=True)
    received_by = models.CharField(max_length=60, blank=True)

    objects = ResponsibilityQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["issue", "unit", "role"],
                condition=Q(ends_on=None) & ~Q(issue=None),
                name="responsibility_once",
            ),
            models.UniqueConstraint(
                fields=["measure", "unit", "role"],
                condition=Q(ends_on=None) & ~Q(measure=None),
                name="measure_responsibility_once",
            ),
            models.CheckConstraint(
                name="responsibility_has_one_object",
                condition=Q(issue=None) ^ Q(measure=None),
            ),
            models.CheckConstraint(
                name="responsibility_ends_after_start",
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "issue"], name="responsibility_unit"),
            models.Index(fields=["division_code", "issue"], name="responsibility_place"),
        ]
        triggers = [
            # It begins, is received and ends; who answers for what is another row.
            pgtrigger.Trigger(
                name="responsibility_facets_frozen",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func="""
                    IF (NEW.issue_id, NEW.measure_id, NEW.unit_id, NEW.role, NEW.label)
                       IS DISTINCT FROM
                       (OLD.issue_id, OLD.measure_id, OLD.unit_id, OLD.role, OLD.label)
                    THEN RAISE EXCEPTION 'a responsibility is ended, never rewritten';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]


class ProgressReport(Acted):
    """进展填报 of one unit: words, quantities, per cent; a later one never rewrites it."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="reports")
    reported_on = models.DateField()
    cycle = models.PositiveSmallIntegerField(default=1)
    pct = models.PositiveSmallIntegerField()
    done_text = models.TextField()
    quantities = models.JSONField(default=list, help_text="[{name, amount, unit}]")
    problem_text = models.TextField(blank=True)
    next_step = models.TextField(blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [models.CheckConstraint(name="report_pct", condition=Q(pct__lte=100))]
