"""The sign-off engine: opens a cycle, takes acts on its running step, moves it on or back.

Callers hold the noun's row locked and have fetched it through `visible_to`. Every act checks a
row of `workflow.STEPS`, writes a signature with the hash of what was shown, and records an event.
"""

from typing import Any

from rectify.core import clock
from rectify.core.versioned import check_version
from rectify.core.who import SYSTEM, Who
from rectify.journal import services as journal
from rectify.signoff.acts import Act
from rectify.signoff.hashing import content_hash
from rectify.signoff.models import APPROVING, STANDING, ChainVersion
from rectify.signoff.running import (
    check_way_back,
    go_back,
    leave,
    leave_undone,
    notice_of,
    open_step,
    party_of,
    rows_of,
    running,
    step_at,
    void_from,
)
from rectify.signoff.subject import Subject
from rectify.signoff.workflow import STEPS, StepFacts


def open_cycle(subject: Subject, who: Who, version: ChainVersion, **owner: Any) -> None:
    """Begin the cycle named by `owner` (`issue=…, cycle=…`) on its chain's first step."""
    subject.sign_off = rows_of(subject.tables.sign_off).create(chain_version=version, **owner)
    journal.record(who, subject.sign_off.save_version(), "open")
    open_step(subject, 1)


def facts_for(subject: Subject, run: Any, actor: Who, act: Act) -> StepFacts:
    """What the needs of this act look at, from rows."""
    step, party = step_at(subject, run.position), party_of(run, actor)
    notice = notice_of(subject, run)
    standing = subject.sign_off.signatures.filter(
        voided_at=None, action="approve", kind__in=STANDING
    )
    return StepFacts(
        has_stood=standing.filter(person_id=actor.person_id).exclude(person_id=None).exists(),
        own_application=standing.filter(kind="self_check", unit_id=actor.unit_id).exists(),
        other_unit=step.other_unit,
        dossier_complete=run.kind != "self_check" or subject.dossier_complete(),
        answers_complete=act.answers_complete,
        answers_negative=act.answers_negative,
        party_done=party is not None and party.done_at is not None,
        notice_running=notice is not None and notice.state == "running",
        notice_over=notice is not None and notice.state == "ended",
        number_given=bool(act.number),
        objections_open=subject.disputed(),
    )


def roles_on(run: Any, actor: Who) -> set[str]:
    """`party` when the step waits for this person's unit or office; `timer` for the system."""
    if actor == SYSTEM:
        return {"timer"}
    return {"party"} if party_of(run, actor) else set()


def take(subject: Subject, who: Who, act: Act, *, expected: int | None = None) -> Any:
    """Do one act on the running step; raises what `MoveTable.check` raises, or `Stale`.

    Returns the step acted on, or `None` when nothing was done because the content has changed
    since it was approved: then the approvals are void and the cycle stands at the earliest again.
    """
    check_version(subject.sign_off, expected)
    run = running(subject)
    if void_changed(subject, who):
        return None
    STEPS.check(run.kind, act.action, roles_on(run, who), facts_for(subject, run, who, act))
    _sign(subject, run, who, act)
    ACTS[act.action](subject, run, who, act)
    journal.record(
        who,
        subject.sign_off.save_version(),
        f"{run.kind}.{act.action}",
        reason=act.reason or act.opinion,
        basis=act.number,
        data={"step": run.name, "position": run.position},
    )
    return run


def void_changed(subject: Subject, who: Who) -> bool:
    """Void standing approvals whose content has changed since, and go back to the earliest.

    Returns whether anything was voided. Design §4: a later change voids a signature visibly.
    """
    now = content_hash(subject.content())
    changed = list(
        subject.sign_off.signatures.filter(
            voided_at=None, action="approve", kind__in=APPROVING
        ).exclude(content_hash=now)
    )
    if not changed:
        return False
    first = min(signature.run.position for signature in changed)
    go_back(subject, who, first, "签署后资料有变动，原签署失效")
    journal.record(who, subject.sign_off.save_version(), "void", data={"position": first})
    return True


def _sign(subject: Subject, run: Any, who: Who, act: Act) -> None:
    party = None if act.action == "pass" else party_of(run, who)
    rows_of(subject.tables.signature).create(
        sign_off=subject.sign_off,
        run=run,
        kind=run.kind,
        action=act.action,
        party_id=party.pk if party else None,
        opinion=act.reason or act.opinion,
        answers=act.answers,
        content_hash=content_hash(subject.content()),
        **journal.acted(who),
    )


def _approve(subject: Subject, run: Any, who: Who, act: Act) -> None:
    party = party_of(run, who)
    signed = run.signatures.filter(party_id=party.pk, action="approve", voided_at=None).count()
    if signed >= party.needed:
        party.done_at = clock.now()
        party.save(update_fields=["done_at"])
    if not run.parties.filter(done_at=None).exists():
        _pass(subject, run, who, act)


def _pass(subject: Subject, run: Any, who: Who, act: Act) -> None:
    leave(run, "passed")
    cycle, today = subject.sign_off, clock.today()
    if run.kind == "self_check":
        cycle.applied_at, cycle.applied_unit_id = clock.now(), who.unit_id
        subject.applied(who)
    elif run.kind == "accept":
        cycle.accepted_on = today
        subject.accepted(who)
    elif run.kind == "decide":
        cycle.decided_on = today
    elif run.kind == "file":
        cycle.filing_no, cycle.filed_on = act.number, today
    elif run.kind == "disclose":
        subject.disclosed(who)
    if step_at(subject, run.position).closing:
        subject.closed(who)
    if not open_step(subject, run.position + 1):
        cycle.state, cycle.closed_at = "passed", clock.now()
    cycle.save()


def _return(subject: Subject, run: Any, who: Who, act: Act) -> None:
    check_way_back(subject, run, act.back_to)
    go_back(subject, who, act.back_to, act.reason)
    if step_at(subject, act.back_to).kind == "self_check":
        subject.back_to_unit(who, act.reason)


def _fail(subject: Subject, run: Any, who: Who, act: Act) -> None:
    _break_off(subject, who, "failed", act.reason)
    subject.failed(who, act.reason)


def _publish(subject: Subject, run: Any, who: Who, act: Act) -> None:
    """The notice itself is written by the noun; the step stays until the period is over."""


ACTS = {
    "approve": _approve,
    "pass": _pass,
    "file": _pass,
    "disclose": _pass,
    "publish": _publish,
    "return": _return,
    "fail": _fail,
    "uphold": _fail,
}


def cancel(subject: Subject, who: Who, reason: str) -> None:
    """End an open cycle without a verdict: the issue went back to rectification."""
    _break_off(subject, who, "returned", reason)
    journal.record(who, subject.sign_off.save_version(), "cancel", reason=reason)


def _break_off(subject: Subject, who: Who, outcome: str, reason: str) -> None:
    """The cycle ends at its running step with `outcome`; nothing signed in it stands any more."""
    leave_undone(subject, who, running(subject), outcome, reason)
    void_from(subject, 1, reason)
    subject.sign_off.state, subject.sign_off.closed_at = "failed", clock.now()
    subject.sign_off.save()
