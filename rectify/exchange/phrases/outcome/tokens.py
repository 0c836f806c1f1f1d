"""Turns an outcome sentence into a row of words, numbers and separators."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from rectify.exchange.phrases.numerals import number
from rectify.exchange.phrases.outcome import words
from rectify.exchange.phrases.outcome.keys import KEYS
from rectify.exchange.phrases.plain import fold


@dataclass(frozen=True)
class Token:
    """A word of the vocabulary (`name` its column), a number with unit, or a separator."""

    sort: Literal["key", "number", "separator"]
    name: str
    text: str
    start: int
    end: int
    value: Decimal = Decimal(0)
    about: bool = False


@dataclass(frozen=True)
class Scanned:
    """The plain text, dates and measures masked, and its tokens; `raw` has the dates."""

    text: str
    tokens: tuple[Token, ...]
    raw: str = ""


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    keys = "|".join(f"(?P<k_{name}>{'|'.join(forms)})" for name, forms in KEYS)
    return re.compile(f"{keys}|{words.NUMBER}|{words.SEPARATOR}")


def scan(source: str) -> Scanned:
    """Mask what is neither outcome nor count, then find words, numbers and separators."""
    lines = (found.span(found.lastindex or 0) for found in words.NEW_LINE.finditer(source))
    breaks = frozenset(start for start, _end in lines)
    text = words.FORM_CELL.sub(r"\g<num>\g<unit>", fold(source, breaks=breaks).text)
    text = words.BARE_MONEY.sub(r"\g<num>元", text).replace("圆", "元")
    raw = text
    text = words.STAGED_GLOSS.sub(_masked, words.GLOSS.sub(_muted, text))
    text = words.DISTRACTION.sub(_masked, text)
    tokens = [_token(found) for found in _pattern().finditer(text)]
    return Scanned(text, tuple(token for token in tokens if token), raw)


def _masked(found: re.Match[str]) -> str:
    return "※" * len(found[0])


def _muted(found: re.Match[str]) -> str:
    """A gloss without words or numbers of its own does not part a sentence: 78件(不含兵团)办结."""
    inside = found[0][1:-1].replace("、", "")
    return found[0] if _pattern().search(inside) else _masked(found)


def _token(found: re.Match[str]) -> Token | None:
    if found["sep"]:
        return Token("separator", found["sep"], found["sep"], found.start(), found.end())
    if found["num"]:
        value = number(found["num"])
        if value is None:
            return None
        about = found["about"] is not None
        return Token(
            "number", found["unit"] or "元", found[0], found.start(), found.end(), value, about
        )
    name = next(k for k, v in found.groupdict().items() if v and k.startswith("k_"))
    return Token("key", name[2:], found[0], found.start(), found.end())
