"""One page of the petition list as plain rows, with a constant number of queries."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from petitions.deadlines import PetitionLamp, lamp
from petitions.listing.query import LEAD_DAYS
from petitions.models import Assignment, Petition
from petitions.workflow import CHANNEL_NAMES, STATE_NAMES, VERDICT_NAMES
from rectify.core.told import listed

FIELDS = (
    "pk", "number", "position", "text", "channel", "area", "is_key", "duplicate_number", "state",
    "verdict", "closure", "open_due_on", "division__name", "batch__number", "pollution_types",
    "returned_reason", "published_at", "imported", "round__petition_rules__lead_days",
)  # fmt: skip


def page_rows(rows: QuerySet[Petition], on: date) -> list[dict[str, Any]]:
    """Rows as `petitions/list.html` wants them; two queries whatever the page size."""
    found = list(rows.values(*FIELDS))
    units = units_of([row["pk"] for row in found])
    return [_row(row, units.get(row["pk"], {}), on) for row in found]


def units_of(ids: list[int]) -> dict[int, dict[str, list[str]]]:
    """Unit names by petition and role, in official order."""
    rows = Assignment.objects.active().filter(petition_id__in=ids)
    columns = rows.order_by("unit__division_id", "unit__rank", "unit_id")
    found: dict[int, dict[str, list[str]]] = {}
    for petition_id, role, name in columns.values_list("petition_id", "role", "unit__name"):
        found.setdefault(petition_id, {}).setdefault(role, []).append(name)
    return found


def lamp_of(row: dict[str, Any], on: date) -> PetitionLamp:
    """The lamp of a row of `FIELDS`."""
    lead = row["round__petition_rules__lead_days"]
    found = lamp(
        row["open_due_on"],
        on,
        lead_days=LEAD_DAYS if lead is None else lead,
        closed=row["state"] == "closed",
    )
    return PetitionLamp(found.kind, found.days, _(found.word) if found.word else "")


def number_of(row: dict[str, Any]) -> str:
    """The number, else the place in the batch."""
    place = {"batch": row["batch__number"], "n": row["position"]}
    return row["number"] or _("第%(batch)d批第%(n)d件") % place


def _row(row: dict[str, Any], units: dict[str, list[str]], on: date) -> dict[str, Any]:
    return {
        "id": row["pk"],
        "number": number_of(row),
        "title": row["text"],
        "url": f"/petitions/{row['pk']}/",
        "tags": tags_of(row),
        "channel": _(CHANNEL_NAMES[row["channel"]]) if row["channel"] else "",
        "types": listed(row["pollution_types"]),
        "batch": row["batch__number"],
        "place": _place(row),
        "handed": row["state"] != "registered",
        "lead": "、".join(units.get("lead", [])),
        "others": "、".join(units.get("cooperating", [])),
        "verdict": _(VERDICT_NAMES[row["verdict"]]) if row["verdict"] else "",
        "state": _(STATE_NAMES[row["state"]]),
        "due_on": row["open_due_on"],
        "lamp": lamp_of(row, on),
    }


def tags_of(row: dict[str, Any]) -> list[str]:
    """Small words beside the number: 重点, 重复, 退回, 导入."""
    words = [
        (row["is_key"], _("重点")),
        (row["duplicate_number"], _("重复件")),
        (row["returned_reason"], _("被退回")),
        (row["imported"], _("历史导入")),
    ]
    return [word for told, word in words if told]


def _place(row: dict[str, Any]) -> str:
    """Where it was handed to; before that what its own table says."""
    handed = "" if row["state"] == "registered" else row["division__name"]
    return handed or str(row["area"])
