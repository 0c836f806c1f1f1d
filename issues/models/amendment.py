"""方案调整: the one way the five frozen facets of an issued issue change (五个不变, domain S1)."""

import pgtrigger
from django.db import models
from django.db.models import F, Q

from issues.models.issue import Issue
from issues.querysets import AmendmentQuerySet
from issues.workflow import AMENDMENT_STATES, DECIDED_AMENDMENTS, OPEN_AMENDMENTS
from rectify.core.text import gettext_noop as _
from rectify.core.versioned import Versioned
from rectify.exchange.models import StagedImport
from rectify.journal.models import Acted

FACETS = {
    "content": _("内容"),
    "responsibilities": _("责任"),
    "measures": _("措施"),
    "goal": _("目标"),
    "deadline": _("时限"),
}
"""五个不变, in the order plans name them."""


class Amendment(Versioned, Acted):
    """What of one issue's plan is to change, before and after, why and on what document.

    `changes` is `{facet: {"before": …, "after": …}}` with the values of
    `services.amendments.values`; the columns of `Acted` name who drafted it. What was submitted
    is decided as it stands, and what was decided stays readable as it was.
    """

    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="amendments")
    changes = models.JSONField(help_text="{facet: {before, after}}")
    reason = models.TextField(blank=True, help_text="调整理由")
    basis_no = models.CharField(max_length=60, blank=True, help_text="依据文号")
    basis_on = models.DateField(null=True, help_text="依据文件日期")
    applicant = models.CharField(max_length=120, help_text="申请单位")
    source = models.ForeignKey(
        StagedImport, null=True, on_delete=models.SET_NULL, related_name="+", help_text="来自导入"
    )
    state = models.CharField(max_length=10, choices=list(AMENDMENT_STATES.items()), default="draft")
    submitted_by_id = models.BigIntegerField(null=True)
    submitted_at = models.DateTimeField(null=True)
    decided_by_id = models.BigIntegerField(null=True)
    decided_by = models.CharField(max_length=60, blank=True)
    decided_unit = models.CharField(max_length=120, blank=True)
    decided_at = models.DateTimeField(null=True)
    note = models.TextField(blank=True, help_text="审批意见，或撤回理由")

    objects = AmendmentQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["issue"],
                condition=Q(state__in=OPEN_AMENDMENTS),
                name="amendment_open_once",
            ),
            models.CheckConstraint(
                name="amendment_state", condition=Q(state__in=list(AMENDMENT_STATES))
            ),
            models.CheckConstraint(name="amendment_changes_something", condition=~Q(changes={})),
            models.CheckConstraint(
                name="amendment_decided_by_somebody",
                condition=Q(state__in=DECIDED_AMENDMENTS)
                & ~Q(decided_at=None)
                & ~Q(decided_by_id=None)
                & ~Q(submitted_at=None)
                | ~Q(state__in=DECIDED_AMENDMENTS) & Q(decided_at=None, decided_by_id=None),
            ),
            # A null drafter or submitter would make the comparison unknown, and so let it pass.
            models.CheckConstraint(
                name="amendment_decided_by_another",
                condition=~Q(state__in=DECIDED_AMENDMENTS)
                | ~Q(person_id=None)
                & ~Q(submitted_by_id=None)
                & ~Q(decided_by_id=F("person_id"))
                & ~Q(decided_by_id=F("submitted_by_id")),
            ),
            models.CheckConstraint(
                name="amendment_approved_has_basis",
                condition=~Q(state="approved")
                | ~Q(basis_no="") & ~Q(basis_on=None) & ~Q(reason=""),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="amendment_stands",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func="""
                    IF TG_OP = 'DELETE' THEN
                      RAISE EXCEPTION 'an amendment is withdrawn, never deleted';
                    END IF;
                    IF OLD.state IN ('approved', 'rejected', 'withdrawn')
                       AND to_jsonb(NEW) - 'source_id' IS DISTINCT FROM to_jsonb(OLD) - 'source_id'
                    THEN RAISE EXCEPTION 'a closed amendment stays as it is';
                    END IF;
                    IF NEW.issue_id <> OLD.issue_id
                       OR OLD.state <> 'draft' AND (NEW.changes, NEW.reason, NEW.applicant)
                          IS DISTINCT FROM (OLD.changes, OLD.reason, OLD.applicant)
                    THEN RAISE EXCEPTION 'a submitted amendment is decided as it stands';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.issue}方案调整"
