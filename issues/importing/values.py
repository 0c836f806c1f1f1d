"""What a draft becomes in the tables: columns of issues and measures. Pure."""

import re
from collections.abc import Mapping
from typing import Any

from issues.importing.drafts import Draft, MeasureDraft
from rectify.exchange.readers.serials import plain_number

TITLE = 60
SENTENCE = re.compile(r"[。；;！!？?\n]")
CLAUSE = re.compile(r"[，,、：:](?!\d)")
FIELDS = (
    "text",
    "goal",
    "deadline_text",
    "deadline_kind",
    "stages",
    "due_on",
    "long_term",
    "units_as_written",
    "responsible_leader",
    "responsible_person",
)
"""Columns of an issue that a plan file speaks of; all others are never touched."""
MEASURE_FIELDS = ("heading", "text", "units_as_written", "deadline_text", "due_on")
LARGEST = 2_000_000_000


def issue_values(draft: Draft) -> dict[str, Any]:
    """The columns of `FIELDS`; nothing is cut or reworded, the deadline keeps its words."""
    deadline = draft.deadline
    return {
        "text": draft.issue,
        "goal": draft.goal,
        "deadline_text": deadline.words,
        "deadline_kind": deadline.kind,
        "stages": list(deadline.stages),
        "due_on": deadline.due_on,
        "long_term": deadline.long_term,
        "units_as_written": units_json(draft.units),
        "responsible_leader": draft.leader,
        "responsible_person": draft.person,
    }


def measure_values(draft: Draft) -> list[dict[str, Any]]:
    """The columns of `MEASURE_FIELDS`, in order; of an overall row its one measure."""
    if draft.overall:
        return [_overall(draft)]
    return [_measure(measure) for measure in draft.measures]


def _measure(measure: MeasureDraft) -> dict[str, Any]:
    return {
        "heading": "",
        "text": measure.text,
        "units_as_written": units_json(measure.units),
        "deadline_text": measure.deadline_text,
        "due_on": measure.due_on,
    }


def _overall(draft: Draft) -> dict[str, Any]:
    """An overall measure carries the units of its row and the heading it stands under."""
    text = "\n".join(measure.text for measure in draft.measures) or draft.issue
    section = str(draft.row.get("section") or draft.issue)
    return {
        "heading": section[:300],
        "text": text,
        "units_as_written": units_json(draft.units),
        "deadline_text": draft.deadline.words,
        "due_on": draft.deadline.due_on,
    }


def units_json(units: Mapping[str, tuple[str, ...]]) -> dict[str, list[str]]:
    """`{role: [names]}` as the plan writes them."""
    return {role: list(names) for role, names in units.items()}


def same_words(value: Any) -> Any:
    """A value without the mark that ends a text: readers leave it off, forms keep it."""
    return value.rstrip("。；; \n") if isinstance(value, str) else value


def title_of(text: str) -> str:
    """The first sentence, or its beginning up to the last clause that fits; at most 60 signs."""
    first = SENTENCE.split(text.strip(), maxsplit=1)[0].strip()
    if len(first) <= TITLE:
        return first
    ends = [match.start() for match in CLAUSE.finditer(first) if match.start() <= TITLE]
    if ends and ends[-1] >= TITLE // 3:
        return first[: ends[-1]]
    return first[: TITLE - 1] + "…"


def sort_key(serial: str) -> int:
    """12 for 12, 十二 and 12-3: parts stand in file order; unreadable ones come last."""
    number = re.match(r"\d+", plain_number(serial.partition("-")[0]))
    return min(int(number[0]), LARGEST) if number else LARGEST
