"""What an issue lacks of what its round kind needs before it is issued, or may be amended to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from rectify.regions.models import Unit


@dataclass(frozen=True)
class Held:
    """What there is of an issue; `None` where it is not asked about."""

    goal: str | None = None
    measures: int | None = None
    roles: frozenset[str] | None = None
    open_deadline: str | None = None
    """The words of a deadline nobody has confirmed."""


def roles_held(written: Mapping[str, list[str]], units: Mapping[str, list[Unit]]) -> frozenset[str]:
    """Roles in which at least one name stands for a unit."""
    return frozenset(
        role for role, names in written.items() if any(units.get(name) for name in names)
    )


def lacks_of(serial: str, held: Held, needs: list[str]) -> Iterator[tuple[str, str]]:
    """Field and sentence, in the order a plan is written in; `needs` are those of the kind."""
    head = {"head": _("第%(n)s项") % {"n": serial}}
    if "goal" in needs and held.goal == "":
        yield "goal", _("%(head)s没有整改目标。") % head
    if "measure" in needs and held.measures == 0:
        yield "measures", _("%(head)s没有整改措施。") % head
    if "deadline" in needs and held.open_deadline is not None:
        word = held.open_deadline or _("未写")
        yield "deadline", _("%(head)s整改时限“%(word)s”没有确认。") % {**head, "word": word}
    if held.roles is None:
        return
    if "lead" in needs and not held.roles & {"lead", "responsible"}:
        yield "units", _("%(head)s没有对应到责任单位或牵头单位。") % head
    if "supervising_or_acceptance" in needs and not held.roles & {"supervising", "acceptance"}:
        yield "units", _("%(head)s没有对应到督导单位或验收单位。") % head
