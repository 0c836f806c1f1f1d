"""Changing who is who: names a person taught, units renamed, merged or split."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from rectify.core.errors import Invalid, Missing
from rectify.core.who import Who
from rectify.journal.services import audit, service
from rectify.regions import names
from rectify.regions.models import Division, Unit, UnitAlias

NAME_LENGTH = 120


@service("regions.alias.remember")
def remember(who: Who, division: str, alias: str, unit: int) -> None:
    """Plans of `division` (a code) and of those below it mean `unit` by `alias` from now on.

    Teaching the same twice changes nothing; teaching a second unit makes the alias collective.
    """
    spelling = names.normalise(alias)
    if not spelling or len(spelling) > NAME_LENGTH:
        raise Invalid(
            _("单位别名应为 1 到 %(most)s 个字。") % {"most": NAME_LENGTH},
            alias=_("请填写方案中出现的名称。"),
        )
    if not Division.objects.filter(code=division).exists():
        raise Missing(_("没有这个行政区划代码。"))
    if not Unit.objects.filter(pk=unit).exists():
        raise Missing(_("没有找到这个单位，请刷新后再选。"))
    _row, new = UnitAlias.objects.get_or_create(division_id=division, alias=spelling, unit_id=unit)
    if new:
        detail = {"division": division, "alias": spelling}
        audit(who, "regions.alias.remember", noun="regions.unit", object_id=unit, detail=detail)


@service("regions.alias.forget")
def forget(who: Who, division: str, alias: str) -> None:
    """Take back what was taught for this name in this division; raises `Missing` if nothing was."""
    taught = UnitAlias.objects.filter(division_id=division, alias=names.normalise(alias))
    units = list(taught.values_list("unit_id", flat=True))
    if not units:
        raise Missing(_("这个名称没有登记过别名。"))
    taught.delete()
    detail = {"division": division, "alias": names.normalise(alias), "units": units}
    audit(who, "regions.alias.forget", detail=detail)


@service("regions.unit.succeed")
def succeed(who: Who, unit: int, *, by: int, on: date, basis: str) -> None:
    """From `on` the work of `unit` is done by `by` (renamed, merged): old names find the new one.

    History keeps the old name. Raises `Invalid` for a unit that has ended, or for a circle.
    """
    pair = Unit.objects.select_for_update(no_key=True).filter(pk__in=(unit, by)).order_by("pk")
    rows = {u.pk: u for u in pair}
    if unit not in rows or by not in rows:
        raise Missing(_("没有找到这个单位，请刷新后再选。"))
    _check_succession(rows[unit], rows[by], on, basis)
    last = on - timedelta(days=1)
    Unit.objects.filter(pk=unit).update(valid_to=last, succeeded_by_id=by)
    detail = {"by": by, "on": on.isoformat(), "basis": basis}
    audit(who, "regions.unit.succeed", noun="regions.unit", object_id=unit, detail=detail)


def _check_succession(old: Unit, new: Unit, on: date, basis: str) -> None:
    if not basis.strip():
        raise Invalid(_("请写明机构改革的依据文件。"), basis=_("依据未填写。"))
    if old.pk == new.pk or _leads_to(new, old):
        raise Invalid(
            _("%(new)s不能承接%(old)s：两者会互为承接。") % {"new": new.name, "old": old.name}
        )
    if old.valid_to is not None:
        raise Invalid(
            _("%(name)s已于 %(valid_to)s 终止，不能再次变更。")
            % {"name": old.name, "valid_to": f"{old.valid_to:%Y-%m-%d}"}
        )
    if old.valid_from is not None and on <= old.valid_from:
        raise Invalid(
            _("承接日期应晚于%(name)s的设立日期 %(valid_from)s。")
            % {"name": old.name, "valid_from": f"{old.valid_from:%Y-%m-%d}"}
        )
    if new.valid_to is not None and new.valid_to < on:
        raise Invalid(_("%(name)s届时已经终止，请选择仍在履职的单位。") % {"name": new.name})


def _leads_to(start: Unit, goal: Unit) -> bool:
    unit: Unit | None = start
    while unit is not None:
        if unit.pk == goal.pk:
            return True
        unit = unit.succeeded_by
    return False
