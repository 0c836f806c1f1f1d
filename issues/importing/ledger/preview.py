"""One look at a staged ledger: rows with their histories, doubts, verdicts. Computed anew."""

from dataclasses import dataclass, field, replace
from functools import cached_property

from django.utils.translation import gettext as _

from issues.importing import stored
from issues.importing.around import Around
from issues.importing.compare import Verdict
from issues.importing.doubts import doubts
from issues.importing.drafts import Draft, drafts
from issues.importing.known import with_known
from issues.importing.ledger.compare import Comparison, meant_by
from issues.importing.ledger.doubts import history_doubts
from issues.importing.ledger.rows import KnownHistory, LedgerRow, for_asking, ledger_rows
from issues.importing.ledger.stored import known_histories
from issues.importing.ledger.target import Way
from issues.importing.preview import Preview, accepted, match_names
from issues.models import Plan, Round
from rectify.core import clock
from rectify.exchange.doubts import Doubt
from rectify.exchange.models import StagedImport
from rectify.regions.matching import Match


@dataclass(frozen=True)
class LedgerPreview(Preview):
    """What confirming would do now; `rows` are the drafts with their histories."""

    rows: list[LedgerRow] = field(default_factory=list)
    known: dict[str, KnownHistory] = field(default_factory=dict)
    doc_no: str = ""

    @cached_property
    def by_key(self) -> dict[str, LedgerRow]:
        return {row.key: row for row in self.rows}

    @property
    def hindrance(self) -> str:
        """A ledger is the history of a plan that is out."""
        if self.plan is not None and self.plan.state != "issued":
            return _("方案还没有印发，台账只能并入已印发的方案。请先印发，或另填方案文号。")
        return super().hindrance


def preview_ledger(staged: StagedImport) -> LedgerPreview:
    """Look at a staged ledger against its plan as it stands."""
    round = Round.objects.select_related("kind", "chain").get(pk=staged.target["round"])
    read = drafts(staged.rows, staged.answers, staged.pieces)
    return compared(staged, round, Way.of(staged), read)


def compared(
    staged: StagedImport,
    round: Round,
    way: Way,
    read: list[Draft],
    *,
    only: stored.Part | None = None,
) -> LedgerPreview:
    """These rows beside the plan, or beside `only` some of it."""
    plan = way.plan
    now = stored.load(plan, only)
    held = stored.known(plan, now)
    known = known_histories(plan, None if only is None else only.serials)
    found = with_known(read, held)
    rows = ledger_rows(found, staged.answers, known)
    matches = match_names(staged, found)
    asking = [for_asking(row) for row in rows]
    around = Around.of(staged, matches, replace(held, accepted=accepted(asking, now)))
    asked = _doubts(staged, rows, doubts(asking, around), way)
    open_plan = plan is None or plan.imported
    beside = Comparison(now.issues, _meant(plan, matches), open_plan=open_plan, today=clock.today())
    verdicts: list[Verdict] = [beside.of(row) for row in rows]
    return LedgerPreview(
        staged, asked, round, plan, found, verdicts, matches, rows, known, way.doc_no
    )


def _meant(plan: Plan | None, matches: dict[str, Match]) -> dict[str, tuple[int, ...]]:
    rows = plan.aliases.prefetch_related("units") if plan is not None else ()
    return meant_by(matches, {row.label: tuple(u.pk for u in row.units.all()) for row in rows})


def _doubts(
    staged: StagedImport, rows: list[LedgerRow], facets: list[Doubt], way: Way
) -> list[Doubt]:
    """The plan's number, questions about many rows, then row by row in file order."""
    shared, of_rows = history_doubts(rows, staged.answers, clock.today())
    by_row: dict[str, list[Doubt]] = {}
    for doubt in facets:
        if not doubt.of_file:
            by_row.setdefault(doubt.row, []).append(doubt)
    found = [*way.question([row.key for row in rows]), *(d for d in facets if d.of_file), *shared]
    for row in rows:
        found += [*by_row.get(row.key, ()), *of_rows.get(row.key, ())]
    return found
