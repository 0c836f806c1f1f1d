"""Times the sweep over many open dates on a throwaway cluster: first, again, next morning.

Run from the checkout:
`.venv/bin/python bench/sweep.py [--dates 500000] [--from -30] [--to 365] [--people 1]`.
Four fifths of the dates are measures', one fifth issues' own, spread evenly over `--from`…`--to`
days around the day of the sweep, over 3 000 divisions and 30 000 units with `--people` each. Two
units answer for an issue, the county's office beside them, the owner's once it is overdue.
Prints one JSON line a sweep: seconds by the clock, CPU seconds of the worker and of its database
backend (what they took whatever else ran), the worker's peak memory in MB, and the counts.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

ON, NEXT = date(2026, 11, 25), date(2026, 11, 26)
DIVISIONS, UNITS, CITIES = 3_000, 30_000, 40
INSIDE = "RECTIFY_BENCH_INSIDE"

PLACES = """
INSERT INTO regions_division (code, name, level, is_local, is_demo, pinyin)
SELECT '98', '示例省', 'province', true, true, '';
INSERT INTO regions_division (code, name, level, parent_id, is_local, is_demo, pinyin)
SELECT '98' || lpad(c::text, 2, '0'), '第' || c || '州', 'city', '98', true, true, ''
  FROM generate_series(1, {cities}) c;
INSERT INTO regions_division (code, name, level, parent_id, is_local, is_demo, pinyin)
SELECT '98' || lpad((n % {cities} + 1)::text, 2, '0') || lpad((n / {cities} + 1)::text, 2, '0'),
       '第' || n || '县', 'county', '98' || lpad((n % {cities} + 1)::text, 2, '0'), true, true, ''
  FROM generate_series(0, {counties} - 1) n;
INSERT INTO regions_unit (name, short_name, division_id, kind, rank, is_demo)
SELECT '单位' || n, '', d.code, CASE WHEN n < {divisions} THEN 'office' ELSE 'department' END,
       100, true
  FROM generate_series(0, {units} - 1) n
  JOIN (SELECT code, row_number() OVER (ORDER BY code) - 1 AS i FROM regions_division) d
    ON d.i = n % {divisions};
INSERT INTO accounts_post (unit_id, role, name)
SELECT id, CASE kind WHEN 'office' THEN 'office' ELSE 'staff' END, '岗' || k
  FROM regions_unit, generate_series(1, {people}) k;
INSERT INTO accounts_user (username, name, email, password, is_active, is_demo,
                           password_changed_at, session_mark)
SELECT 'u' || id, '第' || id || '人', 'u' || id || '@example.cn', '!', true, true, now(), ''
  FROM accounts_post;
INSERT INTO accounts_holding (user_id, post_id, starts_on, duty)
SELECT u.id, p.id, '2024-01-01', 'business'
  FROM accounts_post p JOIN accounts_user u ON u.username = 'u' || p.id;
"""

DATES = """
INSERT INTO issues_issue (plan_id, round_id, division_id, serial, sort_key, title, text, goal,
       category, deadline_text, deadline_kind, stages, due_on, long_term, deadline_confirmed,
       units_as_written, source_place, responsible_leader, responsible_person, state, cycle,
       progress_pct, requires_signoff, has_deadline, pace_override, pace_reason, issued_at,
       returned_reason, facets_version, version)
SELECT {plan}, {round}, '98' || lpad((n % {cities} + 1)::text, 2, '0'), n::text, n,
       '沿岸' || n || '家砂石料场违规占用河道，弃渣直接入河', '…', '', '', '', 'fixed_date', '[]',
       date '{on}' + {low} + (n::bigint * 7919 % {span})::int, false, true, '{{}}', '', '', '',
       'rectifying', 1, 0, true, true, '', '', now(), '', 0, 1
  FROM generate_series(1, {issues}) n;
INSERT INTO issues_measure (plan_id, issue_id, number, heading, text, units_as_written,
       deadline_text, due_on, done_note)
SELECT {plan}, i.id, k, '', '拆除生产设施，清运物料。', '{{}}', '',
       date '{on}' + {low} + ((i.id * 4 + k) * 104729 % {span})::int, ''
  FROM issues_issue i, generate_series(1, 4) k;
