"""What the doubts about a plan or a ledger depend on besides its rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from issues.importing.drafts import Json
from issues.importing.known import Known
from rectify.regions.matching import Match


@dataclass(frozen=True)
class Around:
    """All that doubts depend on besides the rows."""

    answers: Mapping[str, Json] = field(default_factory=dict)
    matches: Mapping[str, Match] = field(default_factory=dict)
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    known: Known = field(default_factory=Known)
    needs: frozenset[str] = frozenset()
