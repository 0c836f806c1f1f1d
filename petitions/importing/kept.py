"""What a worker keeps of a look at a large batch, and what stands against a batch of any size."""

from collections.abc import Iterable

from petitions.importing.drafts import Json
from petitions.importing.large import LargePreview
from petitions.importing.looking import look_at
from petitions.importing.marking import wrong
from petitions.importing.preview import preview
from rectify.exchange.faults import Fault
from rectify.exchange.index import index_json
from rectify.exchange.models import StagedImport


def faults_of(staged: StagedImport) -> Iterable[Fault]:
    """What stands against it, row by row."""
    look = look_at(staged)
    return look.faults if isinstance(look, LargePreview) else wrong(look)


def look_json(staged: StagedImport) -> Json:
    """What a worker keeps of a look at the whole."""
    look = preview(staged)
    words = look.words
    return index_json(
        lines=look.lines,
        doubts=look.doubts,
        counts=look.counts,
        faults=wrong(look),
        findings=look.findings,
        words=[words.number, words.handed_on.isoformat(), words.usual],
    )
