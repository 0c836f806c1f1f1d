"""What a sweep knows before it asks, and what it learns about each warning it told."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from issues.workflow import ANSWERING

NOTIFIED = (*ANSWERING, "implementing")
"""Roles whose units are warned; those who cooperate or supervise have pages of their own."""


@dataclass(frozen=True)
class Morning:
    """One sweep's day: per rung the latest deadline for which it has passed (`latest_due`)."""

    on: date
    at: datetime
    latest: dict[int, date]

    def values(self) -> dict[str, Any]:
        """The parameters every statement of the sweep reads."""
        return {
            "on": self.on,
            "at": self.at,
            "rungs": list(self.latest),
            "latest": list(self.latest.values()),
            "furthest": max(self.latest.values()),
            "notified": list(NOTIFIED),
            "answering": list(ANSWERING),
        }


class Told(NamedTuple):
    """One rung told to one person, with what its message is worded from.

    `part` is the measure's number or the step's name; `serial` and `title` are empty for an
    overall measure.
    """

    user_id: int
    post_id: int
    mailed: bool
    noun: str
    object_id: int
    issue_id: int | None
    plan_id: int
    cycle: int
    due_on: date
    rung: int
    serial: str
    title: str
    part: str
    plan: str

    @property
    def case(self) -> tuple[int, int | None]:
        """The page it opens: one message a person and case in a sweep."""
        return self.plan_id, self.issue_id


class Written(NamedTuple):
    """What a chunk wrote: the rungs told, and how many passed unseen beside them."""

    told: list[Told]
    superseded: int
