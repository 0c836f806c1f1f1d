"""What a unit does with its issue: receive, report, finish measures, complete."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from issues.models import Issue, Measure, ProgressReport
from issues.services import signing
from issues.services.fetch import check_move, locked_issue
from rectify.accounts.scope import Actor
from rectify.core import clock, given
from rectify.core.errors import Invalid
from rectify.core.fetching import one_of
from rectify.journal import services as journal
from rectify.journal.services import service


@service("issues.issue.receive")
def receive(who: Actor, issue_id: int, *, expected: int | None = None) -> Issue:
    """签收: note the time on every open row of the person's unit."""
    issue = locked_issue(who, issue_id, expected)
    check_move(who, issue, "receive")
    issue.responsibilities.filter(unit_id=who.unit_id, received_at=None).update(
        received_at=clock.now(), received_by=who.person
    )
    journal.record(who, issue.save_version(), "receive", data={"unit": who.unit})
    return issue


@service("issues.issue.report")
def report(
    who: Actor,
    issue_id: int,
    *,
    pct: int,
    done_text: str,
    quantities: list[dict[str, str]] | None = None,
    problem_text: str = "",
    next_step: str = "",
    expected: int | None = None,
) -> ProgressReport:
    """进展填报 in words, quantities (`{name, amount, unit}`) and per cent (0–100)."""
    issue = locked_issue(who, issue_id, expected)
    check_move(who, issue, "report")
    told = _told(pct, done_text, quantities or [], problem_text, next_step)
    row = ProgressReport.objects.create(
        issue=issue, cycle=issue.cycle, **told, **journal.acted(who)
    )
    before = issue.progress_pct
    issue.save_version(progress_pct=pct, returned_reason="")
    journal.record(who, issue, "report", data={"progress_pct": [before, pct], "report": row.pk})
    return row


def _told(
    pct: int, done_text: str, quantities: list[dict[str, str]], problem_text: str, next_step: str
) -> dict[str, Any]:
    """As columns of a report of today; raises `Invalid` naming the field."""
    if not 0 <= pct <= 100:
        raise Invalid(_("完成比例应在 0 到 100 之间。"), pct="0–100")
    return {
        "reported_on": clock.today(),
        "pct": pct,
        "done_text": given.words(done_text, _("请写明本期做了什么。"), "done_text"),
        "quantities": _quantities(quantities),
        "problem_text": problem_text.strip(),
        "next_step": next_step.strip(),
    }


def _quantities(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    kept = [row for row in rows if any(value.strip() for value in row.values())]
    for row in kept:
        try:
            amount = Decimal(row.get("amount", "").strip())
        except ArithmeticError:
            message = _("数量“%(amount)s”不是数字，请只填数字，单位填在后一格。") % {
                "amount": row.get("amount", "")
            }
            raise Invalid(message, quantities="amount") from None
        row["amount"] = format(amount, "f")
    return kept


@service("issues.issue.do_measure")
def do_measure(
    who: Actor, issue_id: int, *, measure_id: int, note: str, expected: int | None = None
) -> Measure:
    """办结措施: note what was done today; raises `Missing` for a measure of another issue."""
    issue = locked_issue(who, issue_id, expected)
    check_move(who, issue, "do_measure")
    measure = one_of(issue.measures.select_for_update(no_key=True), pk=measure_id)
    if measure.done_on is not None:
        raise Invalid(
            _("第%(number)s条措施已于 %(done_on)s 办结。")
            % {"number": measure.number, "done_on": measure.done_on}
        )
    measure.done_on, measure.done_note = clock.today(), note.strip()
    measure.save(update_fields=["done_on", "done_note"])
    data: dict[str, Any] = {"measure": measure.number}
    journal.record(who, issue.save_version(), "do_measure", reason=note.strip(), data=data)
    return measure


@service("issues.issue.complete")
def complete(who: Actor, issue_id: int, *, expected: int | None = None) -> Issue:
    """完成整改 (自报): the state becomes completed and the sign-off cycle opens."""
    issue = locked_issue(who, issue_id, expected)
    check_move(who, issue, "complete")
    before = issue.progress_pct
    issue.save_version(
        state="completed", completed_on=clock.today(), progress_pct=100, returned_reason=""
    )
    journal.record(who, issue, "complete", data={"progress_pct": [before, 100]})
    if issue.requires_signoff:
        signing.open_for(who, issue)
    return issue


@service("issues.issue.send_back")
def send_back(who: Actor, issue_id: int, *, reason: str, expected: int | None = None) -> Issue:
    """退回整改: a reported completion is not believed; the reason stays on the unit's duty."""
    issue = locked_issue(who, issue_id, expected)
    check_move(who, issue, "send_back")
    reason = given.words(reason, _("请写明退回原因：哪一处、缺什么、怎么补。"), "reason")
    issue.save_version(state="rectifying", completed_on=None, returned_reason=reason)
    journal.record(who, issue, "send_back", reason=reason)
    signing.cancel_for(who, issue, reason)
    return issue
