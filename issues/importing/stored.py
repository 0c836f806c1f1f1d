"""The plan that exists, loaded once for comparing and for not asking twice."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from issues.importing.compare import Stored, StoredIssue
from issues.importing.deadlines import Deadline
from issues.importing.drafts import MeasureDraft
from issues.importing.known import Known, KnownIssue
from issues.importing.values import FIELDS, MEASURE_FIELDS, same_words
from issues.models import Measure, Plan


@dataclass(frozen=True)
class Part:
    """Some of a plan: issues by serial, overall measures by id."""

    serials: Collection[str]
    ids: Collection[int]


def load(plan: Plan | None, only: Part | None = None) -> Stored:
    """Issues by serial, overall measures by id, as they stand now; `only` some of them."""
    if plan is None:
        return Stored()
    issues = plan.issues.order_by("sort_key", "pk")
    measures = plan.measures.order_by("issue_id", "number")
    overall = measures.filter(issue=None)
    if only is not None:
        issues, overall = issues.filter(serial__in=only.serials), overall.filter(pk__in=only.ids)
        measures = measures.filter(issue__in=issues.order_by().values("pk"))
    of_issues = _measures(measures.exclude(issue=None))
    return Stored(
        plan.state,
        {
            row["serial"]: StoredIssue(
                row["pk"], {name: row[name] for name in FIELDS}, tuple(of_issues.get(row["pk"], ()))
            )
            for row in issues.values("pk", "serial", *FIELDS).iterator()
        },
        {measure.pk: measure_row(measure) for measure in overall},
    )


def _measures(rows: QuerySet[Measure]) -> dict[int, list[dict[str, Any]]]:
    """By issue, without a model instance each: a ledger has tens of thousands."""
    found: dict[int, list[dict[str, Any]]] = {}
    for issue_id, *values in rows.values_list("issue_id", *MEASURE_FIELDS).iterator():
        values_of = dict(zip(MEASURE_FIELDS, values, strict=True))
        found.setdefault(issue_id or 0, []).append(values_of)
    return found


def measure_row(measure: Measure) -> dict[str, Any]:
    """The columns a plan file speaks of."""
    return {name: getattr(measure, name) for name in MEASURE_FIELDS}


def known(plan: Plan | None, stored: Stored) -> Known:
    """What persons confirmed when this plan was imported before."""
    if plan is None:
        return Known()
    sure = plan.issues.filter(deadline_confirmed=True)
    confirmed = set(sure.values_list("serial", flat=True))
    issues = {serial: _known(row, serial in confirmed) for serial, row in stored.issues.items()}
    return Known(issues, frozenset(plan.aliases.values_list("label", flat=True)))


def _known(row: StoredIssue, confirmed: bool) -> KnownIssue:
    values = row.values
    deadline = Deadline(
        values["deadline_text"],
        values["deadline_kind"],
        values["due_on"],
        tuple(values["stages"]),
        values["long_term"],
        settled=confirmed,
    )
    lacking = {"goal"} if not values["goal"] else set()
    lacking |= {"measures"} if not row.measures else set()
    measures = {
        same_words(m["text"]): MeasureDraft(
            m["text"], deadline_text=m["deadline_text"], due_on=m["due_on"]
        )
        for m in row.measures
    }
    return KnownIssue(deadline, frozenset(lacking), measures)
