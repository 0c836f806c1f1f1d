"""What a plan and a ledger do differently: writing, and taking back."""

from issues.importing import undoing
from issues.importing.drafts import Json
from issues.importing.ledger.preview import LedgerPreview
from issues.importing.ledger.undoing import ledger_hindrance, put_ledger_back
from issues.importing.ledger.writing import LedgerWriter
from issues.importing.preview import Preview
from issues.importing.writing import Writer
from issues.models import Plan
from rectify.accounts.scope import Actor
from rectify.exchange.models import StagedImport

KINDS = ("plan", "ledger")
"""The kinds this noun imports."""


def write(who: Actor, look: Preview) -> Json:
    """Everything new and changed; what an undo needs."""
    if isinstance(look, LedgerPreview):
        return LedgerWriter(who, look).write()
    return Writer(who, look).write()


def put_back(who: Actor, staged: StagedImport, plan: Plan) -> None:
    """Take a confirmed import back; raises `WrongState` when it is too late."""
    undo = put_ledger_back if staged.kind == "ledger" else undoing.put_back
    undo(who, staged, plan)


def hindrance(staged: StagedImport, plan: Plan | None) -> str:
    """Why an import can no longer be undone; empty while it can."""
    told = ledger_hindrance if staged.kind == "ledger" else undoing.hindrance
    return told(staged, plan)
