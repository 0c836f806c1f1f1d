"""Numbers as plans and notices write them: 十二, 二〇二四, 叁拾贰万捌仟, 27200余万, 1.2亿."""

import re
from decimal import Decimal

DIGITS = {
    **{char: value for value, char in enumerate("零一二三四五六七八九")},
    **{char: value for value, char in enumerate("〇壹贰叁肆伍陆柒捌玖")},
    "○": 0,
    "两": 2,
    "弍": 2,
    "参": 3,
}
SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "廿": 20, "卅": 30}
LARGE = {"万": 10_000, "萬": 10_000, "亿": 100_000_000}
CHINESE = "".join({*DIGITS, *SMALL, *LARGE})
_MIXED = re.compile(r"(\d{1,6}(?:\.\d{1,4})?)万(\d{1,4})(千?)")
_ARABIC = re.compile(r"(\d[\d,]*(?:\.\d+)?)([余多来几]?)([十百千万亿]*)([余多来几]?)")


def number(text: str) -> Decimal | None:
    """The value of a whole numeral, Arabic or Chinese; None when it is none."""
    mixed = _MIXED.fullmatch(text)
    if mixed:
        rest = Decimal(mixed[2]) * (1000 if mixed[3] else 1)
        return Decimal(mixed[1]) * LARGE["万"] + rest
    found = _ARABIC.fullmatch(text)
    if found:
        value = Decimal(found[1].replace(",", ""))
        for mark in found[3]:
            value *= LARGE.get(mark) or SMALL[mark]
        return value
    bare = text.rstrip("余多来几")
    whole = _chinese(bare) if bare else None
    return None if whole is None else Decimal(whole)


def integer(text: str) -> int | None:
    """The value of a whole numeral without fraction; None otherwise."""
    value = number(text)
    return int(value) if value is not None and value == value.to_integral_value() else None


def _chinese(text: str) -> int | None:
    if all(char in DIGITS for char in text):
        return int("".join(str(DIGITS[char]) for char in text))
    total = section = pending = 0
    for char in text:
        if char in DIGITS:
            pending = DIGITS[char]
        elif char in SMALL:
            unit = SMALL[char]
            section += unit if unit in (20, 30) else (pending or 1) * unit
            pending = 0
        elif char in LARGE:
            total = (
                (total + section + pending) * LARGE[char]
                if char == "亿"
                else (total + (section + pending) * LARGE[char])
            )
            section = pending = 0
        else:
            return None
    return total + section + pending
