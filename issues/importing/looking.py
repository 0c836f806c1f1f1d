"""The look at a staged import, whichever of the two kinds it is, and however large."""

from issues.importing.large import LargeLedger, LargePlan
from issues.importing.ledger.preview import preview_ledger
from issues.importing.preview import Preview, preview
from rectify.exchange.models import StagedImport

Look = Preview | LargePlan


def look_at(staged: StagedImport) -> Look:
    """What confirming would do, for pages and programs: of a large one, as a worker saw it."""
    if staged.large and staged.look:
        return LargeLedger(staged) if staged.kind == "ledger" else LargePlan(staged)
    return whole(staged)


def whole(staged: StagedImport) -> Preview:
    """Every row, as it stands now."""
    return preview_ledger(staged) if staged.kind == "ledger" else preview(staged)
