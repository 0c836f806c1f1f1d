"""Who did it, as history keeps it: names of the day, no foreign keys (lessons 1.14)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Who:
    """A person acting from a post. `SYSTEM` acts for the timers."""

    person_id: int | None
    person: str
    post_id: int | None = None
    post: str = ""
    unit_id: int | None = None
    unit: str = ""
    address: str = ""


SYSTEM = Who(None, "系统")
