"""PostgreSQL's own for the sweep: who is owed which warning, asked and written as sets.

One statement over all open dates finds the cases with something to tell; one per chunk writes the
ledger and returns what was new. Features used: DISTINCT ON, data-modifying CTEs, unnest, FILTER,
INSERT … ON CONFLICT DO UPDATE … WHERE, ANY(array), NOT MATERIALIZED.
"""

from collections.abc import Sequence
from datetime import date

from django.db import connection

from rectify.supervision.mornings import Morning, Told

Case = tuple[int | None, int | None]
"""An issue, or the plan of an overall measure: (issue id, None) or (None, plan id)."""

# Rungs nest: a deadline that has passed a rung has passed all before it, so each date needs only
# its most urgent one. A final date of a long-term issue is never overdue (design §4).
_DATES = """
marks AS (
  SELECT * FROM unnest(%(rungs)s::int[], %(latest)s::date[]) AS m(rung, latest)
), dates AS (
  SELECT 'issues.issue' AS noun, i.id AS object_id, i.id AS issue_id, i.plan_id,
         i.due_on, i.cycle, i.division_id AS owner
    FROM issues_issue i
   WHERE i.state = 'rectifying' AND i.due_on <= %(furthest)s
     AND NOT (i.long_term AND i.due_on < %(on)s) {of_issue}
  UNION ALL
  SELECT 'issues.measure', m.id, m.issue_id, m.plan_id, m.due_on, i.cycle, NULL
    FROM issues_measure m JOIN issues_issue i ON i.id = m.issue_id
   WHERE m.done_on IS NULL AND m.due_on <= %(furthest)s AND m.due_on IS DISTINCT FROM i.due_on
     AND i.state = 'rectifying' {of_issue}
  UNION ALL
  SELECT 'issues.measure', m.id, NULL, m.plan_id, m.due_on, 1, NULL
    FROM issues_measure m JOIN issues_plan p ON p.id = m.plan_id
   WHERE m.issue_id IS NULL AND m.done_on IS NULL AND m.due_on <= %(furthest)s
     AND p.state = 'issued' {of_plan}
  UNION ALL
  SELECT 'issues.steprun', r.id, i.id, i.plan_id, r.due_on, s.cycle, NULL
    FROM issues_steprun r
    JOIN issues_signoff s ON s.id = r.sign_off_id AND s.state = 'open'
    JOIN issues_issue i ON i.id = s.issue_id
   WHERE r.left_at IS NULL AND r.due_on <= %(furthest)s {of_issue}
), open_dates AS (
  SELECT d.*, (SELECT min(rung) FROM marks WHERE d.due_on <= latest) AS rung FROM dates d
)
"""

