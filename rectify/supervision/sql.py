"""PostgreSQL's own for the sweep: who is owed which warning, asked and written as sets.

One statement over all open dates finds the cases with something to tell; one per chunk writes the
ledger and returns what was new. Features used: DISTINCT ON, data-modifying CTEs, unnest,
INSERT … ON CONFLICT DO UPDATE … WHERE, ANY(array), NOT MATERIALIZED.
"""

from collections.abc import Sequence

from django.db import connection, transaction

from rectify.supervision.mornings import Morning, Told, Written

Case = tuple[int | None, int | None]
"""An issue, or the plan of an overall measure: (issue id, None) or (None, plan id)."""

# Rungs nest: a deadline that has passed a rung has passed all before it, so each date needs only
# its most urgent one. A final date of a long-term issue is never overdue (design §4). One CTE a
# kind of date: the planner then knows how many rows each has.
_DATES = """
marks AS (
  SELECT * FROM unnest(%(rungs)s::int[], %(latest)s::date[]) AS m(rung, latest)
), issue_dates AS (
  SELECT i.id AS object_id, i.id AS issue_id, i.plan_id, i.due_on, i.cycle, {rung} AS rung,
         i.division_id AS owner
    FROM issues_issue i, LATERAL (SELECT i.due_on) d
   WHERE i.state = 'rectifying' AND i.due_on <= %(furthest)s
     AND NOT (i.long_term AND i.due_on < %(on)s) {of_issue}
), measure_dates AS (
  SELECT d.id AS object_id, d.issue_id, d.plan_id, d.due_on, i.cycle, {rung} AS rung
    FROM issues_measure d JOIN issues_issue i ON i.id = d.issue_id
   WHERE d.done_on IS NULL AND d.due_on <= %(furthest)s AND d.due_on IS DISTINCT FROM i.due_on
     AND i.state = 'rectifying' {of_issue}
  UNION ALL
  SELECT d.id, NULL, d.plan_id, d.due_on, 1, {rung}
    FROM issues_measure d JOIN issues_plan p ON p.id = d.plan_id
   WHERE d.issue_id IS NULL AND d.done_on IS NULL AND d.due_on <= %(furthest)s
     AND p.state = 'issued' {of_plan}
), step_dates AS (
  SELECT d.id AS object_id, i.id AS issue_id, i.plan_id, d.due_on, s.cycle, {rung} AS rung
    FROM issues_steprun d
    JOIN issues_signoff s ON s.id = d.sign_off_id AND s.state = 'open'
    JOIN issues_issue i ON i.id = s.issue_id
   WHERE d.left_at IS NULL AND d.due_on <= %(furthest)s {of_issue}
)
"""
_RUNG = "(SELECT min(m.rung) FROM marks m WHERE d.due_on <= m.latest)"
_DATE = "d.object_id, d.issue_id, d.plan_id, d.due_on, d.cycle, d.rung"

# `late_only`: the owner's office is told when it is too late, and owes no earlier rung.
_ASKED = """
seats AS (
  SELECT h.user_id, h.post_id, t.role, t.unit_id, u.division_id
    FROM accounts_holding h
    JOIN accounts_user person ON person.id = h.user_id AND person.is_active
    JOIN accounts_post t ON t.id = h.post_id AND t.role IN ('staff', 'office')
    JOIN regions_unit u ON u.id = t.unit_id
   WHERE h.starts_on <= %(on)s AND (h.ends_on IS NULL OR h.ends_on >= %(on)s)
), duties AS NOT MATERIALIZED (
  SELECT r.* FROM issues_responsibility r
   WHERE r.role = ANY(%(notified)s) AND (r.starts_on IS NULL OR r.starts_on <= %(on)s)
     AND (r.ends_on IS NULL OR r.ends_on >= %(on)s)
), issue_duties AS NOT MATERIALIZED (
  SELECT r.* FROM duties r WHERE r.issue_id IS NOT NULL {of_duty}
), asked AS (
  SELECT d.noun, {date}, false AS late_only, s.user_id, s.post_id
    FROM (SELECT 'issues.issue' COLLATE "C" AS noun, {date}, r.unit_id
            FROM issue_dates d JOIN issue_duties r ON r.issue_id = d.issue_id
          UNION ALL
          SELECT 'issues.measure', {date}, r.unit_id
            FROM measure_dates d JOIN issue_duties r ON r.issue_id = d.issue_id
           WHERE NOT EXISTS (SELECT 1 FROM duties own WHERE own.measure_id = d.object_id)
          UNION ALL
          SELECT 'issues.measure', {date}, r.unit_id
            FROM measure_dates d JOIN duties r ON r.measure_id = d.object_id
          UNION ALL
          SELECT 'issues.steprun', {date}, y.unit_id
            FROM step_dates d JOIN issues_stepparty y ON y.run_id = d.object_id
           WHERE y.done_at IS NULL) d
    JOIN seats s ON s.unit_id = d.unit_id
  UNION ALL
  SELECT d.noun, {date}, d.late_only, s.user_id, s.post_id
    FROM (SELECT 'issues.issue' COLLATE "C" AS noun, {date}, false AS late_only, c.code
            FROM issue_dates d
            JOIN issue_duties r ON r.issue_id = d.issue_id AND r.role = ANY(%(answering)s)
            JOIN regions_division c ON c.code = left(r.division_code, 6) AND c.level = 'county'
          UNION ALL
          SELECT 'issues.issue', {date}, true, d.owner FROM issue_dates d WHERE d.rung = -1
          UNION ALL
          SELECT 'issues.steprun', {date}, false, y.division_code
            FROM step_dates d JOIN issues_stepparty y ON y.run_id = d.object_id
           WHERE y.done_at IS NULL AND y.division_code <> '') d
    JOIN seats s ON s.division_id = d.code AND s.role = 'office'
)
"""

