"""A form writes what it asks for and nothing else; other columns sent along stay (S-07)."""

import pytest

from issues.models import Issue, Plan, Responsibility, Round
from tests import factories as make

pytestmark = pytest.mark.django_db
NOISE = {
    "state": "signed_off",
    "division": "99",
    "division_id": "99",
    "progress_pct": "99",
    "signed_off_on": "2026-01-01",
    "accepted_on": "2026-01-01",
    "serial": "999",
    "cycle": "9",
    "requires_signoff": "false",
    "pace_override": "done",
    "round": "1",
    "facets_version": "9",
    "created_by": "1",
    "person": "别人",
    "person_id": "1",
    "unit_id": "1",
    "role": "owner",
    "as": "city1",
    "post": "1",
    "id": "1",
    "pk": "1",
}
EXPECTED = {
    # page → the columns of the issue that may change
    "act/receive": {"version"},
    "report": {"version", "progress_pct"},
    "evidence": {"version"},
}


def columns(issue):
    return Issue.objects.filter(pk=issue.pk).values().get()


@pytest.mark.parametrize("path", EXPECTED)
def test_an_issue_changes_in_what_the_page_is_for(cast, client_of, path):
    issue = make.rectifying(cast) if path == "act/receive" else make.received(cast)
    typed = {"text": "清运。", "percent": "30", "kind": "document", "document": make.photo()}
    before = columns(issue)
    answer = client_of("unit1").post(f"/issues/{issue.pk}/{path}/", {**NOISE, **typed})
    assert answer.status_code == 302
    after = columns(issue)
    assert {name for name in after if after[name] != before[name]} == EXPECTED[path]
    assert after["progress_pct"] == (30 if path == "report" else 0)


def test_the_author_is_who_is_signed_in(cast, client_of):
    issue = make.received(cast)
    typed = {**NOISE, "text": "清运。", "percent": "30"}
    client_of("unit1").post(f"/issues/{issue.pk}/report/", typed)
    report = issue.reports.get()
    assert (report.person, report.unit) == ("周某某", "青崖县人民政府")


def test_a_round_belongs_to_the_office_that_opens_it(cast, client_of):
    make.opened_round(cast)
    typed = {**NOISE, "kind": "central", "name": "第四轮", "code": "c-4", "lead_days": "99"}
    assert client_of("county1").post("/rounds/new/", typed).status_code == 302
    row = Round.objects.get(code="c-4")
    assert (row.division_id, row.lead_days) == (cast.county1.division, 15)


def test_an_approval_moves_the_plan_one_step_only(cast, client_of):
    plan = make.drafted_plan(cast)
    typed = {**NOISE, "state": "issued", "issued_on": "2026-01-01", "doc_no": "x",
             "approved_by": "州委", "approved_on": "2026-06-01"}  # fmt: skip
    client_of("city1").post(f"/plans/{plan.pk}/approve/", typed)
    kept = Plan.objects.values("state", "doc_no", "issued_on").get()
    assert kept == {"state": "approved", "doc_no": "", "issued_on": None}
    assert not Responsibility.objects.exists()
