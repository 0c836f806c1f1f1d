"""Opening, leaving and going back to steps of a cycle: the mechanics under `services`."""

from typing import Any

from django.db import models

from rectify.core import clock
from rectify.core.errors import WrongState
from rectify.signoff.models import ChainStep
from rectify.signoff.subject import Subject


def running(subject: Subject) -> Any:
    """The running step of the cycle; raises `WrongState` when the cycle has ended."""
    run = subject.sign_off.runs.filter(left_at=None).first()
    if subject.sign_off.state != "open" or run is None:
        raise WrongState("本次销号已经结束，不能再办理。")
    return run


def step_at(subject: Subject, position: int) -> ChainStep:
    """The chain's step at `position`, of the version this cycle pinned."""
    found: ChainStep = subject.sign_off.chain_version.steps.get(position=position)
    return found


def rows_of(model: type[models.Model]) -> Any:
    """The manager of one of the noun's own tables."""
    return model._base_manager


def go_back(subject: Subject, run: Any, position: int, reason: str) -> None:
    """Leave the step, void approvals from `position` onward, and open that step again."""
    leave(run, "returned", reason)
    void_from(subject, position, reason)
    open_step(subject, position)


def void_from(subject: Subject, position: int, reason: str) -> None:
    """Approvals from `position` onward no longer stand; they stay readable."""
    subject.sign_off.signatures.filter(voided_at=None, run__position__gte=position).filter(
        action="approve"
    ).update(voided_at=clock.now(), void_reason=reason[:200])


def leave(run: Any, outcome: str, note: str = "") -> None:
    """End the running step with an outcome."""
    run.outcome, run.left_at, run.note = outcome, clock.now(), note
    run.save(update_fields=["outcome", "left_at", "note"])


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
    party: Any = subject.tables.party
    rows_of(subject.tables.party).bulk_create(
        party(
            run=run,
            unit_id=spec.unit_id,
            division_code=spec.division_code,
            label=spec.label,
            needed=step.signers,
        )
        for spec in specs
    )
    cycle.position = position
    cycle.save(update_fields=["position"])
    subject.step_opened(run, specs)
    return True
