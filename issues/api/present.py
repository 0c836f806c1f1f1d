"""Rows of issues as the API gives them: today's words, what stands around, what can be done."""

from datetime import date
from typing import Any

import orjson
from django.utils.translation import gettext as _

from issues.api.rows import MeasureRow
from issues.api.sql import Around, around
from issues.deadlines import Node, pace
from issues.listing.rows import lamp_of
from issues.models import Issue, Measure, Plan
from issues.offers import offers
from rectify.accounts.scope import Actor

NO_UNITS = orjson.Fragment(b"[]")
BY_PLAN = "issue"
"""Offered on a draft, but issued with its whole plan."""


def with_today(rows: list[dict[str, Any]], on: date) -> list[dict[str, Any]]:
    """Complete rows of `IssueRow.columns()` in place; one query whatever their number."""
    near = around([row["id"] for row in rows], on) if rows else {}
    for row in rows:
        _complete(row, near[row["id"]], on)
    return rows


def _complete(row: dict[str, Any], near: Around, on: date) -> None:
    due_on = row["due_on"]
    row["lamp"] = lamp_of(row, on, near.step_due_on).kind
    row["days_left"] = (due_on - on).days if due_on else None
    done, lasting = row["completed_on"], row["long_term"]
    row["pace"] = row.pop("pace_override") or pace(
        due_on, done, nodes_of(near), on, long_term=lasting
    )
    row["signoff"], row["signoff_version"] = near.signoff, near.signoff_version
    row["step"], row["step_name"] = near.step, near.step_name
    row["step_due_on"] = near.step_due_on
    row["units"] = orjson.Fragment(near.units) if near.units else NO_UNITS
    del row["round__lead_days"], row["round__kind__clock_stops"]


def nodes_of(near: Around) -> list[Node]:
    """As much of the dated measures as the pace depends on."""
    if near.first_missed is not None:
        return [Node(near.first_missed, None)]
    return [Node(near.first_due, near.first_due)] if near.first_due else []


def measures_of(issue: Issue) -> list[dict[str, Any]]:
    """The measures of one issue as rows, by number."""
    columns = MeasureRow.columns()
    rows = Measure._base_manager.filter(issue=issue).order_by("number")
    return [dict(zip(columns, row, strict=True)) for row in rows.values_list(*columns.values())]


def actions_of(who: Actor, issue: Issue) -> list[dict[str, Any]]:
    """What this person can do now, out of the tables the buttons come from."""
    base = f"/api/v1/issues/{issue.pk}/actions"
    return [action_row(one, base) for one in offers(who, issue) if one.name != BY_PLAN]


def plan_actions(plan: Plan, own: bool, findings: list[str]) -> list[dict[str, Any]]:
    """Approving a draft, issuing what is approved: the drafting office alone."""
    rows = {"draft": ("approve", _("登记批准"), findings), "approved": ("issue", _("印发"), [])}
    if not own or plan.state not in rows:
        return []
    name, label, missing = rows[plan.state]
    url = f"/api/v1/plans/{plan.pk}/actions/{name}/"
    return [{"name": name, "label": label, "ready": not missing, "missing": missing, "url": url}]


def action_row(one: Any, base: str) -> dict[str, Any]:
    """One offer, of either noun, as `rows.Action` has it."""
    return {
        "name": one.name,
        "label": one.label,
        "ready": not one.reason,
        "missing": list(one.missing),
        "url": f"{base}/{one.name}/",
    }
