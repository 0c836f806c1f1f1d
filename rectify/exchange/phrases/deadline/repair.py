"""Undoes what scanning and typing do to dates: letters for digits, circles for zero."""

import re

from rectify.exchange.phrases.plain import Plain

_ROUND = re.compile(r"(?:(?<=[0-9])|(?<=[0-9][年月.\-/]))[OoОΟοо○◯〇]|[OoОΟοо○◯〇](?=[0-9])")
_SLIM = re.compile(
    r"(?:(?<=[0-9])|(?<=[0-9][年月.\-/]))[lI|Ⅰ](?=[0-9年月日号底末.\-/]|$)|[lI|](?=[0-9])"
)
_CIRCLE = re.compile(
    r"(?<=[一二三四五六七八九〇])[OoОΟοо○◯零](?=[一二三四五六七八九〇OoОΟοо○◯零年])"
)

_SUN = re.compile(r"(?P<day>月\d{1,2}|月[十一二三]{1,3})[曰目](?=前|之前|以前|止|完|[,;。、()]|$)")
_ROMAN = re.compile("[I1ⅠⅡⅢⅣ](?=季度?)")
_QUARTERS = str.maketrans("IⅠⅡⅢⅣ", "11234")


def repair(plain: Plain) -> Plain:
    """The same text with look-alike letters inside numbers turned into digits."""
    text = plain.text
    for _again in range(3):
        text = _ROUND.sub("0", text)
        text = _SLIM.sub("1", text)
        text = _CIRCLE.sub("〇", text)
    text = _SUN.sub(r"\g<day>日", text)
    text = _ROMAN.sub(lambda found: found[0].translate(_QUARTERS), text)
    return plain.with_text(text)
