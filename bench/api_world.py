"""The seeded database of `bench.api`, and the views it is compared with."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import orjson
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import include, path

QUERY = "?state=rectifying&due_on__lte=2027-06-30&division=9901&limit=50&ordering=due_on"
OF_PETITIONS = "?state=answering&division=9901&limit=50&ordering=open_due_on"
PATHS = {
    "trivial": "/api/bench/trivial/",
    "issues_list": f"/api/v1/issues/{QUERY}",
    "issues_cursor_dict_orjson": "/api/bench/issues/",
    "petitions_list": f"/api/v1/petitions/{OF_PETITIONS}",
    "petitions_cursor_dict_orjson": "/api/bench/petitions/",
}
SCOPE = """
  SELECT id FROM issues_issue WHERE division_id >= '9901' AND division_id < '9902'
   UNION SELECT issue_id FROM issues_responsibility
          WHERE division_code >= '9901' AND division_code < '9902' AND ends_on IS NULL
"""
ISSUES = f"""
SELECT i.id, i.serial, i.title, i.category, i.round_id, r.code AS round_code, i.plan_id,
       i.parent_id, i.division_id, d.name AS division_name, i.state, i.cycle, i.due_on,
       i.deadline_text, i.long_term, i.progress_pct, i.completed_on, i.accepted_on,
       i.signed_off_on, i.disclosed_at, i.version, i.pace_override, r.lead_days, k.clock_stops,
       s.id AS signoff, s.version AS signoff_version, t.kind AS step, t.name AS step_name,
       t.due_on AS step_due_on,
       (SELECT json_agg(json_build_object('id', u.id, 'name', u.name, 'role', x.role))
          FROM issues_responsibility x JOIN regions_unit u ON u.id = x.unit_id
         WHERE x.issue_id = i.id AND x.ends_on IS NULL)::text AS units,
       (SELECT min(m.due_on) FROM issues_measure m
         WHERE m.issue_id = i.id AND m.due_on < current_date) AS first_due
  FROM issues_issue i JOIN issues_round r ON r.id = i.round_id
  JOIN issues_roundkind k ON k.code = r.kind_id JOIN regions_division d ON d.code = i.division_id
  LEFT JOIN issues_signoff s ON s.issue_id = i.id AND s.state = 'open'
  LEFT JOIN issues_steprun t ON t.sign_off_id = s.id AND t.left_at IS NULL
 WHERE i.id IN ({SCOPE}) AND i.id IN ({SCOPE}) AND i.state = 'rectifying'
   AND i.due_on <= '2027-06-30'
 ORDER BY i.due_on, i.id LIMIT 51
"""
PETITIONS = """
SELECT p.id, p.round_id, r.code AS round_code, p.batch_id, b.number AS batch_number, b.handed_on,
       p.position, p.number, p.key, p.key_is_low, p.channel, p.received_on, p.owner_id,
       p.division_id, d.name AS division_name, p.area, p.text, p.pollution_types, p.is_key,
       p.duplicate_number, p.state, p.verdict, p.closure, p.due_on, p.county_due_on,
       p.open_due_on, p.next_due_on, p.handed_down_at, p.received_at, p.replied_at,
       p.reviewed_at, p.closed_on, p.published_at, p.imported, p.version,
       (SELECT json_agg(json_build_object('id', u.id, 'name', u.name, 'role', a.role))
          FROM petitions_assignment a JOIN regions_unit u ON u.id = a.unit_id
         WHERE a.petition_id = p.id AND a.ends_on IS NULL)::text AS units
  FROM petitions_petition p JOIN petitions_petitionbatch b ON b.id = p.batch_id
  JOIN issues_round r ON r.id = p.round_id LEFT JOIN regions_division d ON d.code = p.division_id
 WHERE p.owner_id >= '9901' AND p.owner_id < '9902' AND p.state = 'answering'
 ORDER BY p.open_due_on, p.id LIMIT 51
