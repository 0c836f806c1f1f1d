"""A stretch of a responsibility cell, plain and as shown, cut in step."""

from dataclasses import dataclass, replace
from typing import Literal

Role = Literal[
    "lead", "responsible", "executing", "cooperating", "supervising", "acceptance", "dropped"
]


BLANKS = " \n.。:,、;*"
"""What may hang at the ends of a name."""


@dataclass(frozen=True)
class Part:
    """`text` is plain, `shown` the original letters; both have the same length.

    `run` counts the stretches between commas, `section` those between role labels; `role` is what
    a mark or verb of its own gives it, `marked` that a bracket gave it.
    """

    text: str
    shown: str
    place: int
    run: int = 0
    section: int = 0
    role: Role | None = None
    marked: bool = False

    def cut(self, start: int, end: int | None = None) -> "Part":
        """The part between two of its own places."""
        end = len(self.text) if end is None else end
        text, shown = self.text[start:end], self.shown[start:end]
        return replace(self, text=text, shown=shown, place=self.place + start)

    def stripped(self, chars: str = BLANKS) -> "Part":
        """Without separators and blanks at its ends."""
        left = len(self.text) - len(self.text.lstrip(chars))
        right = len(self.text.rstrip(chars))
        return self.cut(left, max(left, right))

    def joined(self, tail: "Part") -> "Part":
        """This part followed by the words of another."""
        return replace(self, text=self.text + tail.text, shown=self.shown + tail.shown)
