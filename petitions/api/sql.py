"""The units of a page of petitions in one statement (PostgreSQL: json_agg)."""

from collections.abc import Sequence
from datetime import date

from django.db import connection

UNITS = """
SELECT a.petition_id,
       json_agg(json_build_object('id', u.id, 'name', u.name, 'role', a.role)
                ORDER BY u.division_id, u.rank, u.id)::text
  FROM petitions_assignment a JOIN regions_unit u ON u.id = a.unit_id
 WHERE a.petition_id = ANY(%(ids)s::bigint[]) AND (a.ends_on IS NULL OR a.ends_on >= %(on)s)
 GROUP BY a.petition_id
"""


def units_of(ids: Sequence[int], on: date) -> dict[int, str]:
    """JSON text by petition id; ids come from a page of rows in sight."""
    with connection.cursor() as cursor:
        cursor.execute(UNITS, {"ids": list(ids), "on": on})
        return dict(cursor.fetchall())
