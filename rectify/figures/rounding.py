"""Shares of two counts as offices print them (domain §15): half up, never full below full."""

from decimal import ROUND_HALF_UP, Decimal

HUNDRED = Decimal(100)


def per_cent(part: int, whole: int, decimals: int = 1) -> str | None:
    """`part` of `whole` in per cent, or `None` for a zero denominator.

    Less than the whole never shows as 100: the largest value below is printed instead. Raises
    `ValueError` when the part is not a part of the whole.
    """
    if not 0 <= part <= whole:
        raise ValueError(f"{part} is no part of {whole}")
    if whole == 0:
        return None
    step = Decimal(1).scaleb(-decimals)
    value = (Decimal(part) * HUNDRED / Decimal(whole)).quantize(step, ROUND_HALF_UP)
    if value == HUNDRED and part < whole:
        value -= step
    return str(value)


def points(now: str | None, base: str | None) -> str | None:
    """The difference of two printed shares in points, signed, so that a reader can repeat it."""
    if now is None or base is None:
        return None
    return f"{Decimal(now) - Decimal(base):+}"
