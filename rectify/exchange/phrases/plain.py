"""Text made plain, character by character, with the way back to the original.

Full-width forms, brackets, dashes, quotes and the traditional characters of this field become one
form each; a reading matches on the plain text and quotes the original.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from rectify.exchange.phrases.traditional import TRADITIONAL

LONGEST = 4000
"""Characters looked at; a cell of a plan is far shorter."""

_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_ENUMERATORS = frozenset(chr(code) for code in range(0x2460, 0x2488))
_ALIKE = {
    **dict.fromkeys("—–―‒−─━ー﹣~～〜∼", "-"),
    **dict.fromkeys("〔[【〖{﹙❨", "("),
    **dict.fromkeys("〕]】〗}﹚❩", ")"),
    **dict.fromkeys("“”„‟\"「」『』‘’'", '"'),
    **dict.fromkeys("﹑､", "、"),
    **dict.fromkeys("・•‧", "·"),
    "\\": "/",
    "→": "-",
    "⼀": "一",
}
_SPACE_BETWEEN_DATES = re.compile(r"\d{4}[.\-/年]\d{1,2}(?:[.\-/月]\d{1,2}日?)?$")


@dataclass(frozen=True)
class Plain:
    """`text` is the plain form; `at[i]` is where its i-th character stands in `source`."""

    text: str
    at: tuple[int, ...]
    source: str

    def original(self, start: int, end: int) -> str:
        """The original words behind `text[start:end]`, blanks and line breaks taken out."""
        if start >= end:
            return ""
        piece = self.source[self.at[start] : self.at[end - 1] + 1]
        return "".join(char for char in piece if not char.isspace() and char not in _INVISIBLE)

    def with_text(self, text: str) -> "Plain":
        """The same places under another spelling of equal length."""
        if len(text) != len(self.text):
            raise ValueError("a respelling keeps its length")
        return Plain(text, self.at, self.source)


def fold(source: str, *, keep_spaces: bool = False, breaks: frozenset[int] = frozenset()) -> Plain:
    """The plain form of `source`; blanks go unless kept, line breaks at `breaks` stay."""
    chars: list[str] = []
    places: list[int] = []
    for place, char in enumerate(source[:LONGEST]):
        if char in _INVISIBLE or (unicodedata.category(char) == "Cc" and not char.isspace()):
            continue
        if char.isspace():
            parts = _parts_dates("".join(chars[-12:]), source[place : place + 60])
            if keep_spaces or parts or place in breaks:
                new_line = char in "\n\r\v\f\u2028\u2029" or place in breaks
                chars.append("\n" if new_line else " ")
                places.append(place)
            continue
        chars.append(_one(char))
        places.append(place)
    return Plain("".join(chars), tuple(places), source)


def _parts_dates(before: str, after: str) -> bool:
    """Whether the blank stands between two whole dates, or a date and its time of day."""
    following = after.lstrip()[:5]
    if not re.match(r"\d{4}|\d{1,2}:", following):
        return False
    return _SPACE_BETWEEN_DATES.search(before) is not None


@lru_cache(maxsize=8192)
def _one(char: str) -> str:
    if char in _ENUMERATORS:
        return char
    char = _ALIKE.get(char, char)
    compatible = unicodedata.normalize("NFKC", char)
    char = compatible if len(compatible) == 1 else char
    return TRADITIONAL.get(char, _ALIKE.get(char, char))
