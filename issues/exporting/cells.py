"""Values of an issue as the cells of a plan list or ledger. Pure; the readers read them back."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from issues.exporting.columns import WORD_OF
from issues.importing.ledger.history import DATES, History
from rectify.exchange.readers.items import clean, split_items

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
"""Ways to number measures: the first under which the reader finds them again."""


def plan_cells(values: Mapping[str, Any], measures: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """One row of a plan list by column key."""
    found = {name: str(values.get(name) or "") for name in PLAIN}
    written = values.get("units_as_written") or {}
    found |= {role: "、".join(written.get(role) or ()) for role in ROLES}
    found["measures"] = measures_cell(measures)
    return found


def overall_cells(values: Mapping[str, Any], number: int) -> dict[str, str]:
    """One overall measure (总体措施): the heading it stands under where an issue would stand."""
    written = values.get("units_as_written") or {}
    return {
        **dict.fromkeys(PLAIN, ""),
        **{role: "、".join(written.get(role) or ()) for role in ROLES},
        "serial": f"总{number}",
        "text": str(values["heading"] or values["text"]),
        "measures": measures_cell([{"text": values["text"]}]),
        "deadline_text": str(values["deadline_text"]),
    }


def section_cells(words: str) -> dict[str, str]:
    """A row that only heads those below it."""
    return {**dict.fromkeys((*PLAIN, *ROLES, "measures"), ""), "text": words}


def history_cells(history: History) -> dict[str, str]:
    """State, dates and number of one row by column key."""
    found = {name: _day(getattr(history, name)) for name in DATES}
    words = {"filing_no": history.filing_no, "progress": history.progress}
    return {"state": WORD_OF[history.state], **words, **found}


def measures_cell(measures: Sequence[Mapping[str, Any]]) -> str:
    """All measures in one cell, numbered, each with what it has for itself in brackets."""
    texts = [_measure(measure) for measure in measures]
    cells = [
        "\n".join(f"{number(n)}{text}" for n, text in enumerate(texts, 1))
        for number in NUMBERS.values()
    ]
    wanted = [_bare(text) for text in texts]
    return next((cell for cell in cells if _items(cell) == wanted), cells[0])


def _items(cell: str) -> list[str]:
    return [_bare(item.text) for item in split_items(cell)]


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", clean(text))


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