"""


def trivial(request: HttpRequest) -> HttpResponse:
    return HttpResponse(b"{}", content_type="application/json")


def by_cursor(sql: str) -> Callable[[HttpRequest], HttpResponse]:
    """The same rows by cursor → dict → orjson inside Django."""

    def view(request: HttpRequest) -> HttpResponse:
        with connection.cursor() as cursor:
            cursor.execute(sql)
            names = [column.name for column in cursor.description or ()]
            rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        return HttpResponse(orjson.dumps({"results": rows}), content_type="application/json")

    return view


urlpatterns = [
    path("api/bench/trivial/", trivial),
    path("api/bench/issues/", by_cursor(ISSUES)),
    path("api/bench/petitions/", by_cursor(PETITIONS)),
    path("", include("rectify.urls")),
]


@dataclass(frozen=True)
class World:
    """What was seeded, and a token of the city's office."""

    issues: int
    petitions: int
    secret: str


def caller(secret: str) -> Callable[[str], bytes]:
    """Calls a path through the whole of Django and gives the body."""
    client = Client(headers={"Authorization": f"Bearer {secret}"})

    def call(url: str) -> bytes:
        with override_settings(ROOT_URLCONF="bench.api_world"):
            answer = client.get(url, SERVER_NAME="localhost")
        if answer.status_code != 200:
            raise SystemExit(f"{url}: {answer.status_code} {answer.content[:300]!r}")
        return bytes(answer.content)

    return call


def queries(call: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as found:
        call()
    return len(found)


def seed(issues: int, petitions: int) -> World:
    """One issue and one petition by the services, then as many alike, written in bulk."""
    from rectify.accounts import tokens
    from rectify.regions import reference
    from tests import cast as people
    from tests import factories as make
    from tests import petition_factories

    reference._write_calendar()
    people.build()
    cast = people.load()
    more_issues(make.rectifying(cast), issues)
    more_petitions(petition_factories.answering_one(cast), petitions)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return World(issues, petitions, tokens.issue(cast.city1, cast.city1.post_id, name="bench"))


def more_issues(first: Any, count: int) -> None:
    """A third each rectifying, completed and signed off, with their units and dated measures."""
    from issues.models import Issue, Measure, Responsibility

    day = dt.date(2026, 1, 1)
    rows = []
    for n in range(2, count + 1):
        state = ("rectifying", "completed", "signed_off")[n % 3]
        done = {} if state == "rectifying" else {"completed_on": day, "signed_off_on": day}
        due_on = day + dt.timedelta(n % 700)
        changes = {"id": None, "serial": str(n), "sort_key": n, "state": state, "due_on": due_on}
        rows.append(Issue(**columns_of(first) | changes | done))
    made = Issue.objects.bulk_create(rows, batch_size=2000)
    for model in (Responsibility, Measure):
        alike = [columns_of(row) for row in model.objects.filter(issue=first)]
        copies = [model(**row | {"id": None, "issue_id": m.pk}) for m in made for row in alike]
        for copy in copies if model is Measure else ():
            copy.due_on = day
        model.objects.bulk_create(copies, batch_size=5000)


def more_petitions(first: Any, count: int) -> None:
    from petitions.models import Assignment, Petition

    day = dt.date(2026, 1, 1)
    rows = []
    for n in range(2, count + 1):
        state = ("answering", "handed_down", "answering")[n % 3]
        changes = {"id": None, "number": f"N{n}", "key": f"N{n}", "position": n, "state": state}
        changes["open_due_on"] = day + dt.timedelta(n % 700)
        rows.append(Petition(**columns_of(first) | changes))
    made = Petition.objects.bulk_create(rows, batch_size=2000)
    alike = [columns_of(row) for row in Assignment.objects.filter(petition=first)]
    copies = [Assignment(**row | {"id": None, "petition_id": m.pk}) for m in made for row in alike]
    Assignment.objects.bulk_create(copies, batch_size=5000)


def columns_of(row: Any) -> dict[str, Any]:
    """A row's columns by attribute name."""
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
