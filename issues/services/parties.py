"""Whom a chain step waits for, read from the issue's responsibility rows."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from issues.models import Issue
from issues.workflow import ANSWERING
from rectify.core.errors import WrongState
from rectify.regions.codes import ancestors
from rectify.regions.models import Division, Unit
from rectify.signoff.models import ChainStep
from rectify.signoff.subject import PartySpec


def parties_for(issue: Issue, step: ChainStep) -> list[PartySpec]:
    """The units or offices of `step.acting`; raises `WrongState` when there is nobody."""
    found = _offices(issue, step) if step.acting.startswith("office:") else _units(issue, step)
    if not found:
        message = _("“%(name)s”没有可以办理的单位，请整改办先补全责任单位。") % {"name": step.name}
        raise WrongState(message, step=step.name)
    return found


def _units(issue: Issue, step: ChainStep) -> list[PartySpec]:
    if step.acting == "answering":
        units = _holding(issue, "lead") or _holding(issue, "responsible")
    elif step.acting == "acceptance":
        units = _holding(issue, "acceptance")
        if not units and issue.round.kind.supervisor_accepts:
            units = _holding(issue, "supervising")
    else:
        units = _holding(issue, step.acting)
    if step.kind == "accept" and not step.joint:
        units = units[:1]
    return [PartySpec(unit.name, unit_id=unit.pk) for unit in units]


def _holding(issue: Issue, role: str) -> list[Unit]:
    rows = issue.responsibilities.active().filter(role=role).select_related("unit")
    return [row.unit for row in rows.order_by("unit__division_id", "unit__rank", "unit_id")]


def _offices(issue: Issue, step: ChainStep) -> list[PartySpec]:
    level = step.acting.removeprefix("office:")
    if level == "plan":
        return [_office(issue.division)]
    if level == "above":
        above = issue.division.parent
        return [_office(above or issue.division)]
    codes = issue.responsibilities.active().filter(role__in=ANSWERING)
    divisions = Division.objects.filter(
        level=level, code__in=_reaching(codes.values_list("division_code", flat=True))
    )
    # Answered for by the plan's own departments: their own office endorses.
    return [_office(found) for found in divisions] or [_office(issue.division)]


def _reaching(codes: Iterable[str]) -> set[str]:
    """The divisions themselves and all above them."""
    return {place for code in codes for place in (code, *ancestors(code))}


def _office(division: Division) -> PartySpec:
    return PartySpec(f"{division.name}整改办", division_code=division.code)
