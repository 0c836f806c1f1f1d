"""What was done in numbers: the quantities of the latest reports, added up by name and unit.

PostgreSQL's own: DISTINCT ON, jsonb_array_elements. A later report of the same unit replaces its
earlier one, because reports are cumulative (一期一报, 累计数).
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from issues.models import Issue
from rectify.accounts.scope import Scope
from rectify.figures.filters import Filters
from rectify.figures.rows import issues_in
from rectify.figures.sql import compiled

_LATEST = """
SELECT DISTINCT ON (r.issue_id, r.unit_id) r.issue_id, r.quantities
  FROM issues_progressreport r
 WHERE r.issue_id IN ({issues}) AND r.reported_on <= %s
 ORDER BY r.issue_id, r.unit_id, r.id DESC
"""
_TOTALS = """
SELECT q->>'name', q->>'unit', sum((q->>'amount')::numeric), count(DISTINCT l.issue_id)
  FROM ({latest}) l, jsonb_array_elements(l.quantities) q
 GROUP BY 1, 2 ORDER BY 4 DESC, 1, 2
"""
_NAMED = """
SELECT l.issue_id FROM ({latest}) l
 WHERE l.quantities @> jsonb_build_array(jsonb_build_object('name', %s::text, 'unit', %s::text))
"""


@dataclass(frozen=True)
class Quantity:
    """One kind of result: `total` in `unit`, reported for `issues` issues."""

    name: str
    unit: str
    total: Decimal
    issues: int
    filters: Filters

    @property
    def url(self) -> str:
        """The issues it was reported for."""
        query = self.filters.query(quantity=self.name, quantity_unit=self.unit)
        return f"/figures/rows/?{query}"


def quantities(scope: Scope, filters: Filters) -> list[Quantity]:
    """All kinds of results in sight, most reported first; one query."""
    asked = _latest(scope, filters)
    if asked is None:
        return []
    latest, params = asked
    with connection.cursor() as cursor:
        cursor.execute(_TOTALS.format(latest=latest), params)
        return [
            Quantity(name, unit, total, issues, filters)
            for name, unit, total, issues in cursor.fetchall()
        ]


def issues_with(scope: Scope, filters: Filters, name: str, unit: str) -> QuerySet[Issue]:
    """The issues whose latest report names this quantity in this unit."""
    asked = _latest(scope, filters)
    if asked is None:
        return issues_in(scope, filters).none()
    latest, params = asked
    with connection.cursor() as cursor:
        cursor.execute(_NAMED.format(latest=latest), [*params, name, unit])
        found = [row[0] for row in cursor.fetchall()]
    return issues_in(scope, filters).filter(pk__in=found)


def _latest(scope: Scope, filters: Filters) -> tuple[str, list[Any]] | None:
    seen = compiled(issues_in(scope, filters).order_by().values("pk"))
    return seen and (_LATEST.format(issues=seen[0]), [*seen[1], filters.as_of])
