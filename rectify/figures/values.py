"""Figures as values: what a page, a bulletin or the API prints, with the way to the rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from rectify.accounts.scope import Scope
from rectify.figures.counting import Tally, tally
from rectify.figures.definitions import FIGURES
from rectify.figures.figure import Figure, Noun, Part
from rectify.figures.filters import Filters
from rectify.figures.rounding import per_cent, points

ROWS_PAGE = "/figures/rows/"


@dataclass(frozen=True)
class Value:
    """One figure at one cut-off. `value` is a decimal string, `None` where nothing is counted.

    `numerator` is a count of rows, or the sum of a sum figure; `denominator` the count it is set
    against, for a sum the rows that state the number. `base` is the earlier rate of a change.
    """

    figure: Figure
    filters: Filters
    numerator: int | Decimal
    denominator: int | None
    value: str | None
    base: "Value | None" = None

    @property
    def code(self) -> str:
        return self.figure.code

    @property
    def as_of(self) -> date:
        return self.filters.as_of

    @property
    def counted(self) -> int:
        """How many rows the numerator link opens."""
        return (self.denominator or 0) if self.figure.column else int(self.numerator)

    def query(self, part: Part) -> str:
        """The query string that asks any list of the noun for exactly these rows."""
        return self.filters.query(code=self.code, part=part)

    def rows_url(self, part: Part, page: str = ROWS_PAGE) -> str:
        """Where these rows are listed; the list's count equals the figure's."""
        return f"{page}?{self.query(part)}"

    @property
    def numerator_url(self) -> str:
        return self.rows_url("numerator")

    @property
    def denominator_url(self) -> str:
        return self.rows_url("denominator")


def figures(scope: Scope, filters: Filters, codes: Iterable[str] = ()) -> list[Value]:
    """The figures asked for (all by default), in order: one query per noun and cut-off asked of.

    Raises `KeyError` for an unknown code.
    """
    wanted = [FIGURES[code] for code in codes] or list(FIGURES.values())
    earlier = filters.but(as_of=filters.base_on, base=None)
    now = _tallies(scope, filters, wanted)
    then = _tallies(scope, earlier, [FIGURES[one.of] for one in wanted if one.of])
    found = []
    for one in wanted:
        value = value_of(one, now[one.noun], filters)
        if one.of:
            value = _changed(value, value_of(FIGURES[one.of], then[one.noun], earlier))
        found.append(value)
    return found


def _tallies(scope: Scope, filters: Filters, wanted: list[Figure]) -> dict[Noun, Tally]:
    nouns: tuple[Noun, ...] = ("issue", "petition")
    asked = {noun: [one for one in wanted if one.noun == noun] for noun in nouns}
    return {noun: tally(noun, scope, filters, ones) for noun, ones in asked.items() if ones}


def figure(scope: Scope, filters: Filters, code: str) -> Value:
    """One figure; raises `KeyError` for an unknown code."""
    return figures(scope, filters, [code])[0]


def value_of(figure: Figure, counted: Tally, filters: Filters) -> Value:
    """A figure out of a tally of its noun."""
    if figure.column:
        stating = counted.stating(figure.column, figure.numerator)
        total = counted.total(figure.column, figure.numerator)
        shown = f"{total:.{figure.decimals}f}" if stating else None
        return Value(figure, filters, total, stating, shown)
    part = counted.count(figure.numerator)
    if figure.denominator is None:
        return Value(figure, filters, part, None, str(part))
    whole = counted.count(figure.denominator)
    return Value(figure, filters, part, whole, per_cent(part, whole, figure.decimals))


def _changed(now: Value, base: Value) -> Value:
    """The rate of today less the rate of then, both as printed."""
    return Value(
        now.figure, now.filters, now.numerator, now.denominator,
        points(now.value, base.value), base,
    )  # fmt: skip


def as_json(value: Value, page: str = ROWS_PAGE) -> dict[str, Any]:
    """The shape of `/api/v1/figures/` (design §8); `page` is the list the row links lead to: it
    takes the same query string and filters with `Figure.rows`."""
    whole = value.denominator is not None
    return {
        "code": value.code,
        "name": str(value.figure.name),
        "definition": str(value.figure.definition),
        "numerator": str(value.numerator) if value.figure.column else value.numerator,
        "denominator": value.denominator,
        "value": value.value,
        "unit": str(value.figure.unit),
        "as_of": value.as_of.isoformat(),
        "rows": {
            "numerator_url": value.rows_url("numerator", page),
            "denominator_url": value.rows_url("denominator", page) if whole else None,
        },
    }
