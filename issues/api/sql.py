"""What stands around a page of issues, in one statement (PostgreSQL: lateral, json_agg)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

AROUND = """
SELECT i.id, s.id, s.version, r.kind, r.name, r.due_on, m.first_due, m.first_missed,
       (SELECT json_agg(json_build_object('id', u.id, 'name', u.name, 'role', x.role)
                        ORDER BY u.division_id, u.rank, u.id, x.id)
          FROM issues_responsibility x JOIN regions_unit u ON u.id = x.unit_id
         WHERE x.issue_id = i.id AND (x.ends_on IS NULL OR x.ends_on >= %(on)s))::text
  FROM unnest(%(ids)s::bigint[]) AS i(id)
  LEFT JOIN issues_signoff s ON s.issue_id = i.id AND s.state = 'open'
  LEFT JOIN issues_steprun r ON r.sign_off_id = s.id AND r.left_at IS NULL
  LEFT JOIN LATERAL (
       SELECT min(due_on) AS first_due,
              min(due_on) FILTER (WHERE done_on IS NULL OR done_on > %(on)s) AS first_missed
         FROM issues_measure
        WHERE issue_id = i.id AND due_on < %(on)s) m ON true
"""


@dataclass(frozen=True, slots=True)
class Around:
    """The open cycle and its running step; the first dated measure past, the first one missed;
    the units in force as JSON text."""

    issue: int
    signoff: int | None
    signoff_version: int | None
    step: str | None
    step_name: str | None
    step_due_on: date | None
    first_due: date | None
    first_missed: date | None
    units: str | None


def around(ids: Sequence[int], on: date) -> dict[int, Around]:
    """By issue id; ids come from a page of rows in sight."""
    with connection.cursor() as cursor:
        cursor.execute(AROUND, {"ids": list(ids), "on": on})
        return {row[0]: Around(*row) for row in cursor.fetchall()}
