"""The same number of queries for one row, twenty and fifty (conventions 40)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories as make

pytestmark = pytest.mark.django_db
SIZES = (1, 20, 50)
LIMITS = {"list": 8, "home": 24, "plan": 20, "rounds": 12, "issue": 60}
"""At most so many, session and frame included."""


def queries(client, url):
    client.get(url)  # the first request also measures the session
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def one_number(counts, limit):
    assert len(set(counts)) == 1, counts
    assert counts[0] <= limit, counts


@pytest.fixture
def plans(cast):
    """One plan of each size, in rounds of their own."""
    return {n: make.issued_plan(cast, issues=n, code=f"r{n}") for n in SIZES}


@pytest.mark.parametrize("name", ["province1", "city1", "county1", "unit1", "acceptor1", "leader1"])
def test_the_list(plans, client_of, name):
    client = client_of(name)
    urls = [f"/issues/?size=50&round={plans[n].round_id}" for n in SIZES]
    one_number([queries(client, url) for url in urls], LIMITS["list"])


@pytest.mark.parametrize("name", ["unit1", "acceptor1", "city1"])
def test_the_home_page(cast, client_of, name):
    client, counts = client_of(name), []
    for n in SIZES:
        make.issued_plan(cast, issues=n, code=f"r{n}")
        counts.append(queries(client, "/?all=1"))
    one_number(counts, LIMITS["home"])


def test_the_home_page_of_those_who_sign(cast, client_of):
    client, counts = client_of("county1"), []
    for n in (1, 3, 6):
        for at in range(n):
            make.applied(cast, code=f"r{n}-{at}")
        counts.append(queries(client, "/?all=1"))
    one_number(counts, LIMITS["home"])


@pytest.mark.parametrize("name", ["city1", "county1"])
def test_the_plan(plans, client_of, name):
    client = client_of(name)
    urls = [f"/plans/{plans[n].pk}/?size=50" for n in SIZES]
    one_number([queries(client, url) for url in urls], LIMITS["plan"])


def test_a_draft_plan_with_its_findings(cast, client_of):
    drafts = [make.drafted_plan(cast, issues=n, code=f"d{n}", goal="") for n in SIZES]
    counts = [queries(client_of("city1"), f"/plans/{plan.pk}/?size=50") for plan in drafts]
    one_number(counts, LIMITS["plan"])


def test_the_rounds(cast, client_of):
    counts = []
    for n in SIZES:
        for at in range(n):
            make.drafted_plan(cast, code=f"r{n}-{at}")
        counts.append(queries(client_of("city1"), "/rounds/"))
    one_number(counts, LIMITS["rounds"])


@pytest.mark.parametrize(
    "tab", ["progress", "evidence", "signoff", "notices", "warnings", "history"]
)
def test_the_issue_page(cast, client_of, tab):
    """With one report and pair, with twenty, with fifty."""
    issue, client, counts = make.received(cast), client_of("unit1"), []
    for n in SIZES:
        for _report in range(n):
            make.progress.report(cast.unit1, issue.pk, pct=5, done_text="清运。")
        for _pair in range(3 if n > 1 else 1):
            make.dossier.add_pair(
                cast.unit1, issue.pk, before=make.photo(), after=make.photo("green")
            )
        counts.append(queries(client, f"/issues/{issue.pk}/?tab={tab}"))
    one_number(counts, LIMITS["issue"])
