"""A large plan or ledger for pages: what a worker saw of the whole, and some rows of it in full."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cached_property

from issues.importing import stored
from issues.importing.compare import Verdict, compare
from issues.importing.drafts import Draft, Json, keyed
from issues.importing.known import with_known
from issues.importing.ledger.preview import LedgerPreview, compared
from issues.importing.ledger.target import Way
from issues.importing.preview import Preview, find_plan, match_names, title_of
from issues.importing.roles import Labels
from issues.models import Plan, Round
from rectify.exchange import sql
from rectify.exchange.index import Index
from rectify.exchange.looks import Line
from rectify.exchange.places import piece_of


class LargePlan(Index):
    """The kept look of a plan."""

    @cached_property
    def round(self) -> Round:
        rows = Round.objects.select_related("kind", "chain")
        return rows.get(pk=self.staged.target["round"])

    @cached_property
    def plan(self) -> Plan | None:
        return find_plan(self.staged)

    @property
    def title(self) -> str:
        return title_of(self.staged)

    @property
    def stated(self) -> int:
        return int(self.kept["stated"])

    @property
    def hindrance(self) -> str:
        return str(self.kept["hindrance"])

    def part(self, keys: Collection[str]) -> Preview:
        """These rows as a look of their own; what spans rows is as the worker saw it."""
        rows = self.rows(keys)
        lines = [line for line, _row in rows]
        told = [(line.key, row) for line, row in rows]
        read = keyed(told, self.staged.answers, self._labels([row for _line, row in rows]))
        targets = [line.target for line in lines if line.target is not None]
        some = stored.Part({draft.number for draft in read}, targets)
        return self._part(lines, read, some)

    def _part(self, lines: Sequence[Line], read: list[Draft], some: stored.Part) -> Preview:
        now = stored.load(self.plan, some)
        found = with_known(read, stored.known(self.plan, now))
        verdicts = _as_seen(compare(found, now), lines)
        matches = match_names(self.staged, found)
        return Preview(self.staged, self.doubts, self.round, self.plan, found, verdicts, matches)

    def _labels(self, rows: Sequence[Json]) -> Labels:
        """What the document calls its units, at the places these rows speak of."""
        cells = [*rows, *(m for row in rows for m in row.get("measures") or ())]
        places = {piece_of(str((cell.get("lead_units") or {}).get("place"))) for cell in cells}
        found = sql.pieces_of(self.staged.pk, places)
        return Labels({place: text for _n, place, text, _total in found}, self.kept["names_lead"])


class LargeLedger(LargePlan):
    """The kept look of a ledger."""

    @cached_property
    def way(self) -> Way:
        return Way.of(self.staged)

    @cached_property
    def plan(self) -> Plan | None:
        return self.way.plan

    def _part(self, lines: Sequence[Line], read: list[Draft], some: stored.Part) -> LedgerPreview:
        look = compared(self.staged, self.round, self.way, read, only=some)
        verdicts = _as_seen(look.verdicts, lines)
        return replace(look, doubts=self.doubts, verdicts=verdicts)


def _as_seen(verdicts: Sequence[Verdict], lines: Sequence[Line]) -> list[Verdict]:
    return [
        replace(verdict, state=line.state, reason=line.reason, target=line.target)
        for verdict, line in zip(verdicts, lines, strict=True)
    ]
