"""The reading of a deadline (design §4, §8)."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from rectify.exchange.phrases.reading import Confidence

Kind = Literal[
    "fixed_date",
    "month_end",
    "quarter_end",
    "year_end",
    "immediate",
    "long_term",
    "fixed_then_long_term",
    "staged",
    "none",
]
What = Literal["rectify", "accept", "other"]


@dataclass(frozen=True)
class Stage:
    """One dated step; `text` are the original words it was read from."""

    due_on: date | None
    what: What
    text: str

    def as_dict(self) -> dict[str, str | None]:
        return {"due_on": _iso(self.due_on), "what": self.what, "text": self.text}


@dataclass(frozen=True)
class DeadlineReading:
    """`due_on` is the last stage's day, itself still in time; None when the text gives no day.

    A term (20日内) without a day to count from keeps its kind and has no `due_on`.
    """

    kind: Kind
    due_on: date | None
    long_term: bool
    stages: tuple[Stage, ...]
    confidence: Confidence
    reason: str

    def as_dict(self) -> dict[str, Any]:
        """The JSON of `phrase deadline` (design §8)."""
        return {
            "kind": self.kind,
            "due_on": _iso(self.due_on),
            "long_term": self.long_term,
            "stages": [stage.as_dict() for stage in self.stages],
            "confidence": self.confidence,
            "reason": self.reason,
        }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
