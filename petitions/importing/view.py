"""The preview of a batch under one query."""

from functools import cached_property

from petitions.importing.compare import Verdict
from petitions.importing.looking import Look
from petitions.importing.preview import Preview
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
