"""The reading of an outcome sentence: one count per column of the public statistics."""

from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from rectify.exchange.phrases.reading import Confidence

COUNTS = (
    "cases_filed",
    "fine_yuan",
    "ordered_rectify",
    "talked_to",
    "accountable",
    "detained",
    "closed_down",
    "sealed",
    "suspended",
    "criminal_cases",
    "transferred",
    "done",
    "staged_done",
    "not_done",
)


@dataclass(frozen=True)
class OutcomeReading:
    """None where the text does not say, 0 where it says there was none; `fine_yuan` in yuan.

    `ordered_rectify` adds 立即改正 and 限期整改, `detained` administrative and criminal custody;
    `accountable` counts persons, not bodies.
    """

    cases_filed: int | None = None
    fine_yuan: Decimal | None = None
    ordered_rectify: int | None = None
    talked_to: int | None = None
    accountable: int | None = None
    detained: int | None = None
    closed_down: int | None = None
    sealed: int | None = None
    suspended: int | None = None
    criminal_cases: int | None = None
    transferred: int | None = None
    done: int | None = None
    staged_done: int | None = None
    not_done: int | None = None
    confidence: Confidence = "high"
    reason: str = ""

    def as_dict(self) -> dict[str, Any]:
        """The JSON of `phrase outcome` (design §8); the fine as a plain number."""
        fields = asdict(self)
        fine = self.fine_yuan
        if fine is not None:
            fields["fine_yuan"] = int(fine) if fine == fine.to_integral_value() else float(fine)
        return fields
