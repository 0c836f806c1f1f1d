"""The reading of a responsibility cell: who leads, helps, supervises and accepts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rectify.exchange.phrases.reading import Confidence


@dataclass(frozen=True)
class UnitsReading:
    """Names by role, as written, shared heads and tails written out.

    Without a named lead the responsible units lead; executing units cooperate when a lead is
    named. `aliases` maps a collective name the text defines to its members.
    """

    lead: tuple[str, ...] = ()
    cooperating: tuple[str, ...] = ()
    supervising: tuple[str, ...] = ()
    acceptance: tuple[str, ...] = ()
    aliases: Mapping[str, list[str]] = field(default_factory=dict)
    confidence: Confidence = "high"
    reason: str = ""

    def as_dict(self) -> dict[str, Any]:
        """The JSON of `phrase units` (design §8), with the aliases beside it."""
        return {
            "lead": list(self.lead),
            "cooperating": list(self.cooperating),
            "supervising": list(self.supervising),
            "acceptance": list(self.acceptance),
            "aliases": {name: list(members) for name, members in self.aliases.items()},
            "confidence": self.confidence,
            "reason": self.reason,
        }
