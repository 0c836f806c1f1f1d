"""A figure as data: which facts its numerator and its denominator ask for, and its words."""

from dataclasses import dataclass
from typing import Any, Literal

from django.db.models import QuerySet

from issues.models import Issue
from petitions.models import Petition
from rectify.accounts.scope import Scope
from rectify.figures.facts import Facts, issue_facts, petition_facts
from rectify.figures.filters import Filters
from rectify.figures.rows import issues_in, petitions_in

Noun = Literal["issue", "petition"]
Part = Literal["numerator", "denominator"]
PARTS: tuple[Part, ...] = ("numerator", "denominator")
Wants = tuple[tuple[str, tuple[Any, ...]], ...]
"""Facts with the values allowed for each; all must hold."""


def wants(*true: str, **classes: str | tuple[str, ...]) -> Wants:
    """`wants("is_top", pace=("done", "on_schedule"))`: named facts true, classes as listed."""
    flags = tuple((name, (True,)) for name in true)
    kinds = tuple((k, v if isinstance(v, tuple) else (v,)) for k, v in classes.items())
    return flags + kinds


@dataclass(frozen=True)
class Figure:
    """One registered definition. `unit` is how the value is read: %, 件, 个百分点, 元 …

    A count has no denominator. A sum adds up `column` over rows that state it: both its parts are
    those rows. A change is the rate `of` another code at the cut-off less the one at the base day.
    """

    code: str
    name: Any
    definition: Any
    noun: Noun
    group: str
    numerator: Wants
    denominator: Wants | None = None
    unit: Any = "%"
    decimals: int = 1
    column: str = ""
    of: str = ""

    @property
    def facts(self) -> set[str]:
        """The names of the facts it asks for."""
        return {name for part in PARTS for name, _allowed in self.wanted(part)}

    def wanted(self, part: Part) -> Wants:
        """The facts of a part; a part the figure lacks is its numerator."""
        if part == "denominator" and self.denominator is not None:
            return self.denominator
        return self.numerator

    def rows(self, part: Part, scope: Scope, filters: Filters) -> QuerySet[Any]:
        """Exactly the rows this part counts, as a queryset of its noun."""
        rows, facts = facts_in(self.noun, scope, filters)
        wanted = self.wanted(part)
        rows = rows.annotate(**{name: facts[name] for name, _allowed in wanted})
        for name, allowed in wanted:
            rows = rows.filter(**{f"{name}__in": allowed})
        return rows.exclude(**{self.column: None}) if self.column else rows


def facts_in(
    noun: Noun, scope: Scope, filters: Filters
) -> tuple[QuerySet[Issue] | QuerySet[Petition], Facts]:
    """The rows a noun's figures stand on, and the facts about them at the cut-off."""
    if noun == "issue":
        issues = issues_in(scope, filters)
        return issues, issue_facts(issues, filters.as_of)
    petitions = petitions_in(scope, filters)
    return petitions, petition_facts(petitions, filters.as_of)