# `late_only`: the owner's office is told when it is too late, and owes no earlier rung.
_ASKED = """
seats AS NOT MATERIALIZED (
  SELECT h.user_id, h.post_id, t.role, t.unit_id, u.division_id, person.email <> '' AS mailed
    FROM accounts_holding h
    JOIN accounts_user person ON person.id = h.user_id AND person.is_active
    JOIN accounts_post t ON t.id = h.post_id AND t.role IN ('staff', 'office')
    JOIN regions_unit u ON u.id = t.unit_id
   WHERE h.starts_on <= %(on)s AND (h.ends_on IS NULL OR h.ends_on >= %(on)s)
), duties AS NOT MATERIALIZED (
  SELECT r.* FROM issues_responsibility r
   WHERE r.role = ANY(%(notified)s) AND (r.starts_on IS NULL OR r.starts_on <= %(on)s)
     AND (r.ends_on IS NULL OR r.ends_on >= %(on)s)
), of_units AS (
  SELECT d.noun, d.object_id, r.unit_id
    FROM open_dates d JOIN duties r ON r.issue_id = d.issue_id
   WHERE d.noun = 'issues.issue'
      OR d.noun = 'issues.measure'
         AND NOT EXISTS (SELECT 1 FROM duties own WHERE own.measure_id = d.object_id)
  UNION ALL
  SELECT d.noun, d.object_id, r.unit_id
    FROM open_dates d JOIN duties r ON r.measure_id = d.object_id
   WHERE d.noun = 'issues.measure'
  UNION ALL
  SELECT d.noun, d.object_id, y.unit_id
    FROM open_dates d JOIN issues_stepparty y ON y.run_id = d.object_id
   WHERE d.noun = 'issues.steprun' AND y.done_at IS NULL AND y.unit_id IS NOT NULL
), of_offices AS (
  SELECT d.noun, d.object_id, c.code, false AS late_only
    FROM open_dates d
    JOIN duties r ON r.issue_id = d.issue_id AND r.role = ANY(%(answering)s)
    JOIN regions_division c ON c.code = left(r.division_code, 6) AND c.level = 'county'
   WHERE d.noun = 'issues.issue'
  UNION ALL
  SELECT d.noun, d.object_id, d.owner, true
    FROM open_dates d WHERE d.noun = 'issues.issue' AND d.rung = -1
  UNION ALL
  SELECT d.noun, d.object_id, y.division_code, false
    FROM open_dates d JOIN issues_stepparty y ON y.run_id = d.object_id
   WHERE d.noun = 'issues.steprun' AND y.done_at IS NULL AND y.division_code <> ''
), asked AS (
  SELECT p.noun, p.object_id, false AS late_only, s.user_id, s.post_id, s.mailed
    FROM of_units p JOIN seats s ON s.unit_id = p.unit_id
  UNION ALL
  SELECT p.noun, p.object_id, p.late_only, s.user_id, s.post_id, s.mailed
    FROM of_offices p JOIN seats s ON s.division_id = p.code AND s.role = 'office'
)
"""

_UNTOLD = """
NOT EXISTS (
  SELECT 1 FROM supervision_deadlinewarning w
   WHERE w.due_on = d.due_on AND w.noun = d.noun AND w.object_id = d.object_id
     AND w.cycle = d.cycle AND w.recipient_id = a.user_id AND w.rung = d.rung
     AND w.channel = 'inbox' AND w.state <> 'cancelled')
"""

_CASES = """
SELECT DISTINCT d.issue_id, CASE WHEN d.issue_id IS NULL THEN d.plan_id END
  FROM open_dates d JOIN asked a USING (noun, object_id)
 WHERE {untold} ORDER BY 1, 2
"""

# One row per person: who is asked twice is told once, at the post that is asked for every rung.
_FRESH = """
fresh AS (
  SELECT DISTINCT ON (d.noun, d.object_id, a.user_id) d.*, a.late_only, a.user_id, a.post_id,
         a.mailed
    FROM open_dates d JOIN asked a USING (noun, object_id)
   WHERE {untold}
   ORDER BY d.noun, d.object_id, a.user_id, a.late_only, a.post_id
), wanted AS (
  SELECT f.*, m.rung AS passed
    FROM fresh f JOIN marks m ON f.due_on <= m.latest AND (m.rung = f.rung OR NOT f.late_only)
)
"""

# All workers insert in one order, so that two sweeps wait for each other instead of deadlocking.
_WRITE = """
written AS (
  INSERT INTO supervision_deadlinewarning AS w
         (noun, object_id, issue_id, due_on, cycle, rung, recipient_id, post_id, channel, state,
          at, swept_on)
  SELECT noun, object_id, issue_id, due_on, cycle, passed, user_id, post_id, 'inbox',
         CASE WHEN passed = rung THEN 'sent' ELSE 'superseded' END, %(at)s, %(on)s
    FROM wanted
   ORDER BY due_on, noun, object_id, cycle, user_id, passed
  ON CONFLICT (due_on, noun, object_id, cycle, recipient_id, rung, channel) DO UPDATE
     SET state = excluded.state, at = excluded.at, swept_on = excluded.swept_on,
         post_id = excluded.post_id
   WHERE w.state = 'cancelled'
  RETURNING noun, object_id, recipient_id AS user_id, rung AS passed
)
"""

