"""What a worker keeps of a look at a large import, and what stands against one of any size."""

from collections.abc import Iterable

from issues.importing.drafts import Json
from issues.importing.looking import look_at, whole
from issues.importing.marking import wrong
from issues.importing.roles import Labels
from rectify.exchange.faults import Fault
from rectify.exchange.index import Index, index_json
from rectify.exchange.models import StagedImport


def faults_of(staged: StagedImport) -> Iterable[Fault]:
    """What stands against it, row by row."""
    look = look_at(staged)
    return look.faults if isinstance(look, Index) else wrong(look)


def look_json(staged: StagedImport) -> Json:
    """What a worker keeps of a look at the whole."""
    look = whole(staged)
    return index_json(
        lines=look.lines,
        doubts=look.doubts,
        counts=look.counts,
        faults=wrong(look),
        findings=look.findings,
        stated=look.stated,
        hindrance=look.hindrance,
        names_lead=Labels.of(staged.pieces).names_lead,
    )
