"""Opening, leaving and going back to steps of a cycle: the mechanics under `services`."""

from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from rectify.accounts.scope import Actor
from rectify.core import clock
from rectify.core.errors import Invalid, WrongState
from rectify.core.who import Who
from rectify.signoff.models import STANDING, ChainStep
from rectify.signoff.subject import PartySpec, Subject

DATED = {
    "self_check": ("applied_at", "applied_unit_id"),
    "accept": ("accepted_on",),
    "decide": ("decided_on",),
}
"""What a passed step leaves on the cycle."""
TAKEN_OVER = "由台账导入，没有签署记录"
"""The note of a step that passed, or began, on paper before the cycle came into this system."""


def running(subject: Subject) -> Any:
    """The running step of the cycle; raises `WrongState` when the cycle has ended."""
    run = subject.sign_off.runs.filter(left_at=None).first()
    if subject.sign_off.state != "open" or run is None:
        raise WrongState(_("本次销号已经结束，不能再办理。"))
    return run


def step_at(subject: Subject, position: int) -> ChainStep:
    """The chain's step at `position`, of the version this cycle pinned."""
    found: ChainStep = subject.sign_off.chain_version.steps.get(position=position)
    return found


def notice_of(subject: Subject, run: Any) -> Any:
    """The notice published in this very run; one of before a return speaks for other content.

    A run taken over from a ledger has the notice that came with it.
    """
    if run.kind != "notice":
        return None
    if run.note != TAKEN_OVER and not run.signatures.filter(action="publish").exists():
        return None
    line = subject.sign_off.notice_lines.select_related("notice").order_by("pk").last()
    return line.notice if line else None


def party_of(run: Any, actor: Who) -> Any:
    """The party this person acts for in the running step, or `None`."""
    if not isinstance(actor, Actor) or actor.role not in ("office", "staff"):
        return None
    own = models.Q(unit_id=actor.unit_id)
    if actor.role == "office":
        own |= models.Q(division_code=actor.division)
    return run.parties.filter(own, done_at=None).first() or run.parties.filter(own).first()


def rows_of(model: type[models.Model]) -> Any:
    """The manager of one of the noun's own tables."""
    return model._base_manager


def go_back(subject: Subject, who: Who, position: int, reason: str) -> None:
    """Leave the running step, void approvals from `position` onward, and open that step again.

    The dates those steps had left on the cycle go with them.
    """
    run = running(subject)
    leave_undone(subject, who, run, "returned", reason)
    void_from(subject, position, reason)
    _undate(subject, who, position, run.position)
    open_step(subject, position)


def check_way_back(subject: Subject, run: Any, position: int) -> None:
    """A return leads to an earlier step at which people verify; raises `Invalid` elsewhere."""
    earlier = subject.sign_off.chain_version.steps.filter(
        position=position, position__lt=run.position, kind__in=STANDING
    )
    if not earlier.exists():
        raise Invalid(_("只能退回到本步之前的自查、审核或验收步骤，请重新选择。"), back_to=position)


def _undate(subject: Subject, who: Who, first: int, last: int) -> None:
    cycle = subject.sign_off
    steps = cycle.chain_version.steps.filter(position__range=(first, last))
    kinds = set(steps.values_list("kind", flat=True))
    if "accept" in kinds and cycle.accepted_on is not None:
        subject.unaccepted(who)
    gone = [name for kind in kinds for name in DATED.get(kind, ())]
    for name in gone:
        setattr(cycle, name, None)
    cycle.save(update_fields=gone)


def void_from(subject: Subject, position: int, reason: str) -> None:
    """Approvals from `position` onward no longer stand; they stay readable."""
    subject.sign_off.signatures.filter(voided_at=None, run__position__gte=position).filter(
        action="approve"
    ).update(voided_at=clock.now(), void_reason=reason[:200])


def leave(run: Any, outcome: str, note: str = "") -> None:
    """End the running step with an outcome."""
    run.outcome, run.left_at, run.note = outcome, clock.now(), note
    run.save(update_fields=["outcome", "left_at", "note"])


def leave_undone(subject: Subject, who: Who, run: Any, outcome: str, reason: str) -> None:
    """Leave a step that was not passed; what it had put to public notice is withdrawn."""
    notice = notice_of(subject, run)
    leave(run, outcome, reason)
    if notice is not None and notice.state == "running":
        subject.withdrawn(who, notice, reason)


def open_step(subject: Subject, position: int) -> bool:
    """Open the step at `position`, with its parties and limit; `False` after the last."""
    cycle = subject.sign_off
    step = cycle.chain_version.steps.filter(position=position).first()
    if step is None:
        return False
    run = rows_of(subject.tables.run).create(
        sign_off=cycle,
        position=position,
        kind=step.kind,
        name=step.name,
        opened_at=clock.now(),
        due_on=subject.due_after(step.day_limit) if step.day_limit else None,
    )
    specs = subject.parties(step)
    _await(subject, run, specs, step.signers)
    cycle.position = position
    cycle.save(update_fields=["position"])
    subject.step_opened(run, specs)
    return True


def _await(subject: Subject, run: Any, specs: list[PartySpec], signers: int) -> None:
    party: Any = subject.tables.party
    rows_of(party).bulk_create(
        party(
            run=run,
            unit_id=spec.unit_id,
            division_code=spec.division_code,
            label=spec.label,
            needed=signers,
        )
        for spec in specs
    )
