"""One line of 我的待办, whatever it is about."""

from dataclasses import dataclass, field
from datetime import date
from typing import Protocol


class LampLike(Protocol):
    """A lamp of either noun."""

    @property
    def kind(self) -> str: ...

    @property
    def days(self) -> int | None: ...


@dataclass(frozen=True)
class Duty:
    """One line of `components/duty.html`."""

    lamp: LampLike
    number: str
    title: str
    url: str
    ask: str
    due_text: str
    action: dict[str, str]
    notes: tuple[str, ...] = ()
    returned: str = ""
    due_on: date | None = field(default=None)
