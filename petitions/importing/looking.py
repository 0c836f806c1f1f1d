"""The look at a staged batch, however large."""

from petitions.importing.large import LargePreview
from petitions.importing.preview import Preview, preview
from rectify.exchange.models import StagedImport

Look = Preview | LargePreview


def look_at(staged: StagedImport) -> Look:
    """What confirming would do, for pages and programs: of a large one, as a worker saw it."""
    return LargePreview(staged) if staged.large and staged.look else preview(staged)
