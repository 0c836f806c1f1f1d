"""汇总进展表 (domain §13): one line per round kind, one per place, totals counted once."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from issues.kinds import KINDS
from issues.models import RoundKind
from rectify.accounts.scope import Scope, code_range
from rectify.figures.counting import Group, Tally, tally
from rectify.figures.definitions import FIGURES
from rectify.figures.facts import issue_facts, said
from rectify.figures.filters import OWN_LEVEL, Filters
from rectify.figures.rows import issues_in
from rectify.figures.sql import count_by_place
from rectify.figures.values import Value, value_of
from rectify.regions.models import Division

COLUMNS = {
    "issues_listed": gettext_lazy("总数"),
    "issues_needing_signoff": gettext_lazy("需销号数"),
    "issues_due": gettext_lazy("应完成数"),
    "issues_finished": gettext_lazy("已完成"),
    "issues_on_schedule": gettext_lazy("达序时"),
    "issues_behind": gettext_lazy("未达序时"),
    "issues_overdue": gettext_lazy("逾期"),
    "issues_long_term": gettext_lazy("长期坚持"),
    "issues_accepted": gettext_lazy("已验收"),
    "issues_signed_off": gettext_lazy("已销号"),
    "completion_rate_all": gettext_lazy("完成率"),
    "signoff_rate": gettext_lazy("销号率"),
}
"""Figure → heading of its column, in the order of the form."""
WANTED = [FIGURES[code] for code in COLUMNS]
NAMES = sorted({name for figure in WANTED for name in figure.facts})
MOST_PLACES = 200
SHIPPED = [row["code"] for row in KINDS]


@dataclass(frozen=True)
class Line:
    """One line of the table: a name and the value of every column."""

    name: str
    cells: list[Value]


def total(values: Iterable[Value]) -> Line:
    """The line of all lists joined, out of figures already reckoned: one matter counts once."""
    known = {value.code: value for value in values}
    return Line(_("合计"), [known[code] for code in COLUMNS])


def by_kind(scope: Scope, filters: Filters) -> list[Line]:
    """A line per round kind that has issues; two queries."""
    rows = issues_in(scope, filters)
    twin = rows.filter(pk=OuterRef("same_as_id"), round__kind_id=OuterRef("round__kind_id"))
    facts = {
        **issue_facts(rows, filters.as_of),
        "is_once": said(Q(same_as=None) | ~Q(Exists(twin))),
    }
    facts = {name: facts[name] for name in NAMES}
    kind = "round__kind_id"
    counted = rows.order_by().annotate(**facts).values(kind, *facts).annotate(n=Count("pk"))
    groups: dict[str, list[Group]] = {}
    for row in counted:
        groups.setdefault(row[kind], []).append(Group(row, row["n"]))
    names = dict(RoundKind.objects.filter(code__in=groups).values_list("code", "name"))
    return [
        _line(names[code], Tally(groups[code]), filters.but(kind=code))
        for code in sorted(names, key=_rank)
    ]


def _rank(kind: str) -> tuple[int, str]:
    """Kinds as they ship, central first; an office's own after them."""
    return (SHIPPED.index(kind) if kind in SHIPPED else len(SHIPPED), kind)


def by_place(scope: Scope, filters: Filters) -> list[Line]:
    """A line per place one level below the one looked at, and one for what stays with it."""
    places = _places(scope, filters)
    if not places:
        return []
    rows = issues_in(scope, filters)
    facts = issue_facts(rows, filters.as_of)
    wanted: dict[str, Any] = {name: facts[name] for name in NAMES if name != "is_once"}
    groups: dict[str, list[Group]] = {}
    for low, found, n in count_by_place(rows, wanted, [code_range(code) for code in places]):
        groups.setdefault(low, []).append(Group(found, n))
    lines = [
        _line(places[code], Tally(groups[code]), filters.but(division=code, below=""))
        for code in places
        if code in groups
    ]
    return [*_own(scope, filters), *lines]


def _own(scope: Scope, filters: Filters) -> list[Line]:
    """What no place below answers for: departments of the place itself."""
    code = filters.division or _only_range(scope)
    if not code:
        return []
    own = filters.but(division=code, below=OWN_LEVEL)
    counted = tally("issue", scope, own, WANTED)
    return [_line(_("本级"), counted, own)] if counted.groups else []


def _places(scope: Scope, filters: Filters) -> dict[str, str]:
    """Code → name of the places the lines stand for, in the order of their codes."""
    code = filters.division or _only_range(scope)
    rows = Division.objects.order_by("code")
    rows = rows.filter(parent_id=code) if code else rows.filter(code__in=_outermost(scope))
    return dict(rows.values_list("code", "name")[:MOST_PLACES])


def _only_range(scope: Scope) -> str:
    codes = _outermost(scope)
    return codes[0] if len(codes) == 1 else ""


def _outermost(scope: Scope) -> list[str]:
    """The codes of the scope's ranges without those that lie within another."""
    codes = sorted({low for low, _high in scope.ranges})
    return [code for code in codes if not any(code != o and code.startswith(o) for o in codes)]


def _line(name: str, counted: Tally, filters: Filters) -> Line:
    return Line(name, [value_of(figure, counted, filters) for figure in WANTED])
