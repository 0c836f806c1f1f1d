"""A lamp as one cell: the word and the days it has on screen (conventions 52)."""

from typing import Protocol

from rectify.core.templatetags.lamp import WORDS, days_text


class LampLike(Protocol):
    """A lamp of either noun; it may have a `word` and a `prefix` of its own."""

    @property
    def kind(self) -> str: ...

    @property
    def days(self) -> int | None: ...


def lamp_words(lamp: LampLike) -> str:
    """`临期 剩 3 天`."""
    word = str(getattr(lamp, "word", "") or WORDS[lamp.kind])
    days = "" if lamp.kind in ("grey", "long") else days_text(lamp.days)
    return f"{word} {getattr(lamp, 'prefix', '')}{days}" if days else word
