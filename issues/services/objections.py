"""异议: taken over from the public intake, answered by the office; the notice waits for it."""

from uuid import UUID

from django.utils.translation import gettext as _

from issues.models import Issue, Objection, ObjectionIntake, PublicNotice
from issues.projection import project_outcome, project_refusal
from issues.services.fetch import locked_issue
from issues.services.signing import IssueSubject
from rectify.accounts.scope import Actor
from rectify.core import clock, given
from rectify.core.errors import Missing, WrongState
from rectify.core.versioned import check_version
from rectify.core.who import SYSTEM, Who
from rectify.journal import services as journal
from rectify.journal.services import service
from rectify.messaging import recipients
from rectify.messaging.services import tell
from rectify.signoff import services as engine
from rectify.signoff.acts import Act

OVER = "公示期已满，不再受理对本公示的异议。"
WITHDRAWN = "您提出异议的内容已撤回公示，不再按本次公示销号；重新公示后，可以再次提出异议。"
"""Stored answers, so in Chinese whatever language the one who reads them has chosen."""


@service("issues.objection.take")
def take_intake(who: Who, intake_id: UUID) -> list[Objection]:
    """Make objections of one intake row and tell the office; a row already taken gives none.

    One for each issue meant: the entry named, else every entry the notice still puts to the public.
    What comes after the last day, or to what was withdrawn meanwhile, is answered at once.
    """
    notice, row = _claimed(intake_id)
    if row is None:
        return []
    meant = _meant(row, notice) if notice is not None and notice.state == "running" else []
    if notice is None or not meant:
        over = notice is None or notice.state == "ended"
        project_refusal(row, OVER if over else WITHDRAWN)
        return []
    found = [_open(row, notice, issue) for issue in meant]
    project_outcome(row.pk)
    return found


def _claimed(intake_id: UUID) -> tuple[PublicNotice | None, ObjectionIntake | None]:
    """The row, no longer waiting, and the notice it is about, both locked; no row where another
    worker has it."""
    waiting = ObjectionIntake.objects.filter(pk=intake_id, taken_at=None)
    # The notice first: neither does it end nor lose an entry between this look and the objections.
    notices = PublicNotice.objects.select_for_update(no_key=True)
    notice = notices.filter(pk__in=waiting.values("notice_id")).first()
    row = waiting.select_for_update(skip_locked=True, no_key=True).first()
    if row is not None:
        row.taken_at = clock.now()
        row.save(update_fields=["taken_at"])
    return notice, row


def _meant(row: ObjectionIntake, notice: PublicNotice) -> list[Issue]:
    """Serials are unique within a plan: two plans of the round may have entries of one number."""
    lines = list(notice.lines.select_related("sign_off__issue"))
    named = [line for line in lines if line.sign_off.issue.serial == row.issue_serial]
    standing = [line for line in named or lines if line.withdrawn_on is None]
    return sorted((line.sign_off.issue for line in standing), key=lambda issue: issue.sort_key)


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
    reply = given.words(reply, _("请写明核查情况和答复，提出人凭回执码可以看到。"), "reply")
    state = "founded" if founded else "unfounded"
    objection.save_version(state=state, reply=reply, answered_at=clock.now())
    journal.record(who, objection, "answer", reason=reply, data={"state": state})
    project_outcome(objection.intake_id)
    _go_on(who, issue, objection)
    return objection


def _go_on(who: Actor, issue: Issue, objection: Objection) -> None:
    """Move the issue on where it stands under a notice; one withdrawn meanwhile stays where its
    people left it. What was objected to in an earlier cycle does not undo this one."""
    subject = IssueSubject(issue)
    notice = subject.notice()
    if notice is None:
        return
    of_this_cycle = objection.notice.lines.filter(sign_off=subject.sign_off).exists()
    if objection.state == "founded" and of_this_cycle:
        engine.take(subject, who, Act("uphold", reason=f"公示异议成立：{objection.reply}"))
    elif notice.state == "ended" and not subject.disputed():
        engine.take(subject, SYSTEM, Act("pass"))
