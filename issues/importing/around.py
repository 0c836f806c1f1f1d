"""What the doubts about a plan or a ledger depend on besides its rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from issues.importing.drafts import Json
from issues.importing.known import Known
from rectify.exchange.models import StagedImport
from rectify.regions.matching import Match


@dataclass(frozen=True)
class Around:
    """All that doubts depend on besides the rows."""

    answers: Mapping[str, Json] = field(default_factory=dict)
    matches: Mapping[str, Match] = field(default_factory=dict)
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    known: Known = field(default_factory=Known)
    needs: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls,
        staged: StagedImport,
        matches: Mapping[str, Match],
        known: Known,
        needs: Iterable[str] = (),
    ) -> "Around":
        """With the answers given so far and the short names the document explains itself."""
        short = staged.document.get("aliases", {})
        aliases = {name: tuple(full) for name, full in short.items()}
        return cls(staged.answers, matches, aliases, known, frozenset(needs))