_TOLD = """
SELECT f.user_id, f.post_id, f.mailed, f.noun, f.object_id, f.issue_id, f.plan_id, f.cycle,
       f.due_on, f.rung, n.superseded, coalesce(i.serial, ''), coalesce(i.title, ''),
       coalesce(run.name, m.number::text, ''), p.title
  FROM (SELECT noun, object_id, user_id, min(passed) AS rung, count(*) - 1 AS superseded
          FROM {source} GROUP BY noun, object_id, user_id) n
  JOIN fresh f USING (noun, object_id, user_id, rung)
  JOIN issues_plan p ON p.id = f.plan_id
  LEFT JOIN issues_issue i ON i.id = f.issue_id
  LEFT JOIN issues_measure m ON f.noun = 'issues.measure' AND m.id = f.object_id
  LEFT JOIN issues_steprun run ON f.noun = 'issues.steprun' AND run.id = f.object_id
 ORDER BY f.user_id, f.plan_id, f.issue_id, f.rung, f.due_on, f.noun, f.object_id
"""

_CANCEL = """
INSERT INTO supervision_deadlinewarning
       (noun, object_id, issue_id, due_on, cycle, rung, recipient_id, post_id, channel, state,
        at, swept_on)
SELECT v.noun, v.object_id, v.issue_id, v.due_on, v.cycle, m.rung, v.recipient_id, v.post_id,
       'inbox', 'cancelled', %(at)s, %(on)s
  FROM (SELECT w.noun, w.object_id, w.issue_id, w.due_on, w.cycle, w.recipient_id,
               max(w.post_id) AS post_id, min(w.rung) AS rung
          FROM supervision_deadlinewarning w
          LEFT JOIN issues_issue i ON i.id = w.issue_id
          LEFT JOIN issues_measure m ON w.noun = 'issues.measure' AND m.id = w.object_id
         WHERE w.due_on >= %(since)s AND w.noun IN ('issues.issue', 'issues.measure')
           AND (w.issue_id IS NULL OR i.state = 'rectifying')
           AND (w.due_on, w.cycle) IS DISTINCT FROM
               (CASE w.noun WHEN 'issues.issue' THEN i.due_on ELSE m.due_on END,
                coalesce(i.cycle, 1))
         GROUP BY w.noun, w.object_id, w.issue_id, w.due_on, w.cycle, w.recipient_id
        HAVING min(w.rung) > -1) v
  JOIN unnest(%(rungs)s::int[]) AS m(rung) ON m.rung < v.rung
 ORDER BY v.due_on, v.noun, v.object_id, v.cycle, v.recipient_id, m.rung
ON CONFLICT DO NOTHING
"""

_ALL = {"of_issue": "", "of_plan": ""}
_SOME = {"of_issue": "AND i.id = ANY(%(issues)s)", "of_plan": "AND p.id = ANY(%(plans)s)"}


def cases(morning: Morning) -> list[Case]:
    """Every case with a warning somebody has not been told, in the order chunks take them."""
    parts = [_DATES.format(**_ALL), _ASKED]
    statement = f"WITH {', '.join(parts)} {_CASES.format(untold=_UNTOLD)}"
    with connection.cursor() as cursor:
        cursor.execute(statement, morning.values())
        return [(issue, plan) for issue, plan in cursor.fetchall()]


def write(morning: Morning, chunk: Sequence[Case], *, dry_run: bool = False) -> list[Told]:
    """Write the ledger rows of these cases and return the rungs newly sent, by person and case.

    A dry run returns the same and writes nothing. Call inside a transaction.
    """
    parts = [_DATES.format(**_SOME), _ASKED, _FRESH.format(untold=_UNTOLD)]
    parts += [] if dry_run else [_WRITE]
    told = _TOLD.format(source="wanted" if dry_run else "written")
    values = morning.values() | {
        "issues": [issue for issue, _ in chunk if issue is not None],
        "plans": [plan for _, plan in chunk if plan is not None],
    }
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {', '.join(parts)} {told}", values)
        return [Told._make(row) for row in cursor.fetchall()]


def cancel(morning: Morning, since: date) -> int:
    """Record as cancelled the rungs that never came because the deadline was changed.

    Looks at deadlines on or after `since`: those before were settled by the sweep of that day.
    """
    with connection.cursor() as cursor:
        cursor.execute(_CANCEL, morning.values() | {"since": since})
        return int(cursor.rowcount)
