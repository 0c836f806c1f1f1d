"""What is signed off, as the engine sees it: each noun implements this once."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from rectify.core.who import Who
from rectify.signoff.models import (
    AbstractParty,
    AbstractSignature,
    AbstractSignOff,
    AbstractStepRun,
    ChainStep,
)


@dataclass(frozen=True)
class PartySpec:
    """Somebody a step waits for: a unit, or the office (整改办) of a division."""

    label: str
    unit_id: int | None = None
    division_code: str = ""


@dataclass(frozen=True)
class Tables:
    """The noun's own tables."""

    sign_off: type[AbstractSignOff]
    run: type[AbstractStepRun]
    party: type[AbstractParty]
    signature: type[AbstractSignature]


class Subject(Protocol):
    """One locked row of a noun with what the engine asks of it and tells it."""

    tables: Tables
    sign_off: Any

    def parties(self, step: ChainStep) -> list[PartySpec]:
        """Whom the step waits for; never empty (a step nobody can do would hang)."""

    def content(self) -> Any:
        """What a signer is shown, as JSON values: the signature seals its hash."""

    def dossier_complete(self) -> bool:
        """Whether an application may be made."""

    def disputed(self) -> bool:
        """Whether an objection, to this notice or an earlier one, still waits for its answer."""

    def due_after(self, workdays: int) -> date:
        """The day `workdays` working days after today."""

    def applied(self, who: Who) -> None:
        """The self-check passed: the noun moves into sign-off."""

    def accepted(self, who: Who) -> None:
        """The acceptance passed."""

    def unaccepted(self, who: Who) -> None:
        """The acceptance no longer stands: it was returned, or what it saw has changed."""

    def back_to_unit(self, who: Who, reason: str) -> None:
        """Returned to the self-check: the unit must put things right."""

    def failed(self, who: Who, reason: str) -> None:
        """Not accepted: rectification goes on."""

    def closed(self, who: Who) -> None:
        """The closing step passed: signed off."""

    def disclosed(self, who: Who) -> None:
        """The public list shows it."""

    def withdrawn(self, who: Who, notice: Any, reason: str) -> None:
        """The noun is no longer put to this running notice: its entry there is taken back."""

    def step_opened(self, run: Any, parties: list[PartySpec]) -> None:
        """Tell the parties that it is their turn."""
