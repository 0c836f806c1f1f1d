"""公示: one notice over one issue or many; its dates from calendar and rule; its end by timer."""

import secrets

from django.utils.translation import gettext as _

from issues.models import Issue, NoticeLine, ObjectionIntake, PublicNotice, SignOff
from issues.projection import project_notice
from issues.services import objections
from issues.services.fetch import locked_issues, to_lock
from issues.services.signing import IssueSubject
from rectify.accounts.scope import Actor
from rectify.core import clock, given
from rectify.core.errors import Invalid, WrongState
from rectify.core.text import gettext_noop
from rectify.core.who import SYSTEM, Who
from rectify.core.workdays import DayUnit, NoticeRule, Period, notice_period
from rectify.journal import services as journal
from rectify.journal.services import service
from rectify.regions import calendars
from rectify.signoff import services as engine
from rectify.signoff.acts import Act

_RULES = {
    (True, True): gettext_noop("%(n)s个工作日，含公示当日"),
    (True, False): gettext_noop("%(n)s个工作日，不含公示当日"),
    (False, True): gettext_noop("%(n)s日，含公示当日"),
    (False, False): gettext_noop("%(n)s日，不含公示当日"),
}
"""By working days or not, and whether the first day counts (domain §6.5)."""


def period_for(issue: Issue) -> Period:
    """First and last day of a notice published today under the round kind's rule."""
    kind = issue.round.kind
    unit: DayUnit = "working" if kind.notice_unit == "working" else "calendar"
    rule = NoticeRule(kind.notice_days, unit, kind.notice_counts_first)
    return notice_period(clock.today(), rule, calendars.current())


def rule_text(issue: Issue) -> str:
    """`10个工作日，含公示当日`, as printed on the notice."""
    return _RULES[_rule(issue)] % {"n": issue.round.kind.notice_days}


def rule_words(issue: Issue) -> str:
    """The same in the reader's language, for the page that asks to publish."""
    return _(_RULES[_rule(issue)]) % {"n": issue.round.kind.notice_days}


def _rule(issue: Issue) -> tuple[bool, bool]:
    kind = issue.round.kind
    return kind.notice_unit == "working", bool(kind.notice_counts_first)


@service("issues.public_notice.publish")
def publish(
    who: Actor, issue_ids: list[int], *, phone: str, email: str = "", expected: int | None = None
) -> PublicNotice | None:
    """Publish one notice over these issues, all of one round and all at the notice step.

    `None` when nothing was published because an issue has changed since it was accepted: its
    approvals are void now and its cycle stands at the earliest of them again.
    """
    phone = given.words(phone, _("请填写受理异议的联系电话，公众要用。"), "phone")
    issues = locked_issues(who, issue_ids)
    if not issues or len({issue.round_id for issue in issues}) != 1:
        raise Invalid(_("一份公示只能包含同一轮次的问题，请分开公示。"))
    subjects = [_subject(issue) for issue in issues]
    voided = [subject for subject in subjects if engine.void_changed(subject, who)]
    if voided:
        return None
    notice = _begun(who, issues[0], phone, email.strip())
    for subject in subjects:
        engine.take(subject, who, Act("publish"), expected=expected if len(issues) == 1 else None)
        NoticeLine.objects.create(notice=notice, sign_off=subject.sign_off)
    journal.record(who, notice.save_version(), "publish", data={"issues": [i.pk for i in issues]})
    project_notice(notice)
    return notice


def _begun(who: Actor, issue: Issue, phone: str, email: str) -> PublicNotice:
    """A notice from today, under the rule of this issue's round, with no entry yet."""
    period = period_for(issue)
    return PublicNotice.objects.create(
        title=f"{issue.round.name}整改任务拟销号公示",
        publisher=who.unit,
        index_no=f"{who.division}-{clock.today():%Y%m%d}-{secrets.randbelow(10**6):06d}",
        opens_on=period.opens_on,
        closes_on=period.closes_on,
        rule_text=rule_text(issue),
        phone=phone,
        email=email,
        division_code=who.division,
        **journal.acted(who),
    )


def _subject(issue: Issue) -> IssueSubject:
    subject = IssueSubject(issue)
    if subject.sign_off is None:
        raise WrongState(
            _("第%(serial)s项没有正在进行的销号，不能公示。") % {"serial": issue.serial}
        )
    return subject


@service("issues.public_notice.close")
def close(who: Who, notice_id: int) -> bool:
    """End one notice whose last day is over and move its issues on; `False` when not yet due."""
    over = PublicNotice.objects.filter(pk=notice_id, state="running", closes_on__lt=clock.today())
    if not over.exists():
        return False
    issues = _issues_under(notice_id)
    notice = over.select_for_update(no_key=True).first()
    if notice is None:  # everything under it went back while this waited
        return False
    for intake in ObjectionIntake.objects.filter(notice_id=notice.pk, taken_at=None):
        objections.take_intake(SYSTEM, intake.pk)
    notice.save_version(state="ended", closed_at=clock.now())
    journal.record(SYSTEM, notice, "close")
    for issue in issues:
        subject = IssueSubject(issue)
        # A case that went back meanwhile waits for its people, and later for a notice of its own;
        # one with an objection that nobody has answered passes with the answer.
        if subject.notice() == notice and not subject.disputed():
            engine.take(subject, SYSTEM, Act("pass"))
    if not notice.imported:  # published elsewhere: it never was on our public pages
        project_notice(notice)
    return True


def _issues_under(notice_id: int) -> list[Issue]:
    """Locked before their notice: what stands under it was settled when it was published."""
    cycles = SignOff.objects.filter(notice_lines__notice=notice_id)
    return list(to_lock().filter(pk__in=cycles.values("issue")))


def due_notices() -> list[int]:
    """Running notices whose last day is over, oldest first."""
    over = PublicNotice.objects.filter(state="running", closes_on__lt=clock.today())
    return list(over.order_by("closes_on", "pk").values_list("pk", flat=True)[:200])
