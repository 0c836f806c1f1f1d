"""Numbers beside their counts."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from django import template

register = template.Library()


@register.filter
def share_of(part: int | None, whole: int | None) -> str:
    """Per cent of two shown counts, one decimal, half up; — when the denominator is zero."""
    if not whole or part is None:
        return "—"
    value = Decimal(part) * 100 / Decimal(whole)
    return f"{value.quantize(Decimal('0.1'), ROUND_HALF_UP)}%"


@register.filter
def minus(left: int | None, right: int | None) -> int:
    """left − right, missing counted as 0."""
    return (left or 0) - (right or 0)
