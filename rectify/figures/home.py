"""The few figures an office and a leader meet on the home page."""

from rectify.accounts.scope import Actor
from rectify.core import clock
from rectify.figures.filters import Filters
from rectify.figures.values import Value, figures

CODES = ("completion_rate_all", "signoff_rate", "issues_overdue", "closure_strict")
ROLES = ("office", "leader", "petition_desk", "inspector")


def home_figures(who: Actor) -> list[Value]:
    """Completion, sign-off, overdue, petitions closed, of what is in sight today; for posts that
    read a place. Nothing for the others, and none of a noun there is nothing of."""
    if who.role not in ROLES:
        return []
    found = figures(who.scope, Filters(as_of=clock.today()), CODES)
    return [value for value in found if value.denominator or value.figure.denominator is None]
