"""One aggregate pass per noun: rows grouped by their facts, from which every figure is added up."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Sum

from petitions.models import OUTCOME
from rectify.accounts.scope import Scope
from rectify.figures.figure import Noun, Wants, facts_in
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


def tally(noun: Noun, scope: Scope, filters: Filters) -> Tally:
    """Count a noun once; one query whatever the number of figures."""
    return Tally(grouped(noun, scope, filters).get("", []))


def grouped(
    noun: Noun, scope: Scope, filters: Filters, by: str = "", **more: Any
) -> dict[str, list[Group]]:
    """The same, apart by a column such as `round__kind_id`; `more` overrides facts."""
    rows, facts = facts_in(noun, scope, filters)
    facts = {**facts, **more}
    keys = [*facts, by] if by else list(facts)
    counted = rows.order_by().annotate(**facts).values(*keys).annotate(n=Count("pk"), **_sums(noun))
    found: dict[str, list[Group]] = {}
    for row in counted:
        found.setdefault(row[by] if by else "", []).append(Group(row, row["n"]))
    return found


def _sums(noun: Noun) -> dict[str, Any]:
    if noun == "issue":
        return {}
    sums = {f"sum_{column}": Sum(column) for column in OUTCOME}
    return {**sums, **{f"stating_{column}": Count(column) for column in OUTCOME}}
