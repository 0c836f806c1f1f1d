"""One page of the issue list as plain rows, in one query."""

from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from issues.deadlines import PACE_NAMES, STEP_LEAD_DAYS, Lamp, Node, lamp, pace
from issues.listing.steps import running_steps
from issues.models import Issue, Measure, Responsibility
from issues.workflow import ANSWERING, STATE_NAMES

FIELDS = (
    "pk", "serial", "title", "category", "state", "due_on", "deadline_text", "stages", "long_term",
    "progress_pct", "completed_on", "accepted_on", "signed_off_on", "pace_override",
    "division__name", "round__lead_days", "round__kind__clock_stops", "returned_reason", "imported",
)  # fmt: skip
STEP = {"position": "position", "kind": "kind", "name": "name", "due_on": "due_on"}


def page_rows(rows: QuerySet[Issue], on: date) -> list[dict[str, Any]]:
    """Rows as `issues/list.html` wants them, in one query whatever the page size."""
    return [_row(row, on) for row in _told(rows).values(*FIELDS, "parties", "steps", "nodes")]


def _told(rows: QuerySet[Issue]) -> QuerySet[Issue]:
    """With units in official order, the running step and the dated measures beside each row."""
    here = OuterRef("pk")
    parties = Responsibility.objects.active().filter(issue_id=here)
    parties = parties.order_by("unit__division_id", "unit__rank", "unit_id")
    measures = Measure.objects.filter(issue_id=here).exclude(due_on=None)
    return rows.annotate(
        parties=_array(parties, role="role", unit="unit__name", place="unit__division__name"),
        steps=_array(running_steps().filter(sign_off__issue_id=here), **STEP),
        nodes=_array(measures, due_on="due_on", done_on="done_on"),
    )


def _array(rows: QuerySet[Any], **columns: str) -> ArraySubquery:
    return ArraySubquery(rows.values(told=JSONObject(**columns)))


def steps_of(ids: list[int]) -> dict[int, dict[str, Any]]:
    """The running step of each issue's open cycle."""
    rows = running_steps().filter(sign_off__issue_id__in=ids).values("sign_off__issue_id", *STEP)
    return {row["sign_off__issue_id"]: dict(row) for row in rows}


def lamp_of(row: dict[str, Any], on: date, step_due: date | None = None) -> Lamp:
    """The lamp of a row of `FIELDS`; once the clock has stopped it follows the running step."""
    if row["state"] == "signed_off":
        return Lamp("grey", None)
    lead = row["round__lead_days"]
    if row[f"{row['round__kind__clock_stops']}_on"] is not None:
        return lamp(step_due, on, lead_days=STEP_LEAD_DAYS) if step_due else Lamp("green", None)
    return lamp(row["due_on"], on, lead_days=lead, long_term=row["long_term"])


def pace_of(row: dict[str, Any], nodes: list[Node], on: date) -> str:
    """The computed pace, or the reviewer's where there is one."""
    computed = pace(row["due_on"], row["completed_on"], nodes, on, long_term=row["long_term"])
    return row["pace_override"] or computed


def _row(row: dict[str, Any], on: date) -> dict[str, Any]:
    step: dict[str, Any] | None = next(iter(row["steps"]), None)
    return {
        "id": row["pk"],
        "number": row["serial"],
        "title": row["title"],
        "url": f"/issues/{row['pk']}/",
        "kind": row["category"],
        "tags": [_("历史导入")] if row["imported"] else [],
        **_units(row["parties"], row["division__name"]),
        **_deadline(row),
        "percent": row["progress_pct"],
        "pace": _pace(row, on),
        "state": _(STATE_NAMES[row["state"]]),
        "step": step_words(step),
        "lamp": lamp_of(row, on, _day(step["due_on"]) if step else None),
    }


def _units(parties: list[dict[str, Any]], owner: str) -> dict[str, str]:
    """Who answers for it and where, who helps; the plan's own place while nobody answers."""
    answering = [p["unit"] for role in ANSWERING for p in parties if p["role"] == role]
    places = [p["place"] for p in parties if p["role"] in ANSWERING]
    helping = [p["unit"] for p in parties if p["role"] == "cooperating"]
    return {
        "place": _first(places) or owner,
        "lead": _first(answering),
        "others": _("配合 %(names)s") % {"names": _first(helping)} if helping else "",
    }


def _deadline(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "due_on": row["due_on"],
        "due_words": row["deadline_text"],
        "due_note": stage_note(row["stages"]),
        "long_term": row["long_term"] and row["due_on"] is None,
    }


def _pace(row: dict[str, Any], on: date) -> dict[str, Any]:
    nodes = [
        Node(date.fromisoformat(node["due_on"]), _day(node["done_on"])) for node in row["nodes"]
    ]
    word = pace_of(row, nodes, on)
    return {"word": _(PACE_NAMES[word]), "late": word in ("behind", "overdue")}


def _day(text: str | None) -> date | None:
    """A date as JSON writes it."""
    return date.fromisoformat(text) if text else None


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
