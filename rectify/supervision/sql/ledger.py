"""Writing the ledger and reading back what was new.

Features used: data-modifying CTEs, INSERT … ON CONFLICT DO UPDATE … WHERE, RETURNING, unnest.
"""

# All workers insert in one order, so that two sweeps wait for each other instead of deadlocking.
WRITE = """
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

TOLD = """
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
CANCEL = """
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
