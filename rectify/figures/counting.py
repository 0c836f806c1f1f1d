"""One aggregate pass per noun: rows grouped by their facts, from which every figure is added up."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Sum

from rectify.accounts.scope import Scope
from rectify.figures.figure import Figure, Noun, Wants, facts_in
from rectify.figures.filters import Filters


@dataclass(frozen=True)
class Group:
    """`n` rows that share all their facts; for petitions with the sums of what they state."""

    facts: dict[str, Any]
    n: int

    def fits(self, wanted: Wants) -> bool:
        return all(self.facts[name] in allowed for name, allowed in wanted)


@dataclass(frozen=True)
class Tally:
    """The groups of one noun at one cut-off."""

    groups: list[Group]

    def count(self, wanted: Wants) -> int:
        """How many rows fit."""
        return sum(group.n for group in self.groups if group.fits(wanted))

    def total(self, column: str, wanted: Wants) -> Decimal:
        """The sum of an outcome column over the rows that fit."""
        found = (group.facts[f"sum_{column}"] for group in self._fitting(wanted))
        return Decimal(sum(value for value in found if value is not None))

    def stating(self, column: str, wanted: Wants) -> int:
        """How many of the rows that fit state the column at all."""
        return sum(group.facts[f"stating_{column}"] for group in self._fitting(wanted))

    def _fitting(self, wanted: Wants) -> Iterable[Group]:
        return (group for group in self.groups if group.fits(wanted))


def tally(noun: Noun, scope: Scope, filters: Filters, wanted: Iterable[Figure]) -> Tally:
    """Count a noun once for these figures; one query whatever their number."""
    rows, facts = facts_in(noun, scope, filters)
    names = {name for figure in wanted for name in figure.facts}
    facts = {name: facts[name] for name in sorted(names)}
    sums = _sums({figure.column for figure in wanted if figure.column})
    counted = rows.order_by().annotate(**facts).values(*facts).annotate(n=Count("pk"), **sums)
    if not facts:
        return Tally([_group(rows.order_by().aggregate(n=Count("pk"), **sums))])
    return Tally([_group(row) for row in counted])


def _group(row: dict[str, Any]) -> Group:
    return Group(row, row["n"])


def _sums(columns: set[str]) -> dict[str, Any]:
    sums = {f"sum_{column}": Sum(column) for column in columns}
    return {**sums, **{f"stating_{column}": Count(column) for column in columns}}