# What was told covers every rung before it. Asked by what a row is not, because of what a planner
# without statistics makes of "state = 'sent'": one row in two hundred, and a quadratic plan.
_UNTOLD = """
NOT EXISTS (
  SELECT 1 FROM supervision_deadlinewarning w
   WHERE w.noun = a.noun AND w.object_id = a.object_id AND w.due_on = a.due_on
     AND w.cycle = a.cycle AND w.recipient_id = a.user_id AND w.rung <= a.rung
     AND w.state NOT IN ('superseded', 'cancelled'))
"""

_CASES = """
SELECT DISTINCT a.issue_id, CASE WHEN a.issue_id IS NULL THEN a.plan_id END
  FROM asked a WHERE {untold} ORDER BY 1, 2
"""

# One row per person: who is asked twice is told once, at the post that is asked for every rung.
_FRESH = """
fresh AS (
  SELECT DISTINCT ON (a.object_id, a.noun, a.user_id) a.*
    FROM asked a WHERE {untold}
   ORDER BY a.object_id, a.noun, a.user_id, a.late_only, a.post_id
), wanted AS (
  SELECT f.noun, f.object_id, f.issue_id, f.due_on, f.cycle, m.rung, f.user_id, f.post_id,
         CASE WHEN m.rung = f.rung THEN 'sent' ELSE 'superseded' END AS state
    FROM fresh f JOIN marks m ON f.due_on <= m.latest AND (m.rung = f.rung OR NOT f.late_only)
)
"""

# All workers insert in one order, so that two sweeps wait for each other instead of deadlocking.
_WRITE = """
written AS (
  INSERT INTO supervision_deadlinewarning AS w
         (noun, object_id, issue_id, due_on, cycle, rung, recipient_id, post_id, channel, state,
          at, swept_on)
  SELECT noun, object_id, issue_id, due_on, cycle, rung, user_id, post_id, 'inbox', state,
         %(at)s, %(on)s
    FROM wanted
   ORDER BY object_id, noun, due_on, cycle, user_id, rung
  ON CONFLICT (object_id, noun, due_on, cycle, recipient_id, rung, channel) DO UPDATE
     SET state = excluded.state, at = excluded.at, swept_on = excluded.swept_on,
         post_id = excluded.post_id
   WHERE w.state = 'cancelled'
  RETURNING noun, object_id, issue_id, due_on, cycle, rung, recipient_id AS user_id, post_id, state
)
"""

_TOLD = """
SELECT w.user_id, w.post_id, person.email <> '', w.noun, w.object_id, w.issue_id, p.id, w.cycle,
       w.due_on, w.rung, coalesce(i.serial, ''), coalesce(i.title, ''),
       coalesce(run.name, m.number::text, ''), p.title,
       (SELECT count(*) FROM {source} WHERE state = 'superseded')
  FROM {source} w
  JOIN accounts_user person ON person.id = w.user_id
  LEFT JOIN issues_issue i ON i.id = w.issue_id
  LEFT JOIN issues_measure m ON w.noun = 'issues.measure' AND m.id = w.object_id
  LEFT JOIN issues_steprun run ON w.noun = 'issues.steprun' AND run.id = w.object_id
  JOIN issues_plan p ON p.id = coalesce(i.plan_id, m.plan_id)
 WHERE w.state = 'sent'
 ORDER BY w.user_id, p.id, w.issue_id, w.rung, w.due_on, w.noun, w.object_id
"""

