"""异议: taken over from the public intake, answered by the office; the notice waits for it."""

from uuid import UUID

from django.utils.translation import gettext as _

from issues.models import Issue, Objection, ObjectionIntake, PublicNotice, PublishedOutcome
from issues.services.fetch import locked_issue
from issues.services.signing import IssueSubject
from rectify.accounts.scope import Actor
from rectify.core import clock
from rectify.core.errors import Invalid, Missing, WrongState
from rectify.core.versioned import check_version
from rectify.core.who import SYSTEM, Who
from rectify.journal import services as journal
from rectify.journal.services import service
from rectify.messaging import recipients
from rectify.messaging.services import tell
from rectify.signoff import services as engine
from rectify.signoff.acts import Act


@service("issues.objection.take")
def take_intake(who: Who, intake_id: UUID) -> list[Objection]:
    """Make objections of one intake row and tell the office; a row already taken gives none.

    An objection that names no issue of the notice counts for all of them.
    """
    waiting = ObjectionIntake.objects.filter(pk=intake_id, taken_at=None)
    # The notice first: it cannot end between this look at it and the objection.
    notice = (
        PublicNotice.objects.select_for_update(no_key=True)
        .filter(pk__in=waiting.values("notice_id"), state="running")
        .first()
    )
    row = waiting.select_for_update(skip_locked=True, no_key=True).first()
    if row is None:
        return []
    row.taken_at = clock.now()
    row.save(update_fields=["taken_at"])
    if notice is None:  # came in after the last day: answered at once
        _publish(row, "late", "公示期已满，不再受理对本公示的异议。")
        return []
    found = [_open(row, notice, issue) for issue in _meant(row, notice)]
    _publish(row, "open")
    return found


def _meant(row: ObjectionIntake, notice: PublicNotice) -> list[Issue]:
    issues = Issue.objects.filter(signoffs__notice_lines__notice=notice).order_by("sort_key")
    named = [issue for issue in issues if issue.serial == row.issue_serial]
    return (named or list(issues))[:1] if row.issue_serial and named else list(issues)


def _open(row: ObjectionIntake, notice: PublicNotice, issue: Issue) -> Objection:
    objection = Objection.objects.create(
        intake_id=row.pk,
        notice=notice,
        issue=issue,
        text=row.text,
        receipt_hash=row.receipt_hash,
        submitted_at=row.submitted_at,
    )
    journal.record(SYSTEM, objection.save_version(), "take")
    tell(
        recipients.of_office([notice.division_code]),
        key=f"objection:{objection.pk}",
        kind="objection",
        title=f"第{issue.serial}项公示收到异议，请核查答复",
        link=f"/objections/{objection.pk}/",
    )
    return objection


def _publish(row: ObjectionIntake, state: str, reply: str = "") -> None:
    PublishedOutcome.objects.update_or_create(
        receipt_hash=row.receipt_hash,
        defaults={
            "notice_id": row.notice_id,
            "state": state,
            "reply": reply,
            "submitted_on": clock.day_of(row.submitted_at),
            "answered_on": clock.today() if reply else None,
        },
    )


def waiting_intake() -> list[UUID]:
    """Intake rows nobody has taken over yet, oldest first."""
    rows = ObjectionIntake.objects.filter(taken_at=None).order_by("submitted_at")
    return list(rows.values_list("pk", flat=True)[:500])


@service("issues.objection.answer")
def answer(
    who: Actor, objection_id: int, *, founded: bool, reply: str, expected: int | None = None
) -> Objection:
    """Answer; a founded objection sends the issue back to rectification, an unfounded one lets
    the notice pass once its period is over. The reply is readable under the receipt code."""
    seen = Objection.objects.visible_to(who.scope).filter(pk=objection_id).first()
    if seen is None or who.role != "office" or who.division != seen.notice.division_code:
        raise Missing()
    issue = locked_issue(who, seen.issue_id)
    notice = PublicNotice.objects.select_for_update(no_key=True).get(pk=seen.notice_id)
    objection = Objection.objects.select_for_update(of=("self",), no_key=True).get(pk=objection_id)
    objection.notice = notice
    check_version(objection, expected)
    if objection.state != "open":
        raise WrongState(_("这件异议已经答复。"))
    if not reply.strip():
        raise Invalid(_("请写明核查情况和答复，提出人凭回执码可以看到。"), reply=_("必填"))
    state = "founded" if founded else "unfounded"
    objection.save_version(state=state, reply=reply.strip(), answered_at=clock.now())
    journal.record(who, objection, "answer", reason=reply.strip(), data={"state": state})
    PublishedOutcome.objects.filter(receipt_hash=objection.receipt_hash).update(
        state=state, reply=reply.strip(), answered_on=clock.today()
    )
    _go_on(who, issue, objection)
    return objection


def _go_on(who: Actor, issue: Issue, objection: Objection) -> None:
    subject = IssueSubject(issue)
    line = objection.notice.lines.filter(sign_off__issue=issue).first()
    if subject.sign_off is None or line is None or line.sign_off_id != subject.sign_off.pk:
        return
    if objection.state == "founded":
        engine.take(subject, who, Act("uphold", reason=f"公示异议成立：{objection.reply}"))
    elif objection.notice.state == "ended" and not subject.disputed():
        engine.take(subject, SYSTEM, Act("pass"))
