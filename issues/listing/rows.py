"""One page of the issue list as plain rows, with a constant number of queries."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from issues.deadlines import PACE_NAMES, Lamp, Node, lamp, pace
from issues.models import Issue, Measure, Responsibility, StepRun
from issues.workflow import ANSWERING, STATE_NAMES

FIELDS = (
    "pk", "serial", "title", "category", "state", "due_on", "deadline_text", "stages", "long_term",
    "progress_pct", "completed_on", "accepted_on", "signed_off_on", "pace_override",
    "division__name", "round__lead_days", "round__kind__clock_stops", "returned_reason", "imported",
)  # fmt: skip


def page_rows(rows: QuerySet[Issue], on: date) -> list[dict[str, Any]]:
    """Rows as `issues/list.html` wants them; four queries whatever the page size."""
    found = list(rows.values(*FIELDS))
    ids = [row["pk"] for row in found]
    units, steps, nodes = units_of(ids), steps_of(ids), nodes_of(ids)
    return [
        _row(row, units.get(row["pk"], {}), steps.get(row["pk"]), nodes.get(row["pk"], []), on)
        for row in found
    ]


def units_of(ids: list[int]) -> dict[int, dict[str, list[str]]]:
    """Unit names by issue and role, in official order; under `place` where they answer."""
    rows = Responsibility.objects.active().filter(issue_id__in=ids)
    rows = rows.order_by("unit__division_id", "unit__rank", "unit_id")
    found: dict[int, dict[str, list[str]]] = {}
    columns = rows.values_list("issue_id", "role", "unit__name", "unit__division__name")
    for issue_id, role, name, place in columns:
        of_issue = found.setdefault(issue_id or 0, {})
        of_issue.setdefault(role, []).append(name)
        if role in ANSWERING:
            of_issue.setdefault("place", []).append(place)
    return found


def steps_of(ids: list[int]) -> dict[int, dict[str, Any]]:
    """The running step of each issue's open cycle."""
    runs = StepRun.objects.filter(sign_off__issue_id__in=ids, sign_off__state="open", left_at=None)
    rows = runs.values("sign_off__issue_id", "position", "kind", "name", "due_on")
    return {row["sign_off__issue_id"]: dict(row) for row in rows}


def nodes_of(ids: list[int]) -> dict[int, list[Node]]:
    """Dated measures of each issue."""
    found: dict[int, list[Node]] = {}
    rows = Measure.objects.filter(issue_id__in=ids).exclude(due_on=None)
    for issue_id, due_on, done_on in rows.values_list("issue_id", "due_on", "done_on"):
        if issue_id and due_on:
            found.setdefault(issue_id, []).append(Node(due_on, done_on))
    return found


def lamp_of(row: dict[str, Any], on: date, step_due: date | None = None) -> Lamp:
    """The lamp of a row of `FIELDS`; once the clock has stopped it follows the running step."""
    if row["state"] == "signed_off":
        return Lamp("grey", None)
    lead = row["round__lead_days"]
    if row[f"{row['round__kind__clock_stops']}_on"] is not None:
        return lamp(step_due, on, lead_days=3) if step_due else Lamp("green", None)
    return lamp(row["due_on"], on, lead_days=lead, long_term=row["long_term"])


def pace_of(row: dict[str, Any], nodes: list[Node], on: date) -> str:
    """The computed pace, or the reviewer's where there is one."""
    computed = pace(row["due_on"], row["completed_on"], nodes, on, long_term=row["long_term"])
    return row["pace_override"] or computed


def _row(
    row: dict[str, Any],
    units: dict[str, list[str]],
    step: dict[str, Any] | None,
    nodes: list[Node],
    on: date,
) -> dict[str, Any]:
    word = pace_of(row, nodes, on)
    answering = [name for role in ANSWERING for name in units.get(role, [])]
    places = _first(units.get("place", []))
    return {
        "id": row["pk"],
        "number": row["serial"],
        "title": row["title"],
        "url": f"/issues/{row['pk']}/",
        "kind": row["category"],
        "tags": [_("历史导入")] if row["imported"] else [],
        "place": places or row["division__name"],
        "lead": _first(answering),
        "others": _others(units.get("cooperating", [])),
        "due_on": row["due_on"],
        "due_words": row["deadline_text"],
        "due_note": stage_note(row["stages"]),
        "long_term": row["long_term"] and row["due_on"] is None,
        "percent": row["progress_pct"],
        "pace": {"word": _(PACE_NAMES[word]), "late": word in ("behind", "overdue")},
        "state": _(STATE_NAMES[row["state"]]),
        "step": step_words(step),
        "lamp": lamp_of(row, on, step["due_on"] if step else None),
    }


def step_words(step: dict[str, Any] | None) -> str:
    """`第3步 公示`, or nothing."""
    if step is None:
        return ""
    return _("第%(n)d步 %(name)s") % {"n": step["position"], "name": _(step["name"])}


def stage_note(stages: list[Any]) -> str:
    """`分2段` for a staged deadline."""
    return _("分%(n)d段") % {"n": len(stages)} if len(stages) > 1 else ""


def _first(names: list[str]) -> str:
    names = list(dict.fromkeys(names))
    if len(names) > 2:
        return _("%(name)s等%(n)d个") % {"name": names[0], "n": len(names)}
    return "、".join(names)


def _others(names: list[str]) -> str:
    return _("配合 %(names)s") % {"names": _first(names)} if names else ""
