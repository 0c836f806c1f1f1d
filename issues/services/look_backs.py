"""回头看 and reopening: a rebound begins a new cycle, the old dossier stays readable."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from issues.models import ClosedCycle, Issue, LookBack, PublishedIssue
from issues.models.lookback import REOPENING, RESULTS
from issues.services.fetch import check_move, locked_issue
from issues.workflow import ANSWERING
from rectify.accounts.scope import Actor
from rectify.core import clock, given
from rectify.core.errors import Invalid
from rectify.journal import services as journal
from rectify.journal.services import service
from rectify.messaging import recipients
from rectify.messaging.services import tell

AFRESH = {
    "progress_pct": 0,
    "completed_on": None,
    "accepted_on": None,
    "signed_off_on": None,
    "disclosed_at": None,
}
"""What an issue begins a new cycle with."""


@service("issues.issue.look_back")
def look_back(
    who: Actor,
    issue_id: int,
    *,
    result: str,
    finding: str,
    looked_on: date,
    expected: int | None = None,
) -> LookBack:
    """Record what was found on the spot; `result` is a key of `RESULTS` (domain §18)."""
    issue = locked_issue(who, issue_id, expected)
    check_move(who, issue, "look_back")
    found = {**_found(result, finding, looked_on), **journal.acted(who)}
    row = LookBack.objects.create(issue=issue, cycle=issue.cycle, **found)
    data = {"look_back": row.pk, "result": result}
    journal.record(who, issue.save_version(), "look_back", reason=row.finding, data=data)
    return row


def _found(result: str, finding: str, looked_on: date) -> dict[str, Any]:
    """As columns; raises `Invalid` naming the field."""
    if result not in RESULTS:
        raise Invalid(_("请选择结论：巩固、轻微反弹、反弹或虚假整改。"), result=_("未知"))
    return {
        "result": result,
        "finding": given.words(finding, _("请写明现场情况：看了哪里、看到什么。"), "finding"),
        "looked_on": given.day_past(looked_on, _("检查日期不能晚于今天。"), "looked_on"),
    }


@service("issues.issue.reopen")
def reopen(who: Actor, issue_id: int, *, reason: str, expected: int | None = None) -> Issue:
    """重新整改: cycle + 1, measures open again, dates of the old cycle kept in its dossier.

    Domain §6.6: a decision of the office that signed off or of any higher office.
    """
    issue = locked_issue(who, issue_id, expected)
    move = check_move(who, issue, "reopen")
    reason = given.words(reason, _("请写明重新整改的理由。"), "reason")
    _keep_dossier(who, issue, reason)
    before = issue.cycle
    issue.measures.update(done_on=None, done_note="")
    issue.save_version(state=move.target, cycle=before + 1, returned_reason=reason, **AFRESH)
    journal.record(who, issue, "reopen", reason=reason, data={"cycle": [before, before + 1]})
    PublishedIssue.objects.filter(issue_id=issue.pk).update(reopened_on=clock.today())
    _tell(issue, before + 1)
    return issue


def _keep_dossier(who: Actor, issue: Issue, reason: str) -> None:
    found = issue.look_backs.filter(cycle=issue.cycle, result__in=REOPENING).first()
    if found is None or issue.signed_off_on is None or issue.completed_on is None:
        raise ValueError(f"issue {issue.pk} is signed off without dates or finding")
    rows = issue.measures.order_by("number").values("number", "text", "done_on", "done_note")
    ClosedCycle.objects.create(
        issue=issue,
        cycle=issue.cycle,
        look_back=found,
        signed_off_on=issue.signed_off_on,
        completed_on=issue.completed_on,
        measures=[
            {**row, "done_on": row["done_on"] and row["done_on"].isoformat()} for row in rows
        ],
        reason=reason,
        **journal.acted(who),
    )


def _tell(issue: Issue, cycle: int) -> None:
    rows = issue.responsibilities.active().filter(role__in=ANSWERING)
    units = list(rows.values_list("unit_id", flat=True))
    tell(
        recipients.of_unit(units),
        key=f"reopen:{issue.pk}:{cycle}",
        kind="reopen",
        title=f"第{issue.serial}项 {issue.title}：回头看发现反弹，重新整改",
        link=f"/issues/{issue.pk}/",
    )
