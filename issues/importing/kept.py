"""What a worker keeps of a look at a large import, and what stands against one of any size."""

from collections.abc import Iterable

from issues.importing.drafts import Json
from issues.importing.looking import look_at, whole
from issues.importing.marking import wrong
from issues.importing.roles import Labels
from rectify.exchange.faults import Fault
from rectify.exchange.index import Index, index_json
from rectify.exchange.looks import keep
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


def shown(staged: StagedImport) -> StagedImport:
    """A command does not wait for a worker: it looks at a large one itself."""
    if staged.state == "reading":
        keep(staged.pk, staged.version, look_json(staged))
        staged.refresh_from_db()
    return staged
