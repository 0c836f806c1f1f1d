"""The preview of a plan or a ledger under one query, with what its entries are drawn with."""

from functools import cached_property

from issues.importing.asking import Shown
from issues.importing.compare import Verdict
from issues.importing.looking import Look
from issues.importing.offering import Offer, offers_in
from issues.importing.preview import Preview
from rectify.exchange import viewing


class View(viewing.View[Look]):
    """See `rectify.exchange.viewing`."""

    @cached_property
    def part(self) -> Preview:
        """The rows this page shows, and the one under the eyes, in full."""
        return self.look.part(self.wanted)

    @property
    def verdicts(self) -> list[Verdict]:
        """The rows of this page."""
        found = {verdict.draft.key: verdict for verdict in self.part.verdicts}
        return [found[key] for key in self.keys]

    @cached_property
    def offers(self) -> dict[str, Offer]:
        """Rows that could become amendments, by key."""
        return offers_in(self.part)

    @cached_property
    def shown(self) -> Shown:
        """What entries are drawn with."""
        staged, part = self.look.staged, self.part
        return Shown(
            staged.pk, part.matches, staged.answers, part.given, self.now, self.error,
            self.error_field,
        )  # fmt: skip
