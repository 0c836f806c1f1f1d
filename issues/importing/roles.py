"""Which role the document itself gives the units a reader calls lead. Pure.

Readers follow the practice of plain tables, where the responsible units lead unless a lead is
named. A plan keeps its own word: 牵头单位 leads, 责任单位 is responsible (domain §8).
"""

import re
from dataclasses import dataclass
from typing import Any

from rectify.exchange.places import piece_of

UNIT_FIELDS = {
    "lead_units": "lead",
    "responsible_units": "responsible",
    "implementing_units": "implementing",
    "cooperating_units": "cooperating",
    "supervising_units": "supervising",
    "acceptance_units": "acceptance",
}
"""Columns of staged rows → roles of responsibilities."""
LEADS = re.compile(r"牵头|主办|总负责")
COLUMN = re.compile(
    r"牵头\s*(?:责任)?\s*(?:单位|部门)|[｜|/／]\s*牵头\s*(?=[｜|/／]|$)|牵头\s*[/／]"
)
"""A heading that sets leads apart, as a label or as a column."""
RESPONSIBLE = re.compile(r"(?:责任|整改|承办)\s*(?:单位|部门|主体)[^:：｜|]{0,6}[:：｜|]|分工负责")
"""A label before the names; inside a list 各责任单位 is a name itself."""


@dataclass(frozen=True)
class Labels:
    """What the document calls its units: by place, and as a whole."""

    by_place: dict[str, str]
    names_lead: bool

    @classmethod
    def of(cls, pieces: list[list[str]]) -> "Labels":
        """From the pieces `[place, text]` of the source."""
        places = dict(pieces)
        return cls(places, any(COLUMN.search(text) for text in places.values()))


def role_of_lead(row: dict[str, Any], labels: Labels) -> str:
    """`lead` where the words name a lead, `responsible` where they only name who is responsible."""
    reading = row.get("lead_units") or {}
    words = " ".join(str(reading.get(name) or "") for name in ("text", "sentence"))
    if (row.get("responsible_units") or {}).get("value") or LEADS.search(words):
        return "lead"
    around = labels.by_place.get(piece_of(str(reading.get("place"))), "")
    if RESPONSIBLE.search(words) or RESPONSIBLE.search(around):
        return "lead" if LEADS.search(around) else "responsible"
    return "lead" if labels.names_lead else "responsible"
