"""What an act's form begins with, and the facts its page shows beside it."""

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from petitions.forms import AssignForm, DuplicateForm, HandDownForm, ItemsForm
from petitions.models import OUTCOME, Petition, PetitionReply
from petitions.offices import suggestions
from petitions.services.fetch import pending_of
from petitions.summary import plain
from petitions.workflow import CLOSURE_NAMES, VERDICT_NAMES
from rectify.core.forms import VersionedForm
from rectify.regions.models import Unit


def form_for(
    petition: Petition, kind: type[VersionedForm], data: QueryDict | None, initial: dict[str, Any]
) -> VersionedForm:
    """The form of one act as it was sent, or filled with what is known or suggested."""
    if kind is HandDownForm:
        return _hand_down(petition, data, initial)
    if kind is AssignForm and petition.division_id:
        return _assign(petition, petition.division_id, data, initial)
    if kind is ItemsForm:
        items = petition.items.order_by("number").values_list("text", flat=True)
        initial = {**initial, "items": "\n".join(items)}
    if kind is DuplicateForm:
        initial = {**initial, "of": petition.duplicate_number}
    return kind(data, initial=initial)


def _hand_down(petition: Petition, data: QueryDict | None, initial: dict[str, Any]) -> HandDownForm:
    found = suggestions(petition.owner_id, [petition])[petition.pk]
    if found.division is not None:
        names = "、".join(unit.name for unit in found.units)
        initial = {**initial, "division": found.division.pk, "lead": names}
    form = HandDownForm(data, initial=initial, owner=petition.owner_id)
    form.near = near(found.division.pk if found.division else petition.owner_id)
    return form


def _assign(
    petition: Petition, home: str, data: QueryDict | None, initial: dict[str, Any]
) -> AssignForm:
    form = AssignForm(data, initial={**initial, **_units(petition)})
    form.home, form.near = home, near(home)
    return form


def near(division: str) -> list[str]:
    """Names of the units of a place, to choose from while typing."""
    rows = Unit.objects.filter(division_id=division, valid_to=None).order_by("rank", "pk")
    return list(rows.values_list("name", flat=True)[:60])


def _units(petition: Petition) -> dict[str, str]:
    rows = petition.assignments.active().select_related("unit")
    names: dict[str, list[str]] = {}
    for row in rows:
        names.setdefault(row.role, []).append(row.unit.name)
    return {role: "、".join(found) for role, found in names.items()}


def shown(petition: Petition, action: str) -> list[dict[str, str]]:
    """Facts the person decides on: the petition's words, and the answer under review."""
    facts = [{"label": _("反映内容"), "value": petition.text}]
    if petition.area:
        facts.append({"label": _("行政区域"), "value": petition.area})
    if action in ("review", "return_reply") and (reply := pending_of(petition)):
        facts += answer_facts(reply)
    return facts


def answer_facts(row: Petition | PetitionReply) -> list[dict[str, str]]:
    """An answer as label and words; empty parts are left out."""
    words: list[tuple[str, str]] = [
        (_("是否属实"), _(VERDICT_NAMES[row.verdict]) if row.verdict else ""),
        (_("改判理由"), row.verdict_reason),
        (_("调查核实情况"), row.finding),
        (_("办结目标"), row.closure_target),
        (_("处理和整改情况"), row.handling),
        (_("处罚和追责"), outcome_words(row)),
        (_("责任人被处理情况"), row.accountability),
        (_("是否办结"), _(CLOSURE_NAMES[row.closure]) if row.closure else ""),
        (_("下一步措施"), row.next_plan),
        (_("下一步完成时间"), row.next_due_on.isoformat() if row.next_due_on else ""),
    ]
    return [{"label": label, "value": value} for label, value in words if value]


def outcome_words(row: Petition | PetitionReply) -> str:
    """责令整改 1 家，罚款金额 50000 元 …; what is not said is left out."""
    found = []
    for name, (word, unit) in OUTCOME.items():
        value = getattr(row, name)
        if value is None or (name == "detained" and row.detained_admin is not None):
            continue
        found.append(f"{_(word)} {plain(value)} {_(unit)}")
    return "，".join(found)
