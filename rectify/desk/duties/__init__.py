"""我的待办: everything that waits for this post, what hurts first stands first."""

from datetime import date

from rectify.accounts.scope import Actor
from rectify.core import clock
from rectify.desk.duties.amendments import amendment_duties
from rectify.desk.duties.duty import Duty
from rectify.desk.duties.issues import issue_duties
from rectify.desk.duties.petitions import petition_duties


def duties_of(who: Actor) -> list[Duty]:
    """All duties of the post today, most urgent first; a constant number of queries."""
    on = clock.today()
    found = [*issue_duties(who, on), *amendment_duties(who), *petition_duties(who, on)]
    return sorted(found, key=lambda d: (d.due_on or date.max, not d.returned, d.number))
