"""Values of a petition as cells of the official table of round 3. Pure; the import reads them back.

Other than in the public table nothing is filled in that is not on record: a place that only the
hand-over tells, or 无 where nobody has answered yet, would come back as a change.
"""

from collections.abc import Mapping
from typing import Any

from petitions.projection import NOBODY
from petitions.workflow import CLOSURE_NAMES, VERDICT_NAMES

FIELDS = (
    "number", "position", "batch__number", "text", "area", "pollution_types", "finding", "verdict",
    "closure_target", "handling", "closure", "accountability",
)  # fmt: skip
NOT_SAID = "—"
"""A result without a verdict says so: an empty cell would be guessed from the finding."""


def petition_cells(values: Mapping[str, Any], serial: int) -> list[str]:
    """Eleven cells of one row (`FIELDS`), in the order of `projection.HEADINGS`."""
    answered = bool(values["closure"])
    verdict = VERDICT_NAMES.get(values["verdict"], NOT_SAID if answered else "")
    return [
        str(serial),
        number_cell(values),
        values["text"],
        values["area"],
        "、".join(values["pollution_types"]),
        values["finding"],
        verdict,
        values["closure_target"],
        values["handling"],
        CLOSURE_NAMES.get(values["closure"], ""),
        values["accountability"] or (NOBODY if answered else ""),
    ]


def number_cell(values: Mapping[str, Any]) -> str:
    """The number, else the place in the batch as `Petition.label` has it: an import knows both."""
    return values["number"] or f"第{values['batch__number']}批第{values['position']}件"
