"""Finds the expressions of time in a plain text: one pass, left to right, longest form first."""

import re
from collections.abc import Callable
from functools import lru_cache

from rectify.exchange.phrases.deadline import building, forms
from rectify.exchange.phrases.deadline.building import Fields, Found
from rectify.exchange.phrases.deadline.term import Edge, Term

_FOREVER = re.compile("[-至到]+长期")
"""2022年3月—长期: the date begins a duty without end."""
Builder = Callable[[Found], Fields | None]

_RULES: tuple[tuple[str, Builder], ...] = (
    (forms.FIVE_YEARS, building.plan),
    (forms.NUMERIC, building.numeric),
    (forms.NUMERIC_SHORT_YEAR, building.numeric),
    (forms.NUMERIC_SOLID, building.numeric),
    *((form, building.span) for form in forms.SPANS),
    (rf"{forms.YEAR}(?P<tail>{forms.WHEN})?{forms.SUFFIX}", building.dated),
    (rf"(?<!\d)(?<![每个])(?!中(?![秋考])){forms.WHEN}{forms.SUFFIX}", building.when),
    (forms.AGAIN, building.again),
    (forms.MONTH_FROM_NOW, building.month_from_now),
    (forms.MONTH_END, building.month_from_now),
    (forms.QUARTER_FROM_NOW, building.quarter_from_now),
    (forms.TODAY, building.today),
    (forms.DAY_ALONE, building.day_alone),
    (forms.NUMERIC_NO_YEAR, building.numeric_no_year),
)


@lru_cache(maxsize=1)
def _compiled() -> tuple[tuple[re.Pattern[str], Builder], ...]:
    return tuple((re.compile(form), build) for form, build in _RULES)


def terms(text: str) -> tuple[Term, ...]:
    """Every expression of time in `text`, in order and without overlap."""
    found: list[Term] = []
    place = 0
    while place < len(text):
        term = _at(text, place) if text[place] in forms.STARTS else None
        if term:
            found.append(term)
        place = term.end if term else place + 1
    return tuple(found)


def _at(text: str, place: int) -> Term | None:
    for pattern, build in _compiled():
        found = pattern.match(text, place)
        fields = build(found) if found and found.end() > place else None
        if found and fields:
            return Term(start=found.start(), end=found.end(), edge=_edge(found), **fields)
    return None


def _edge(found: Found) -> Edge:
    suffix = found.groupdict().get("suf") or ""
    if re.search("左右|前后", suffix):
        return "about"
    if re.search("起|开始|以来", suffix):
        return "start"
    if _FOREVER.match(found.string, found.end()):
        return "start"
    if "后" in suffix:
        return "after"
    before = found.string[max(0, found.start() - 2) : found.start()]
    return "start" if before.endswith(("自", "从", "始于")) else ""
