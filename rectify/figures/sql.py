"""PostgreSQL's own for the progress table: issues by the places that own or answer for them.

One matter may be answered for by several places: it counts in each, and once in the total.
"""

from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F, QuerySet

from issues.models import Issue
from rectify.figures.rows import answering

# `places` are half-open ranges of codes; a pair says that an issue is a matter of a place. Within
# a place an entry gives way to the one it repeats, as `facts.once` has it for a whole list.
_BY_PLACE = """
WITH places AS (
  SELECT * FROM unnest(%s::varchar[], %s::varchar[]) AS s(low, high)
), listed AS MATERIALIZED ({listed}), answered AS ({answered}), pairs AS MATERIALIZED (
  SELECT l.pk, l.twin, s.low FROM listed l JOIN places s
      ON l.owner COLLATE "C" >= s.low AND l.owner COLLATE "C" < s.high
  UNION
  SELECT l.pk, l.twin, s.low FROM answered a JOIN listed l ON l.pk = a.issue_id JOIN places s
      ON a.code COLLATE "C" >= s.low AND a.code COLLATE "C" < s.high
)
SELECT p.low, {facts}, count(*) FROM (
  SELECT pairs.low, l.*, (pairs.twin IS NULL OR NOT EXISTS (
           SELECT 1 FROM pairs t WHERE t.pk = pairs.twin AND t.low = pairs.low)) AS once_here
    FROM pairs JOIN listed l ON l.pk = pairs.pk) p
 GROUP BY p.low, {facts}
"""


def compiled(rows: QuerySet[Any, Any]) -> tuple[str, tuple[Any, ...]] | None:
    """SQL and parameters of a queryset, `None` where it can have no row (somebody sees nothing)."""
    try:
        return rows.query.sql_with_params()
    except EmptyResultSet:
        return None


def count_by_place(
    rows: QuerySet[Issue], facts: dict[str, Any], places: list[tuple[str, str]]
) -> list[tuple[str, dict[str, Any], int]]:
    """(low end of the place's range, facts, how many); `facts` without `is_once`, which is added.

    `places` must not overlap.
    """
    listed = rows.order_by().annotate(twin=F("same_as_id"), owner=F("division_id"), **facts)
    answered = answering().annotate(code=F("division_code"))
    found = compiled(listed.values("pk", "twin", "owner", *facts))
    duties = compiled(answered.order_by().values("issue_id", "code"))
    if found is None or duties is None:
        return []
    (inner, params), (who, more) = found, duties
    columns = ", ".join(f"p.{name}" for name in (*facts, "once_here"))
    sql = _BY_PLACE.format(listed=inner, answered=who, facts=columns)
    lows, highs = [low for low, _ in places], [high for _, high in places]
    with connection.cursor() as cursor:
        cursor.execute(sql, [lows, highs, *params, *more])
        return [
            (low, dict(zip((*facts, "is_once"), values, strict=True)), n)
            for low, *values, n in cursor.fetchall()
        ]
