"""Every figure on every page opens a list whose count equals it, whoever looks (U-10)."""

import re
from datetime import date, timedelta
from html import unescape

import pytest

from issues.models import Issue
from petitions.models import Petition
from rectify.core import clock
from tests import factories as make
from tests import petition_factories as cases

PEOPLE = ("province1", "city1", "county1", "unit1", "leader1", "inspector1")
LINK = re.compile(r'<a [^>]*href="([^"]+)" data-count="(\d+)"')
TOTAL = re.compile(r'data-total="(\d+)"')
QUANTITIES = [{"name": "清运弃渣", "amount": "2.1", "unit": "万立方米"}]


@pytest.fixture
def lived(cast):
    """Issues in several states, one with quantities and a sub-issue; petitions closed and open."""
    plan = make.issued_plan(cast, issues=5)
    first, second, third, fourth, fifth = plan.issues.order_by("sort_key")
    day = date(2026, 11, 1)
    done = {"completed_on": day, "accepted_on": day}
    Issue.objects.filter(pk=first.pk).update(state="signed_off", signed_off_on=day, **done)
    Issue.objects.filter(pk=second.pk).update(state="completed", completed_on=day)
    Issue.objects.filter(pk=third.pk).update(pace_override="overdue")
    Issue.objects.filter(pk=fourth.pk).update(parent=second, requires_signoff=False)
    make.progress.receive(cast.unit1, fifth.pk)
    make.progress.report(cast.unit1, fifth.pk, pct=50, done_text="清运。", quantities=QUANTITIES)
    cases.closed(cast, 1)
    cases.stage_closed(cast, 2)
    cases.answering_one(cast, 3)
    return cast


def links(page):
    return [(unescape(url), int(n)) for url, n in LINK.findall(page.content.decode())]


def wrong(client, page):
    """The links of a page whose list has another count than the link says."""
    found = set(links(page))
    opened = {url: client.get(url).content.decode() for url, _n in found}
    return [(url, n) for url, n in found if int(TOTAL.search(opened[url])[1]) != n]


@pytest.mark.parametrize("name", PEOPLE)
def test_every_figure_opens_as_many_rows_as_it_says(lived, client_of, name):
    client = client_of(name)
    page = client.get("/figures/")
    assert page.status_code == 200
    assert len(links(page)) > 60
    assert wrong(client, page) == []


NARROWED = ("division=9901&below=own", "kind=provincial&from=2026-01-01&as_of=2026-11-10")


@pytest.mark.parametrize("query", NARROWED)
def test_filters_reach_the_rows_too(lived, client_of, query):
    client = client_of("city1")
    assert wrong(client, client.get(f"/figures/?{query}")) == []


@pytest.mark.parametrize("name", ["city1", "county1", "leader1", "desk1"])
def test_the_home_page_shows_figures_that_open(lived, client_of, name):
    client = client_of(name)
    page = client.get("/")
    assert "主要数字" in page.content.decode()
    assert links(page)
    assert wrong(client, page) == []


def test_who_reads_no_place_has_no_figures_at_home(lived, client_of):
    assert "主要数字" not in client_of("unit1").get("/").content.decode()


def test_the_county_line_counts_what_the_county_answers_for(lived, client_of):
    Issue.objects.update(due_on=clock.today() + timedelta(days=30), facets_version=1)
    page = client_of("city1").get("/figures/?division=9901").content.decode()
    line = re.search(r'<th scope="row">青崖县</th>(.*?)</tr>', page, re.S)[1]
    assert re.findall(r">([^<]+)</a>", line)[:4] == ["4", "4", "0", "2"]


def test_a_rate_without_anything_to_count_is_a_dash(cast, client_of):
    page = client_of("city1").get("/figures/").content.decode()
    assert "—" in page
    assert "0.0 <small>%" not in page


def test_definition_and_cut_off_stand_with_every_rate(lived, client_of):
    page = client_of("city1").get("/figures/?as_of=2026-11-10").content.decode()
    assert "已销号的问题 ÷ 需销号的问题；不需销号的不进分母。" in page
    assert page.count("怎么算的") == page.count("<dd>2026-11-10</dd>") > 10


@pytest.mark.parametrize("query", ["round=999", "round=nowhere", "division=ab", "as_of=soon",
                                   "from=2026-02-01&to=2026-01-01", "kind=none"])  # fmt: skip
def test_a_filter_that_names_nothing_is_said_and_nothing_is_counted(lived, client_of, query):
    client = client_of("city1")
    page = client.get(f"/figures/?{query}")
    assert page.status_code == 400
    assert "error-text" in page.content.decode()
    assert links(page) == []
    assert (
        client.get(f"/figures/rows/?code=issues_listed&part=numerator&{query}").status_code == 404
    )


@pytest.mark.parametrize("query", ["code=none", "code=issues_listed&part=whole", ""])
def test_rows_of_no_figure_are_not_found(lived, client_of, query):
    assert client_of("city1").get(f"/figures/rows/?{query}").status_code == 404


def test_a_neighbour_counts_nothing_of_ours(lived, client_of):
    page = client_of("county2").get("/figures/")
    assert {n for _url, n in links(page)} == {0}


def test_the_page_costs_as_many_queries_for_many_rows_as_for_few(
    lived, client_of, django_assert_max_num_queries
):
    client = client_of("city1")
    client.get("/figures/")
    with django_assert_max_num_queries(30) as few:
        client.get("/figures/")
    Issue.objects.filter(state="rectifying").update(cycle=1)
    make.issued_plan(lived, issues=30, code="more")
    with django_assert_max_num_queries(len(few)):
        client.get("/figures/")


def test_rows_are_the_rows_counted(lived, client_of):
    page = client_of("city1").get("/figures/rows/?code=issues_signed_off&part=numerator")
    assert re.findall(r'href="/issues/(\d+)/"', page.content.decode()) == [
        str(Issue.objects.get(state="signed_off").pk)
    ]
    page = client_of("desk1").get("/figures/rows/?code=petitions_staged&part=numerator")
    assert (
        f'href="/petitions/{Petition.objects.get(state="stage_closed").pk}/"'
        in page.content.decode()
    )


@pytest.mark.parametrize("name", ["system1", "audit1"])
def test_an_officer_counts_nothing(lived, client_of, name):
    page = client_of(name).get("/figures/")
    assert page.status_code == 200
    assert {n for _url, n in links(page)} == {0}
