"""回头看 and reopening: a rebound begins a new cycle, the old dossier stays readable."""

from datetime import date

from django.utils.translation import gettext as _

from issues.models import ClosedCycle, Issue, LookBack, PublishedIssue
from issues.models.lookback import RESULTS
from issues.services.fetch import facts_of, locked_issue, parts_of
from issues.workflow import ANSWERING, MOVES
from rectify.accounts.scope import Actor
from rectify.core import clock
from rectify.core.errors import Invalid
from rectify.journal import services as journal
from rectify.journal.services import service
from rectify.messaging import recipients
from rectify.messaging.services import tell


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
    MOVES.check(issue.state, "look_back", parts_of(who, issue), facts_of(who, issue))
    if result not in RESULTS:
        raise Invalid(_("请选择结论：巩固、轻微反弹、反弹或虚假整改。"), result=_("未知"))
    if not finding.strip():
        raise Invalid(_("请写明现场情况：看了哪里、看到什么。"), finding=_("必填"))
    if looked_on > clock.today():
        raise Invalid(_("检查日期不能晚于今天。"), looked_on=_("晚于今天"))
    row = LookBack.objects.create(
        issue=issue,
        cycle=issue.cycle,
        looked_on=looked_on,
        result=result,
        finding=finding.strip(),
        **journal.acted(who),
    )
    data = {"look_back": row.pk, "result": result}
    journal.record(who, issue.save_version(), "look_back", reason=finding.strip(), data=data)
    return row


@service("issues.issue.reopen")
def reopen(who: Actor, issue_id: int, *, reason: str, expected: int | None = None) -> Issue:
    """重新整改: cycle + 1, measures open again, dates of the old cycle kept in its dossier.

    Domain §6.6: a decision of the office that signed off or of any higher office.
    """
    issue = locked_issue(who, issue_id, expected)
    move = MOVES.check(issue.state, "reopen", parts_of(who, issue), facts_of(who, issue))
    if not reason.strip():
        raise Invalid(_("请写明重新整改的理由。"), reason=_("必填"))
    _keep_dossier(who, issue, reason.strip())
    before = issue.cycle
    issue.measures.update(done_on=None, done_note="")
    issue.save_version(
        state=move.target,
        cycle=before + 1,
        progress_pct=0,
        completed_on=None,
        accepted_on=None,
        signed_off_on=None,
        disclosed_at=None,
        returned_reason=reason.strip(),
    )
    data = {"cycle": [before, before + 1]}
    journal.record(who, issue, "reopen", reason=reason.strip(), data=data)
    PublishedIssue.objects.filter(issue_id=issue.pk).update(reopened_on=clock.today())
    _tell(issue, before + 1)
    return issue


def _keep_dossier(who: Actor, issue: Issue, reason: str) -> None:
    found = issue.look_backs.filter(cycle=issue.cycle, result__in=("rebound", "false")).first()
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
