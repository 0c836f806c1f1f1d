"""Which labels an issue has, once or more, and which of them a measure may have for itself."""

from rectify.exchange.readers.events import Event

SLOT = {"lead": "unit", "responsible": "unit", "implementing": "unit", "units_and_person": "unit",
        "lead_and_cooperating": "unit"}  # fmt: skip
CORE = frozenset(
    ["goal", "measures", "deadline", "lead", "responsible", "cooperating", "supervising",
     "acceptance", "implementing", "units_and_person", "lead_and_cooperating", "issue",
     "serial"]
)  # fmt: skip
NAMING = frozenset(["issue", "serial"])
ONCE = frozenset(["goal", "measures", "issue", "serial"])
OWN = frozenset(["deadline", "lead", "responsible", "cooperating", "implementing", "person",
                 "units_and_person", "lead_and_cooperating"])  # fmt: skip


def number_of(event: Event) -> int | None:
    """Return the number a line begins with, None where it has none."""
    head = event.head
    return int(head.number) if head and head.number.isdigit() else None


def slot_of(name: str) -> str:
    """Return what a label is about: lead and responsible units are one thing here."""
    return SLOT.get(name, name)
