"""The issue as the sign-off engine sees it, and the acts people take on its running step."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from issues.models import Issue, PublicNotice, Signature, SignOff, StepParty, StepRun
from issues.projection import project_signed_off
from issues.services.fetch import locked_issue
from issues.services.parties import parties_for
from issues.services.withdrawing import withdraw_entry
from issues.workflow import MOVES
from rectify.accounts.scope import Actor
from rectify.core import clock
from rectify.core.errors import WrongState
from rectify.core.who import Who
from rectify.core.workdays import add_workdays
from rectify.journal import services as journal
from rectify.journal.services import service
from rectify.messaging import recipients
from rectify.messaging.services import tell
from rectify.regions import calendars
from rectify.regions.models import Division
from rectify.signoff import services as engine
from rectify.signoff.acts import Act
from rectify.signoff.models import ChainStep
from rectify.signoff.numbers import next_number
from rectify.signoff.running import notice_of, running
from rectify.signoff.subject import PartySpec, Tables


class IssueSubject:
    """One locked issue with its running cycle (`rectify.signoff.subject.Subject`)."""

    tables = Tables(SignOff, StepRun, StepParty, Signature)

    def __init__(self, issue: Issue, *, lock: bool = True) -> None:
        """Pages pass `lock=False`: they look, they do not act."""
        self.issue = issue
        rows = SignOff.objects.select_related("chain_version")
        if lock:
            rows = rows.select_for_update(of=("self",), no_key=True)
        self.sign_off: Any = rows.filter(issue=issue, state="open").first()

    def parties(self, step: ChainStep) -> list[PartySpec]:
        return parties_for(self.issue, step)

    def content(self) -> Any:
        """Text, goal, measures, evidence and last words: all that the acceptance page shows."""
        issue = self.issue
        measures = issue.measures.values_list("number", "text", "done_on", "done_note")
        evidence = issue.evidence.filter(removed_at=None, cycle=issue.cycle).order_by("pk")
        reports = issue.reports.filter(cycle=issue.cycle).order_by("pk")
        return {
            "issue": [issue.serial, issue.text, issue.goal, issue.deadline_text],
            "measures": [list(row) for row in measures.order_by("number")],
            "evidence": [list(row) for row in evidence.values_list("pk", "kind", "file__sha256")],
            "reports": [list(row) for row in reports.values_list("pk", "pct", "done_text")],
        }

    def dossier_complete(self) -> bool:
        undone = self.issue.measures.filter(done_on=None).exists()
        proofs = self.issue.evidence.filter(removed_at=None, cycle=self.issue.cycle)
        return not undone and proofs.exists()

    def disputed(self) -> bool:
        return self.issue.objections.filter(state="open").exists()

    def notice(self) -> PublicNotice | None:
        """The one it stands under in its running step."""
        found: PublicNotice | None = None
        if self.sign_off is not None:
            found = notice_of(self, running(self))
        return found

    def due_after(self, workdays: int) -> date:
        return add_workdays(clock.today(), workdays, calendars.current())

    def applied(self, who: Who) -> None:
        self._move(who, "apply", returned_reason="")

    def accepted(self, who: Who) -> None:
        self.issue.save_version(accepted_on=clock.today())
        journal.record(who, self.issue, "accepted")

    def unaccepted(self, who: Who) -> None:
        self.issue.save_version(accepted_on=None)
        journal.record(who, self.issue, "unaccepted")

    def back_to_unit(self, who: Who, reason: str) -> None:
        self._move(who, "back_to_unit", reason, returned_reason=reason)

    def failed(self, who: Who, reason: str) -> None:
        gone = {"completed_on": None, "accepted_on": None}
        self._move(who, "fail", reason, returned_reason=reason, **gone)

    def closed(self, who: Who) -> None:
        self._move(who, "sign_off", signed_off_on=clock.today(), returned_reason="")

    def disclosed(self, who: Who) -> None:
        self.issue.save_version(disclosed_at=clock.now())
        journal.record(who, self.issue, "disclose")
        project_signed_off(self.issue, self.sign_off)

    def withdrawn(self, who: Who, notice: Any, reason: str) -> None:
        withdraw_entry(who, notice, self.sign_off, reason)

    def step_opened(self, run: Any, parties: list[PartySpec]) -> None:
        issue = self.issue
        units = [p.unit_id for p in parties if p.unit_id]
        places = [p.division_code for p in parties if p.division_code]
        holdings = {h.pk: h for h in recipients.of_unit(units)}
        holdings.update({h.pk: h for h in recipients.of_office(places)})
        tell(
            holdings.values(),
            key=f"step:{run.pk}",
            kind="step",
            title=f"第{issue.serial}项 {issue.title}：请办理“{run.name}”",
            link=f"/issues/{issue.pk}/",
        )

    def _move(self, who: Who, action: str, reason: str = "", **changes: Any) -> None:
        move = MOVES.check(self.issue.state, action, {"engine"}, None)
        self.issue.save_version(state=move.target, **changes)
        journal.record(who, self.issue, action, reason=reason)


def open_for(who: Who, issue: Issue) -> None:
    """Open the cycle of a completed issue on the newest version of its round's chain."""
    version = issue.round.chain.versions.order_by("-number").first()
    if version is None:
        raise WrongState(_("本轮次的销号流程没有步骤，请联系整改办设置。"))
    engine.open_cycle(IssueSubject(issue), who, version, issue=issue, cycle=issue.cycle)


def cancel_for(who: Who, issue: Issue, reason: str) -> None:
    """End an open cycle before anyone applied."""
    subject = IssueSubject(issue)
    if subject.sign_off is not None:
        engine.cancel(subject, who, reason)


@service("issues.signoff.act")
def act(who: Actor, issue_id: int, *, act: Act, expected: int | None = None) -> bool:
    """One act on the running step of the issue's cycle; `expected` is the cycle's version.

    `False` when nothing was done because the content has changed since it was approved: those
    approvals are void now.
    """
    return engine.take(_open_subject(who, issue_id), who, act, expected=expected) is not None


@service("issues.signoff.file")
def file(
    who: Actor, issue_id: int, *, number: str | None = None, expected: int | None = None
) -> bool:
    """备案 under a number typed from the office's register, or the next of its own series."""
    subject = _open_subject(who, issue_id)
    if engine.void_changed(subject, who):
        return False
    if number is None:
        place = Division.objects.get(pk=who.division)
        number = next_number(place.pk, "filing", clock.today().year, f"{place.name}销备")
    act = Act("file", number=number.strip())
    return engine.take(subject, who, act, expected=expected) is not None


def _open_subject(who: Actor, issue_id: int) -> IssueSubject:
    subject = IssueSubject(locked_issue(who, issue_id))
    if subject.sign_off is None:
        raise WrongState(_("本项没有正在进行的销号。"))
    return subject
