"""Values of an issue as the cells of a plan list or ledger. Pure; the readers read them back."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from issues.exporting.columns import WORD_OF
from issues.importing.ledger.history import DATES, History
from rectify.exchange.readers.serials import head_of

ROLES = {
    "lead": "牵头单位",
    "responsible": "责任单位",
    "implementing": "落实单位",
    "cooperating": "配合单位",
    "supervising": "督导单位",
    "acceptance": "验收单位",
}
PLAIN = ("serial", "text", "goal", "deadline_text", "responsible_leader", "responsible_person")
CIRCLED_LAST, BEFORE_CIRCLED = 20, 0x245F
NUMBERS: dict[str, Callable[[int], str]] = {
    "1.": lambda n: f"{n}、",
    "(1)": lambda n: f"({n})",
    "①": lambda n: chr(BEFORE_CIRCLED + n) if n <= CIRCLED_LAST else f"({n})",
}
"""Ways to number measures: the first that no line inside a measure uses itself."""


def plan_cells(values: Mapping[str, Any], measures: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """One row of a plan list by column key."""
    found = {name: str(values.get(name) or "") for name in PLAIN}
    written = values.get("units_as_written") or {}
    found |= {role: "、".join(written.get(role) or ()) for role in ROLES}
    found["measures"] = measures_cell(measures)
    return found


def history_cells(history: History) -> dict[str, str]:
    """State, dates and number of one row by column key."""
    found = {name: _day(getattr(history, name)) for name in DATES}
    return {"state": WORD_OF[history.state], "filing_no": history.filing_no, **found}


def measures_cell(measures: Sequence[Mapping[str, Any]]) -> str:
    """All measures in one cell, numbered, each with what it has for itself in brackets."""
    texts = [_measure(measure) for measure in measures]
    inside = {
        head.style for text in texts for line in text.split("\n")[1:] if (head := head_of(line))
    }
    style = next((name for name in NUMBERS if name not in inside), "1.")
    number = NUMBERS[style]
    return "\n".join(f"{number(n)}{text}" for n, text in enumerate(texts, 1))


def _measure(measure: Mapping[str, Any]) -> str:
    own = "；".join(_own(measure))
    text = str(measure["text"])
    return f"{text}（{own}）" if own else text


def _own(measure: Mapping[str, Any]) -> Iterable[str]:
    written = measure.get("units_as_written") or {}
    for role, word in ROLES.items():
        if names := written.get(role):
            yield f"{word}：{'、'.join(names)}"
    words = str(measure.get("deadline_text") or "")
    if words and words not in str(measure["text"]):
        yield f"整改时限：{words}"


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
