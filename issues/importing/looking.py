"""The look at a staged import, whichever of the two kinds it is."""

from issues.importing.ledger.preview import preview_ledger
from issues.importing.preview import Preview, preview
from rectify.exchange.models import StagedImport


def look_at(staged: StagedImport) -> Preview:
    """What confirming would do now."""
    return preview_ledger(staged) if staged.kind == "ledger" else preview(staged)
