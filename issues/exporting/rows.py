"""Rows out of the database in chunks: memory and queries a chunk stay the same however many."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet

from issues.exporting.cells import history_cells, overall_cells, plan_cells, section_cells
from issues.importing.ledger.stored import COLUMNS, cycles_of, history_of_issue, progress_of
from issues.importing.values import FIELDS, MEASURE_FIELDS
from issues.listing.rows import page_rows
from issues.models import Issue, Measure, Plan, ProgressReport

CHUNK = 500
OVERALL = "总体措施"
Rows = QuerySet[Issue]


def plan_rows(rows: Rows) -> Iterator[dict[str, str]]:
    """The cells of a plan list, in the order of `rows`."""
    for ids in _chunks(rows):
        yield from _plan(rows, ids).values()


def overall_rows(plan: Plan) -> Iterator[dict[str, str]]:
    """The plan's overall measures under a heading of their own; nothing where it has none."""
    rows = overall_of(plan).values(*MEASURE_FIELDS)
    for number, row in enumerate(rows, 1):
        if number == 1:
            yield section_cells(OVERALL)
        yield overall_cells(row, number)


def overall_of(plan: Plan) -> QuerySet[Measure]:
    """总体措施 of a plan, in its order."""
    return Measure.objects.filter(plan=plan, issue=None).order_by("number")


def ledger_rows(rows: Rows) -> Iterator[dict[str, str]]:
    """The cells of a ledger: a plan list with states and dates."""
    for ids in _chunks(rows):
        facets, cycles, words = _plan(rows, ids), cycles_of(ids), progress_of(ids)
        states = {row["pk"]: row for row in _of(rows, ids).values(*COLUMNS)}
        for pk, cells in facets.items():
            history = history_of_issue(states[pk], cycles.get(pk), words.get(pk, ""))
            yield {**cells, **history_cells(history)}


def list_rows(rows: Rows, on: date) -> Iterator[dict[str, Any]]:
    """What the list shows on screen, row by row."""
    for ids in _chunks(rows):
        found = {row["id"]: row for row in page_rows(_of(rows, ids), on)}
        yield from (found[pk] for pk in ids)


def filled_optionals(rows: Rows) -> set[str]:
    """Which of the optional columns any of these rows fills."""
    bare = rows.order_by()
    found = {
        role
        for role in ("lead", "implementing", "cooperating")
        if bare.filter(units_as_written__has_key=role).exists()
    }
    if ProgressReport.objects.filter(issue__in=bare.values("pk")).exists():
        found.add("progress")
    people = ("responsible_leader", "responsible_person")
    return found | {name for name in people if bare.exclude(**{name: ""}).exists()}


def _chunks(rows: Rows) -> Iterator[list[int]]:
    ids = list(rows.values_list("pk", flat=True))
    for start in range(0, len(ids), CHUNK):
        yield ids[start : start + CHUNK]


def _of(rows: Rows, ids: list[int]) -> Rows:
    return rows.model._base_manager.filter(pk__in=ids)


def _plan(rows: Rows, ids: list[int]) -> dict[int, dict[str, str]]:
    values = {row["pk"]: row for row in _of(rows, ids).values("pk", "serial", *FIELDS)}
    measures: dict[int, list[dict[str, Any]]] = {}
    told = Measure.objects.filter(issue_id__in=ids).order_by("number")
    for row in told.values("issue_id", *MEASURE_FIELDS):
        measures.setdefault(row["issue_id"], []).append(row)
    return {pk: plan_cells(values[pk], measures.get(pk, [])) for pk in ids}
