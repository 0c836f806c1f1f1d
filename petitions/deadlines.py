"""Reply terms and lamps of petitions: dates in, words out. Nothing here asks what day it is."""

from dataclasses import dataclass
from datetime import date, timedelta

from rectify.core.text import gettext_noop as _

CLOSED_WORD = _("已办结")


@dataclass(frozen=True)
class Terms:
    """The dates of one petition; each named day is still in time."""

    due_on: date
    county_due_on: date


@dataclass(frozen=True)
class PetitionLamp:
    """As `issues.deadlines.Lamp`, with the word of this noun where it differs."""

    kind: str
    days: int | None
    word: str = ""


def terms(handed_on: date, *, reply_days: int, inner_days: int) -> Terms:
    """Calendar days from the hand-over, that day not counted (domain §9.4): 10 or 7 for the report,
    a few less for the county."""
    due = handed_on + timedelta(days=reply_days)
    return Terms(due, due - timedelta(days=inner_days))


def return_until(handed_down_on: date, return_days: int) -> date:
    """The last day on which a petition may be sent back for another place."""
    return handed_down_on + timedelta(days=return_days)


def lamp(due_on: date | None, on: date, *, lead_days: int, closed: bool) -> PetitionLamp:
    """The lamp on a day: grey once closed, green without a date, else by the days left."""
    if closed:
        return PetitionLamp("grey", None, CLOSED_WORD)
    if due_on is None:
        return PetitionLamp("green", None)
    days = (due_on - on).days
    if days < 0:
        return PetitionLamp("red", days)
    return PetitionLamp("orange" if days <= lead_days else "green", days)
