"""What an amendment may not do to a plan: leave it without what its round needs, name nobody."""

from collections.abc import Iterator, Mapping
from datetime import date

from django.utils.translation import gettext as _

from issues.models import Issue
from issues.services.amendments.values import Json
from issues.services.lacks import Held, lacks_of, roles_held
from issues.services.plans import alias_units, remember_alias
from rectify.core import given
from rectify.core.errors import Invalid
from rectify.regions.matching import Matcher
from rectify.regions.models import Unit


def learn(issue: Issue, changes: Json, meant: Mapping[str, list[Unit]]) -> None:
    """Remember in the plan what names it did not use before mean; raises `Invalid` for a name
    nobody knows. Names the plan knows keep their meaning."""
    known = set(issue.plan.aliases.values_list("label", flat=True))
    new = [name for name in dict.fromkeys(_names(changes)) if name not in known]
    if not new:
        return
    matcher, found = Matcher(issue.plan.division_id), {}
    for name in new:
        units = meant.get(name)
        if units is None and not (units := list(matcher.match(name).units)):
            message = _("单位库中没有“%(name)s”，请填写单位全称，多个用顿号隔开。")
            raise Invalid(message % {"name": name}, units=_("未知"))
        found[name] = units
    for name in sorted(found):  # two drafts of one plan may teach the same names
        remember_alias(issue.plan, name, found[name])


def _names(changes: Json) -> Iterator[str]:
    written = [m["units_as_written"] for m in changes.get("measures", {}).get("after", ())]
    if "responsibilities" in changes:
        written.append(changes["responsibilities"]["after"]["units"])
    for units in written:
        for names in units.values():
            yield from names


def check_basis(issued_on: date | None) -> None:
    """A document that decides is there already, where its day is known."""
    if issued_on is not None:
        given.day_past(issued_on, _("依据文件的日期不能晚于今天。"), "basis_on")


def check_changes(issue: Issue, changes: Json) -> None:
    """Raises `Invalid` where a changed facet would lack what the round needs for issuing."""
    lacking = dict(lacks_of(issue.serial, _held(issue, changes), issue.round.kind.needs_to_issue))
    if lacking:
        raise Invalid(next(iter(lacking.values())), **lacking)


def _held(issue: Issue, changes: Json) -> Held:
    """What is not changed is not asked about again."""
    after = {facet: change["after"] for facet, change in changes.items()}
    parts = after.get("responsibilities")
    return Held(
        goal=after.get("goal"),
        measures=len(after["measures"]) if "measures" in after else None,
        roles=roles_held(parts["units"], alias_units(issue.plan)) if parts else None,
    )
