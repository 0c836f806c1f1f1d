"""Staged rows with the persons' answers laid over them: what would be written. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from issues.importing.deadlines import Deadline, deadline_of
from issues.importing.roles import UNIT_FIELDS, Labels, role_of_lead

Json = dict[str, Any]
MEASURE_DATES = "all-measure-dates"
"""The one answer about dates found inside the sentences of measures: `{value: yes}` or `{keep}`."""
TEXT_FIELDS = {
    "number": "number",
    "issue": "issue",
    "goal": "goal",
    "leader": "responsible_leader",
    "person": "responsible_person",
}
"""Names of text fields in answers → in staged rows."""
EXAMPLE = "示例"
"""What stands for a serial in the template's example row, which is never imported."""
NAME_MARKS = re.compile(r"[、，,;；\n]+")
NOTHING: Json = {"value": None, "text": "", "place": "", "sentence": "", "confidence": "high"}


@dataclass(frozen=True)
class MeasureDraft:
    """One measure; a date of its own only where it was read without doubt."""

    text: str
    place: str = ""
    units: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    deadline_text: str = ""
    due_on: date | None = None
    unsure_date: date | None = None


@dataclass(frozen=True)
class Draft:
    """One row as it would be written. `row` is the reading underneath, `edited` the fields a
    person wrote; `waived` the ones a person left as they are."""

    key: str
    row: Json
    number: str
    issue: str
    goal: str
    leader: str
    person: str
    deadline: Deadline
    units: Mapping[str, tuple[str, ...]]
    measures: tuple[MeasureDraft, ...]
    edited: frozenset[str] = frozenset()
    waived: frozenset[str] = frozenset()

    @property
    def overall(self) -> bool:
        return bool(self.row.get("overall"))

    @property
    def place(self) -> str:
        return str(self.row.get("place", ""))

    def names(self) -> Iterable[str]:
        """Every unit name of the row, of its measures too."""
        for names in self.units.values():
            yield from names
        for measure in self.measures:
            for names in measure.units.values():
                yield from names


def drafts(rows: list[Json], answers: Mapping[str, Json], pieces: list[list[str]]) -> list[Draft]:
    """One draft a row, in file order; keys are `r1`, `r2` …, the same at every look."""
    told = ((f"r{n}", row) for n, row in enumerate(rows, 1) if _number(row) != EXAMPLE)
    return keyed(told, answers, Labels.of(pieces))


def keyed(
    rows: Iterable[tuple[str, Json]], answers: Mapping[str, Json], labels: Labels
) -> list[Draft]:
    """The drafts of rows that have their keys."""
    given = by_row(answers)
    found = [_draft(key, row, given.get(key, {}), labels) for key, row in rows]
    if answers.get(MEASURE_DATES, {}).get("value") != "yes":
        return found
    return [replace(draft, measures=tuple(map(_dated, draft.measures))) for draft in found]


def by_row(answers: Mapping[str, Json]) -> dict[str, dict[str, Json]]:
    """Answers about one row each, `{key: {field: answer}}`: sorted out once, not once a row."""
    found: dict[str, dict[str, Json]] = {}
    for name, answer in answers.items():
        key, _dash, field = name.partition("-")
        found.setdefault(key, {})[field] = answer
    return found


def _number(row: Json) -> Any:
    return (row.get("number") or NOTHING).get("value")


def _dated(measure: MeasureDraft) -> MeasureDraft:
    return replace(measure, due_on=measure.due_on or measure.unsure_date)


def _draft(key: str, row: Json, mine: Mapping[str, Json], labels: Labels) -> Draft:
    texts = {
        name: _text(mine.get(name), row.get(column) or NOTHING)
        for name, column in TEXT_FIELDS.items()
    }
    return Draft(
        key,
        row,
        **texts,
        deadline=deadline_of(row.get("deadline") or NOTHING, mine.get("deadline")),
        units=_units(row, mine, labels),
        measures=_measures(row, mine.get("measures"), labels),
        edited=frozenset(n for n, answer in mine.items() if {"value", "reading"} & set(answer)),
        waived=frozenset(name for name, answer in mine.items() if answer.get("keep")),
    )


def _text(answer: Json | None, reading: Json) -> str:
    if answer and "value" in answer:
        return str(answer["value"]).strip()
    return str(reading.get("value") or "").strip()


def _units(row: Json, answers: Mapping[str, Json], labels: Labels) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for column, role in UNIT_FIELDS.items():
        reading = row.get(column) or NOTHING
        answer = answers.get(role)
        names = tuple(reading.get("value") or ())
        if answer and "value" in answer:
            names = split_names(str(answer["value"]))
        if column == "lead_units" and not (answer and "value" in answer):
            role = role_of_lead(row, labels)
        if names:
            found[role] = (
                *found.get(role, ()),
                *(n for n in names if n not in found.get(role, ())),
            )
    return found


def split_names(text: str) -> tuple[str, ...]:
    """Names a person typed, parted by 、 or a comma; brackets stay with their name."""
    return tuple(dict.fromkeys(name.strip() for name in NAME_MARKS.split(text) if name.strip()))


def _measures(row: Json, answer: Json | None, labels: Labels) -> tuple[MeasureDraft, ...]:
    read = tuple(_measure(item, labels) for item in row.get("measures") or ())
    if not answer or "value" not in answer:
        return read
    known = {measure.text: measure for measure in read}
    lines = (line.strip() for line in str(answer["value"]).splitlines())
    return tuple(known.get(line) or MeasureDraft(line) for line in lines if line)


def _measure(item: Json, labels: Labels) -> MeasureDraft:
    deadline = deadline_of(item.get("deadline") or NOTHING, None)
    return MeasureDraft(
        str(item.get("text", "")).strip(),
        item.get("place", ""),
        _units(item, {}, labels),
        deadline.words[:300],
        deadline.due_on if deadline.settled else None,
        None if deadline.settled else deadline.due_on,
    )
