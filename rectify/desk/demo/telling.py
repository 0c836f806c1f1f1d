"""What the stories share: who acts, and how far their dates lie from the present day.

The stories are told around `ANCHOR`. A database filled on another day gets them shifted by whole
weeks, so that what is due soon in the story is due soon for whoever reads it.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from rectify.accounts.models import Holding
from rectify.accounts.scope import Actor, actor_of
from rectify.core import clock

ANCHOR = date(2026, 11, 22)


def actor(username: str) -> Actor:
    """The acting person of the cast."""
    holding = Holding.objects.select_related("user", "post__unit").get(user__username=username)
    return actor_of(holding)


@dataclass(frozen=True)
class Present:
    """The shift, fixed once: while a story is told the clock stands in its past."""

    shift: timedelta

    @classmethod
    def of_today(cls) -> "Present":
        weeks = round((clock.today() - ANCHOR).days / 7)
        return cls(timedelta(weeks=weeks))

    def day(self, told: date) -> date:
        """A day of the story, in the present."""
        return told + self.shift

    def words(self, told: str, due_on: date | None) -> str:
        """A deadline's words; a shifted one names its day."""
        if due_on is None or not self.shift:
            return told
        day = self.day(due_on)
        return f"{day.year}年{day.month}月{day.day}日前"
