"""Lamps and pace: dates in, words out. Nothing here asks what day it is."""

from dataclasses import dataclass
from datetime import date

from rectify.core.text import gettext_noop as _

LAMPS = {
    "green": _("正常"),
    "orange": _("临期"),
    "red": _("超期"),
    "grey": _("已销号"),
    "long": _("长期坚持"),
}
PACE_NAMES = {
    "done": _("已完成"),
    "on_schedule": _("达序时进度"),
    "in_progress": _("正在推进"),
    "behind": _("未达序时进度"),
    "overdue": _("逾期"),
    "long_term": _("长期坚持"),
}


STEP_LEAD_DAYS = 3
"""A step of the sign-off turns orange so many days before its limit."""


@dataclass(frozen=True)
class Lamp:
    """Kind, and days to the next date: positive left, negative over, `None` no date."""

    kind: str
    days: int | None


def lamp(
    due_on: date | None, on: date, *, lead_days: int, done: bool = False, long_term: bool = False
) -> Lamp:
    """The lamp on a day. The named day itself is in time; long-term items are never overdue."""
    if done:
        return Lamp("grey", None)
    if due_on is None:
        return Lamp("long" if long_term else "green", None)
    days = (due_on - on).days
    if days < 0:
        return Lamp("long", None) if long_term else Lamp("red", days)
    return Lamp("orange" if days <= lead_days else "green", days)


@dataclass(frozen=True)
class Node:
    """A dated stage or measure, and when it was done."""

    due_on: date
    done_on: date | None


def pace(
    due_on: date | None, completed_on: date | None, nodes: list[Node], on: date, *, long_term: bool
) -> str:
    """Pace at a cut-off (domain §5.2): a key of `PACE_NAMES`.

    Final date past and not completed → overdue; a node missed, final date ahead → behind; all
    due nodes done → on schedule; nothing due yet → in progress, no judgement.
    """
    if completed_on is not None and completed_on <= on:
        return "done"
    if due_on is None:
        return "long_term" if long_term else "in_progress"
    if due_on < on:
        return "long_term" if long_term else "overdue"
    due = [node for node in nodes if node.due_on < on]
    if any(node.done_on is None or node.done_on > on for node in due):
        return "behind"
    return "on_schedule" if due else "in_progress"