INSERT INTO issues_responsibility (issue_id, unit_id, division_code, role, label, received_by)
SELECT i.id, u.id, u.division_id, r.role, '', ''
  FROM issues_issue i
  CROSS JOIN (VALUES ('lead', 0), ('implementing', 3000), ('cooperating', 6000)) r(role, shift)
  JOIN (SELECT id, division_id, row_number() OVER (ORDER BY id) - 1 AS n FROM regions_unit) u
    ON u.n = {divisions} + (i.id * 31 % {divisions} + r.shift);
"""


def seed(dates: int, low: int, high: int, people: int) -> None:
    """Places and people, then the dates, by INSERT … SELECT; fresh statistics at the end."""
    from django.db import connection

    from issues import kinds
    from issues.models import Plan, Round, RoundKind
    from rectify.regions import reference
    from rectify.signoff import presets

    reference._write_calendar()
    presets.load()
    kinds.load()
    values = {"cities": CITIES, "divisions": DIVISIONS, "units": UNITS, "on": ON, "low": low}
    values["people"] = people
    values |= {"counties": DIVISIONS - CITIES - 1, "issues": dates // 5, "span": high - low + 1}
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        for statement in PLACES.format(**values).split(";\n"):
            if statement.strip():
                cursor.execute(statement)
                cursor.execute("ANALYZE")
        kind = RoundKind.objects.get(code="provincial")
        round_ = Round.objects.create(
            code="bench", name="第三轮", kind=kind, division_id="98", chain=kind.chain
        )
        plan = Plan.objects.create(
            round=round_,
            division_id="98",
            title="整改方案",
            doc_no="1",
            state="issued",
            issued_on=ON,
        )
        cursor.execute(DATES.format(**values, plan=plan.pk, round=round_.pk))
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("RESET statement_timeout")
        cursor.execute(
            "SELECT (SELECT count(*) FROM issues_issue WHERE due_on IS NOT NULL)"
            " + (SELECT count(*) FROM issues_measure WHERE due_on IS NOT NULL)"
        )
        print(json.dumps({"open_dates": cursor.fetchone()[0]}))


def backend_cpu() -> float:
    """CPU seconds our database backend has used since it began (Linux)."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        text = Path(f"/proc/{cursor.fetchone()[0]}/stat").read_text()
    user, system = text.rsplit(")", 1)[1].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def measure(name: str, on: date, **options: bool) -> None:
    from rectify.core import clock
    from rectify.supervision.services import sweep

    with clock.at(on):
        began, cpu, backend = time.perf_counter(), time.process_time(), backend_cpu()
        counts = sweep(on, **options).as_json()
    print(
        json.dumps(
            {
                "run": name,
                "seconds": round(time.perf_counter() - began, 2),
                "app_cpu": round(time.process_time() - cpu, 2),
                "db_cpu": round(backend_cpu() - backend, 2),
                "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
                **counts,
            },
            ensure_ascii=False,
        ),
        flush=True,
    )


def inside(options: argparse.Namespace) -> None:
    """The timed part, with the environment of the throwaway cluster."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    seed(options.dates, options.low, options.high, options.people)
    measure("dry", ON, dry_run=True)
    measure("first", ON)
    measure("again", ON)
    measure("next morning", NEXT)
    measure("again", NEXT)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dates", type=int, default=500_000)
    parser.add_argument("--from", type=int, default=-30, dest="low")
    parser.add_argument("--to", type=int, default=365, dest="high")
    parser.add_argument("--people", type=int, default=1)
    options = parser.parse_args()
    if os.environ.get(INSIDE):
        inside(options)
        return 0
    from rectify.supervisor.testing import throwaway_services

    with throwaway_services() as services:
        environment = {**os.environ, **services, INSIDE: "1", "RECTIFY_PROFILE": "test"}
        environment["DJANGO_SETTINGS_MODULE"] = "rectify.settings"
        return subprocess.run([sys.executable, *sys.argv], env=environment).returncode


if __name__ == "__main__":
    sys.exit(main())
