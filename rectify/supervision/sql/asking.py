"""Who is owed which warning on a morning: the common table expressions of the sweep.

Features used: unnest, DISTINCT ON, LATERAL, ANY(array), NOT MATERIALIZED.
"""

# Rungs nest: a deadline that has passed a rung has passed all before it, so each date needs only
# its most urgent one. A final date of a long-term issue is never overdue (design §4). One CTE a
# kind of date: the planner then knows how many rows each has.
DATES = """
marks AS (
  SELECT * FROM unnest(%(rungs)s::int[], %(latest)s::date[]) AS m(rung, latest)
), issue_dates AS (
  SELECT i.id AS object_id, i.id AS issue_id, i.plan_id, i.due_on, i.cycle, {rung} AS rung,
         i.division_id AS owner
    FROM issues_issue i, LATERAL (SELECT i.due_on) d
   WHERE i.state = 'rectifying' AND i.due_on <= %(furthest)s
     AND NOT (i.long_term AND i.due_on < %(on)s) AND {news} {of_issue}
), measure_dates AS (
  SELECT d.id AS object_id, d.issue_id, d.plan_id, d.due_on, i.cycle, {rung} AS rung
    FROM issues_measure d JOIN issues_issue i ON i.id = d.issue_id
   WHERE d.done_on IS NULL AND d.due_on <= %(furthest)s AND d.due_on IS DISTINCT FROM i.due_on
     AND i.state = 'rectifying' AND {news} {of_issue}
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
RUNG = "(SELECT min(m.rung) FROM marks m WHERE d.due_on <= m.latest)"
# History taken over from a ledger is silent: a rung whose day had come by then was told on paper.
NEWS = f"(i.imported_on IS NULL OR i.cycle > 1 OR d.due_on > i.imported_on + {RUNG})"
DATE = "d.object_id, d.issue_id, d.plan_id, d.due_on, d.cycle, d.rung"

# `late_only`: the owner's office is told when it is too late, and owes no earlier rung.
ASKED = """
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
UNTOLD = """
NOT EXISTS (
  SELECT 1 FROM supervision_deadlinewarning w
   WHERE w.noun = a.noun AND w.object_id = a.object_id AND w.due_on = a.due_on
     AND w.cycle = a.cycle AND w.recipient_id = a.user_id AND w.rung <= a.rung
     AND w.state NOT IN ('superseded', 'cancelled'))
"""

CASES = """
SELECT DISTINCT a.issue_id, CASE WHEN a.issue_id IS NULL THEN a.plan_id END
  FROM asked a WHERE {untold} ORDER BY 1, 2
"""

# One row per person: who is asked twice is told once, at the post that is asked for every rung.
FRESH = """
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
