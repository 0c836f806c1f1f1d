"""A large batch for pages: what a worker saw of the whole, and some rows of it in full."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from functools import cached_property

from issues.models import Round
from petitions.importing.compare import Verdict, compare
from petitions.importing.drafts import Frame, keyed
from petitions.importing.heading import BatchWords
from petitions.importing.known import with_known
from petitions.importing.preview import Preview, known_of
from petitions.models import PetitionBatch, PetitionRules
from petitions.services.fetch import rules_of
from rectify.exchange.index import Index
from rectify.exchange.looks import Line


class LargePreview(Index):
    """The kept look of a batch."""

    @cached_property
    def round(self) -> Round:
        return Round.objects.select_related("kind").get(pk=self.staged.target["round"])

    @cached_property
    def rules(self) -> PetitionRules:
        return rules_of(self.round)

    @property
    def words(self) -> BatchWords:
        number, handed_on, usual = self.kept["words"]
        return BatchWords(number, date.fromisoformat(handed_on), usual)

    @cached_property
    def batch(self) -> PetitionBatch | None:
        found = PetitionBatch.objects.filter(round=self.round, number=self.words.number)
        return found.first()

    def part(self, keys: Collection[str]) -> Preview:
        """These rows as a look of their own; what spans rows is as the worker saw it."""
        words = self.words
        handed_on = self.batch.handed_on if self.batch else words.handed_on
        frame = Frame(words.number, handed_on, self.rules.numbering)
        rows = self.rows(keys)
        read = keyed([(line.key, row) for line, row in rows], self.staged.answers, frame)
        known = known_of(self.round, read)
        found = with_known(read, known)
        verdicts = [
            _as_seen(verdict, line)
            for (line, _row), verdict in zip(rows, compare(found, known), strict=True)
        ]
        return Preview(
            self.staged, self.doubts, self.round, self.rules, words, self.batch, found, verdicts, {}
        )


def _as_seen(verdict: Verdict, line: Line) -> Verdict:
    return replace(verdict, state=line.state, reason=line.reason, target=line.target)
