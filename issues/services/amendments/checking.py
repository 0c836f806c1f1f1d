"""What an amendment may not do to a plan: leave it without what its round needs, name nobody."""

from collections.abc import Iterator, Mapping
from datetime import date

from django.utils.translation import gettext as _

from issues.models import Issue
from issues.services.amendments.values import Json
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
    lacking = dict(_lacks(issue, changes))
    if lacking:
        raise Invalid(next(iter(lacking.values())), **lacking)


def _lacks(issue: Issue, changes: Json) -> Iterator[tuple[str, str]]:
    needs = issue.round.kind.needs_to_issue
    after = {facet: change["after"] for facet, change in changes.items()}
    head = {"head": _("第%(n)s项") % {"n": issue.serial}}
    if "goal" in needs and after.get("goal") == "":
        yield "goal", _("%(head)s没有整改目标。") % head
    if "measure" in needs and after.get("measures") == []:
        yield "measures", _("%(head)s没有整改措施。") % head
    if "responsibilities" not in after:
        return
    written, units = after["responsibilities"]["units"], alias_units(issue.plan)
    held = {role for role, names in written.items() if any(units.get(name) for name in names)}
    if "lead" in needs and not held & {"lead", "responsible"}:
        yield "units", _("%(head)s没有对应到责任单位或牵头单位。") % head
    if "supervising_or_acceptance" in needs and not held & {"supervising", "acceptance"}:
        yield "units", _("%(head)s没有对应到督导单位或验收单位。") % head
