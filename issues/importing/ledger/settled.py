"""What a state needs to be written, and what stands in for it when nobody knows. Pure."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from issues.importing.ledger.history import (
    DATES,
    NUMBER_LIMIT,
    STATES,
    History,
    earlier_date,
    later_date,
)

PAST = ("completed_on", "accepted_on", "notice_from", "filed_on")
"""Dates of what has happened: none of them can lie ahead."""
BEYOND = {
    1: ("completed_on",),
    2: ("accepted_on",),
    3: ("notice_from", "notice_to"),
    4: ("filed_on",),
}
"""Dates that belong to a state this far on the way."""


@dataclass(frozen=True)
class Lack:
    """A date the state needs; `instead` is the neighbouring one taken when a person says so."""

    field: str
    instead: tuple[str, date] | None


def lacks(history: History) -> Iterator[Lack]:
    """The dates this state cannot be written without (database constraints, domain §5.1)."""
    if history.reached >= 1 and history.completed_on is None:
        yield Lack("completed_on", later_date(history, "completed_on"))
    if history.state == "signed_off" and history.filed_on is None:
        yield Lack("filed_on", earlier_date(history, "filed_on"))
    if history.state == "noticing":
        for name in ("notice_from", "notice_to"):
            if getattr(history, name) is None:
                yield Lack(name, None)


def settled(history: History, kept: Collection[str]) -> History:
    """The history with neighbours in place of dates a person let be; a notice without its days
    becomes an acceptance."""
    found = history
    for lack in lacks(history):
        if lack.field not in kept:
            continue
        if lack.field.startswith("notice"):
            found = replace(found, state="accepted")
        elif lack.instead is not None:
            taken: dict[str, Any] = {lack.field: lack.instead[1]}
            found = replace(found, **taken)
    return _trimmed(found)


def _trimmed(history: History) -> History:
    """No date beyond the state, no notice with one end: what could not be kept is not told."""
    gone: dict[str, Any] = {}
    for reached, names in BEYOND.items():
        if history.reached < reached:
            gone.update(dict.fromkeys(names))
    if not (history.notice_from and history.notice_to):
        gone.update(notice_from=None, notice_to=None)
    if history.reached < 4:
        gone["filing_no"] = ""
    return replace(history, **gone)


def refusal(history: History, today: date) -> str:
    """Why this history cannot be written; empty when it can."""
    for lack in lacks(history):
        return _("状态为“%(state)s”，但没有%(date)s。") % {
            "state": STATES[history.state],
            "date": DATES[lack.field],
        }
    if late := next((n for n in PAST if (d := getattr(history, n)) and d > today), ""):
        return _("%(date)s晚于今天。") % {"date": DATES[late]}
    start, end = history.notice_from, history.notice_to
    if start and end and end < start:
        return _("公示结束早于公示开始。")
    if len(history.filing_no) > NUMBER_LIMIT:
        return _("销号文号超过 %(n)d 字。") % {"n": NUMBER_LIMIT}
    return ""


def disorder(history: History) -> str:
    """`完成时间 2022-11-18，验收时间 2022-10-06` when two dates stand the wrong way round."""
    order = ("completed_on", "accepted_on", "notice_from", "notice_to", "filed_on")
    known = [(name, getattr(history, name)) for name in order if getattr(history, name)]
    for (one, first), (two, second) in pairwise(known):
        if first > second:
            return f"{DATES[one]} {first}，{DATES[two]} {second}"
    return ""
