"""Carrying an approved amendment out: facets of the issue, its measures, who answers for it."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import F, QuerySet

from issues.importing.values import title_of
from issues.models import Issue, Measure, Responsibility
from issues.services.amendments.values import DEADLINE, Json
from issues.services.plans import expand
from rectify.core import clock
from rectify.regions.models import Unit

Units = Mapping[str, list[Unit]]
ASIDE = 10_000
"""Numbers are unique within an issue: while they are dealt anew, the old ones stand aside."""


def apply(issue: Issue, changes: Json, units: Units) -> list[Json]:
    """Write the values after, `facets_version` one higher; `units` says what each name means.

    Returns the measures that were done and are no longer, or read otherwise now:
    `[{number, text, done_on, done_note}]`.
    """
    after = {facet: change["after"] for facet, change in changes.items()}
    issue.save_version(facets_version=issue.facets_version + 1, **_columns(issue, after))
    undone = _measures(issue, after["measures"], units) if "measures" in after else []
    if "responsibilities" in after:
        written = changes["responsibilities"]["before"]["units"]
        wanted = expand(after["responsibilities"]["units"], dict(units))
        _answer(issue.responsibilities.all(), written, wanted, issue=issue)
    return undone


def _columns(issue: Issue, after: Json) -> Json:
    found: Json = {}
    if "content" in after:
        found["text"] = after["content"]
        if issue.title == title_of(issue.text):
            found["title"] = title_of(after["content"])
    if "goal" in after:
        found["goal"] = after["goal"]
    if "deadline" in after:
        found |= {column: after["deadline"][name] for name, column in DEADLINE.items()}
        found["due_on"] = _day(found["due_on"])
        found |= {"deadline_confirmed": True, "has_deadline": found["due_on"] is not None}
    if "responsibilities" in after:
        parts = after["responsibilities"]
        found["units_as_written"] = parts["units"]
        found["responsible_leader"] = parts["leader"]
        found["responsible_person"] = parts["person"]
    return found


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _measures(issue: Issue, after: list[Json], units: Units) -> list[Json]:
    """A measure keeps its row, and with it what was done and proved, while its words stay; one
    that reads otherwise takes the row of the one it replaces and is to be done."""
    locked = issue.measures.select_for_update(no_key=True).order_by("pk")
    held = sorted(locked, key=lambda measure: measure.number)
    issue.measures.update(number=F("number") + ASIDE, facets_version=F("facets_version") + 1)
    pairs = _paired(held, after)
    taken = {row.pk for row, _values in pairs if row is not None}
    undone = [_as_done(m) for m in held if m.pk not in taken and m.done_on]
    issue.measures.exclude(pk__in=taken).delete()
    for number, (row, values) in enumerate(pairs, 1):
        if row is None:
            row = Measure.objects.create(
                plan_id=issue.plan_id, issue=issue, number=number, **_measure_columns(values)
            )
        else:
            undone += [_as_done(row)] if row.done_on and row.text != values["text"] else []
            _rewrite(row, number, values)
        wanted = expand(values["units_as_written"], dict(units))
        _answer(row.responsibilities.all(), row.units_as_written, wanted, measure=row)
    return undone


def _paired(held: list[Measure], after: list[Json]) -> list[tuple[Measure | None, Json]]:
    """The same words are the same measure; what is left is met in order."""
    loose = list(held)
    found: list[Measure | None] = []
    for values in after:
        same = next((m for m in loose if m.text == values["text"]), None)
        if same is not None:
            loose.remove(same)
        found.append(same)
    rows = [row or (loose.pop(0) if loose else None) for row in found]
    return list(zip(rows, after, strict=True))


def _rewrite(row: Measure, number: int, values: Json) -> None:
    again: Json = {} if row.text == values["text"] else {"done_on": None, "done_note": ""}
    Measure.objects.filter(pk=row.pk).update(
        number=number,
        facets_version=F("facets_version") + 1,
        **_measure_columns(values),
        **again,
    )


def _measure_columns(values: Json) -> Json:
    return {**values, "due_on": _day(values["due_on"])}


def _as_done(row: Measure) -> Json:
    day = row.done_on.isoformat() if row.done_on else None
    return {"number": row.number, "text": row.text, "done_on": day, "done_note": row.done_note}


def _answer(
    rows: "QuerySet[Responsibility]",
    written: Mapping[str, Iterable[str]],
    wanted: list[dict[str, Any]],
    **of: Any,
) -> None:
    """End the rows of names no longer written, begin those of the new ones.

    Rows that no name of the plan stands behind (handed further down) are not the plan's to end.
    """
    today = clock.today()
    held = {(row.role, row.unit_id): row for row in rows.filter(ends_on=None)}
    new = {(row["role"], row["unit"].pk): row for row in wanted}
    stay = {key for key in held.keys() & new.keys() if held[key].label == new[key]["label"]}
    for key, row in held.items():
        if key not in stay and (key in new or row.label in written.get(row.role, ())):
            _end(row, today)
    Responsibility.objects.bulk_create(
        Responsibility(starts_on=today, **of, **columns, **_receipt(held.get(key)))
        for key, columns in new.items()
        if key not in stay
    )


def _receipt(before: Responsibility | None) -> Json:
    """A unit that only stands under another name now has received already."""
    if before is None:
        return {}
    return {"received_at": before.received_at, "received_by": before.received_by}


def _end(row: Responsibility, today: date) -> None:
    """It held up to yesterday; one that only began today is over at the end of the day."""
    yesterday = today - timedelta(days=1)
    last = max(row.starts_on, yesterday) if row.starts_on else yesterday
    Responsibility.objects.filter(pk=row.pk).update(ends_on=last)
