"""Before anything of a petition is public: what would tell who complained (conventions 13)."""

from collections.abc import Mapping
from dataclasses import dataclass

from rectify.core.personal import found, masked

__all__ = ["Leak", "leaks", "masked"]


@dataclass(frozen=True)
class Leak:
    """One thing that must not be public: where, what kind, and enough of it to be found."""

    column: str
    kind: str
    hint: str


def leaks(columns: Mapping[str, str]) -> list[Leak]:
    """Everything personal in the words of these columns, in order."""
    return [
        Leak(column, kind, _hint(words))
        for column, text in columns.items()
        for kind, words, _span in found(text)
    ]


def _hint(words: str) -> str:
    """First and last characters: enough to find it, not enough to spread it."""
    return f"{words[0]}**" if len(words) <= 3 else f"{words[:3]}…{words[-2:]}"
