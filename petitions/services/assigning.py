"""Which units handle a petition, and the part of it each place is counted with."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from petitions.models import Assignment, Petition
from petitions.services.fetch import check_move, locked_petition
from petitions.services.telling import tell_county
from rectify.accounts.scope import Actor, code_range
from rectify.core import clock
from rectify.core.errors import Invalid
from rectify.journal import services as journal
from rectify.journal.services import service
from rectify.regions.models import Division, Unit


@dataclass(frozen=True)
class Handling:
    """Where a petition goes: the place, its leading unit, who helps (units of any place below)."""

    division: str
    lead: int | None = None
    cooperating: tuple[int, ...] = ()


def place_of(petition: Petition, to: Handling) -> Division:
    """The place chosen, within the desk's own; raises `Invalid`."""
    low, high = code_range(petition.owner_id)
    place = Division.objects.filter(pk=to.division, code__gte=low, code__lt=high).first()
    if place is None:
        raise Invalid(_("请选择本辖区内的承办地区。"), division=_("不在辖区"))
    if place.pk == petition.owner_id and to.lead is None:
        raise Invalid(_("交办到本级时，须指定牵头的承办单位。"), lead=_("必填"))
    return place


def rows_for(petition: Petition, to: Handling, place: Division, within: str) -> list[Assignment]:
    """Rows for lead and helpers under one place, the shares counted by county."""
    low, high = code_range(within)
    wanted = dict.fromkeys(to.cooperating, "cooperating")
    if to.lead is not None:
        wanted[to.lead] = "lead"
    units = Unit.objects.filter(
        pk__in=wanted, valid_to=None, division_id__gte=low, division_id__lt=high
    )
    found = {unit.pk: unit for unit in units}
    if len(found) != len(wanted):
        raise Invalid(_("有的承办单位不在辖区内，或已经撤并，请重新选择。"), units=_("不在辖区"))
    ordered = sorted(found.values(), key=lambda unit: (wanted[unit.pk] != "lead", unit.pk))
    counted = shares([place.pk, *(unit.division_id for unit in ordered)])
    return [
        Assignment(
            petition=petition,
            unit=unit,
            division_code=unit.division_id,
            role=wanted[unit.pk],
            share=counted.pop(county_of(unit.division_id), Decimal(0)),
            starts_on=clock.today(),
        )
        for unit in ordered
    ]


def hand_to(petition: Petition, rows: list[Assignment]) -> None:
    """From today these units handle it, and whoever did before does no more."""
    petition.assignments.filter(ends_on=None).update(ends_on=clock.today())
    Assignment.objects.bulk_create(rows)


def county_of(code: str) -> str:
    """The place a unit's part is counted under: its county, else its city or province."""
    return code[:6]


def shares(divisions: list[str]) -> dict[str, Decimal]:
    """Equal parts by county (7 + 4.5 + …, domain §9.2), four decimals, adding up to exactly 1."""
    places = list(dict.fromkeys(county_of(code) for code in divisions))
    part = (Decimal(1) / len(places)).quantize(Decimal("0.0001"))
    found = dict.fromkeys(places, part)
    found[places[0]] += 1 - part * len(places)
    return found


@service("petitions.petition.assign")
def assign(
    who: Actor,
    petition_id: int,
    *,
    lead: int,
    cooperating: tuple[int, ...] = (),
    expected: int | None = None,
) -> Petition:
    """分派单位: the place names which of its own units answer."""
    petition = locked_petition(who, petition_id, expected)
    check_move(who, petition, "assign")
    place = petition.division
    if place is None:
        raise Invalid(_("还没有交办到地方，不能分派单位。"))
    rows = rows_for(petition, Handling(place.pk, lead, cooperating), place, place.pk)
    hand_to(petition, rows)
    petition.save_version()
    journal.record(who, petition, "assign", data={"units": [row.unit_id for row in rows]})
    tell_county(petition, "已分派到本单位，请办理")
    return petition