# Only an amendment or a reopening changes a date, and each leaves its mark on the issue: so few
# issues need a look. Their rungs below the last one that came are the ones that never will.
_CANCEL = """
WITH changed AS (
  SELECT id, due_on, cycle FROM issues_issue
   WHERE state = 'rectifying' AND (facets_version > 0 OR cycle > 1)
), current AS (
  SELECT 'issues.issue' AS noun, id AS object_id, due_on, cycle FROM changed
  UNION ALL
  SELECT 'issues.measure', m.id, m.due_on, c.cycle
    FROM issues_measure m JOIN changed c ON c.id = m.issue_id
  UNION ALL
  SELECT 'issues.measure', id, due_on, 1 FROM issues_measure WHERE issue_id IS NULL
), stale AS (
  SELECT w.noun, w.object_id, w.issue_id, w.due_on, w.cycle, w.recipient_id,
         max(w.post_id) AS post_id, min(w.rung) AS rung
    FROM supervision_deadlinewarning w JOIN current c USING (noun, object_id)
   WHERE (w.due_on, w.cycle) IS DISTINCT FROM (c.due_on, c.cycle)
   GROUP BY w.noun, w.object_id, w.issue_id, w.due_on, w.cycle, w.recipient_id
)
INSERT INTO supervision_deadlinewarning
       (noun, object_id, issue_id, due_on, cycle, rung, recipient_id, post_id, channel, state,
        at, swept_on)
SELECT s.noun, s.object_id, s.issue_id, s.due_on, s.cycle, m.rung, s.recipient_id, s.post_id,
       'inbox', 'cancelled', %(at)s, %(on)s
  FROM stale s JOIN unnest(%(rungs)s::int[]) AS m(rung) ON m.rung < s.rung
 ORDER BY s.object_id, s.noun, s.due_on, s.cycle, s.recipient_id, m.rung
ON CONFLICT DO NOTHING
"""

_PARTS = {"rung": _RUNG, "date": _DATE, "untold": _UNTOLD}
_ALL = {"of_issue": "", "of_plan": "", "of_duty": ""}
_SOME = {
    "of_issue": "AND i.id = ANY(%(issues)s)",
    "of_plan": "AND p.id = ANY(%(plans)s)",
    "of_duty": "AND r.issue_id = ANY(%(issues)s)",
}
_ROOM = "SET LOCAL work_mem = '48MB'"


def _composed(final: str, *steps: str, **choices: str) -> str:
    """The common table expressions in order, then the statement that reads them."""
    return f"WITH {', '.join(steps)} {final}".format(**_PARTS, **choices)


@transaction.atomic
def cases(morning: Morning) -> list[Case]:
    """Every case with a warning somebody has not been told, in the order chunks take them."""
    with connection.cursor() as cursor:
        cursor.execute(_ROOM)
        cursor.execute(_composed(_CASES, _DATES, _ASKED, **_ALL), morning.values())
        return [(issue, plan) for issue, plan in cursor.fetchall()]


def write(morning: Morning, chunk: Sequence[Case], *, dry_run: bool = False) -> Written:
    """Write the ledger rows of these cases; what was newly told, by person and case.

    A dry run returns the same and writes nothing. Call inside a transaction.
    """
    steps = [_DATES, _ASKED, _FRESH, *([] if dry_run else [_WRITE])]
    source = "wanted" if dry_run else "written"
    values = morning.values() | {
        "issues": [issue for issue, _ in chunk if issue is not None],
        "plans": [plan for _, plan in chunk if plan is not None],
    }
    with connection.cursor() as cursor:
        cursor.execute(_ROOM)
        cursor.execute(_composed(_TOLD, *steps, source=source, **_SOME), values)
        rows = cursor.fetchall()
    return Written([Told._make(row[:-1]) for row in rows], rows[0][-1] if rows else 0)


def cancel(morning: Morning) -> int:
    """Record as cancelled the rungs that never came because the deadline was changed."""
    with connection.cursor() as cursor:
        cursor.execute(_CANCEL, morning.values())
        return int(cursor.rowcount)
