"""Reading: rows, filters, cursors, what a list costs."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from issues.models import Issue, Measure
from rectify.core import clock
from tests import factories as make
from tests import petition_factories as petitions

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 23)


def ids(answer) -> list[int]:
    assert answer.status_code == 200, answer.content.decode()
    return [row["id"] for row in answer.json()["results"]]


def test_a_list_gives_rows_with_todays_words(cast, token_of):
    issue = make.applied(cast)
    body = token_of("city1").get("issues/", count="exact").json()
    assert (body["count"], body["next_cursor"]) == (1, None)
    row = body["results"][0]
    assert (row["id"], row["state"], row["step"]) == (issue.pk, "in_signoff", "endorse")
    assert (row["due_on"], row["pace"], row["lamp"]) == ("2026-12-31", "done", row["lamp"])
    assert ("responsible", "青崖县人民政府") in {(u["role"], u["name"]) for u in row["units"]}


@pytest.mark.parametrize("limit", [1, 2, 3])
@pytest.mark.parametrize("ordering", ["id", "-id", "due_on", "-due_on", "serial", "-completed_on"])
def test_pages_lead_through_every_row_once_whatever_is_empty(cast, token_of, limit, ordering):
    plan = make.issued_plan(cast, issues=7)
    for n, due_on in enumerate((None, date(2026, 3, 1), None, date(2026, 3, 1)), 1):
        plan.issues.filter(serial=str(n)).update(due_on=due_on, facets_version=1)
    caller, seen, cursor = token_of("city1"), [], None
    for _ in range(8):
        more = {"cursor": cursor} if cursor else {}
        answer = caller.get("issues/", limit=limit, ordering=ordering, **more)
        seen += ids(answer)
        cursor = answer.json()["next_cursor"]
        if cursor is None:
            break
    assert seen == ids(caller.get("issues/", ordering=ordering))
    assert sorted(seen) == sorted(plan.issues.values_list("pk", flat=True))


@pytest.mark.parametrize("resource", ["issues", "petitions"])
def test_a_list_costs_the_same_queries_for_1_50_and_200_rows(cast, session_of, resource):
    make.issued_plan(cast, issues=201)
    if resource == "petitions":
        batch = petitions.opened_batch(cast)
        for n in range(1, 202):
            petitions.registered(cast, n, batch=batch)
    caller = session_of("city1")
    caller.get(f"{resource}/")  # the session is written once a minute
    counts = set()
    for limit in (1, 50, 200):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            answer = caller.get(f"{resource}/", limit=limit, count="exact")
        assert len(ids(answer)) == limit
        counts.add(len(queries))
    assert len(counts) == 1
    assert counts.pop() <= 6


def test_a_filter_nobody_knows_is_named_and_nothing_is_widened(cast, token_of):
    make.issued_plan(cast)
    answer = token_of("city1").get("issues/", stat="rectifying")
    assert answer.status_code == 400
    assert "没有“stat”这个查询参数" in answer.json()["message"]
    assert answer.json()["detail"] == {"parameter": "stat"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("state", "rectifying,gone"),
        ("due_on__lte", "2026-13-01"),
        ("due_on__lte", "2026/12/01"),
        ("division", "青崖"),
        ("plan", "-1"),
        ("plan", "1e9"),
        ("limit", "201"),
        ("limit", "1000000000"),
        ("limit", "0"),
        ("count", "all"),
        ("ordering", "text"),
        ("cursor", "WyJpZCIsMV0"),
        ("top", "yes"),
        ("q", "\x00"),
        ("state", ""),
        ("id", "x"),
    ],
)
def test_a_value_that_cannot_be_read_is_a_400_with_a_sentence(token_of, name, value):
    answer = token_of("city1").get("issues/", **{name: value})
    assert answer.status_code == 400
    body = answer.json()
    assert set(body) == {"code", "message", "detail", "request_id"}
    assert body["code"] == "invalid"
    assert any("一" <= letter <= "鿿" for letter in body["message"])


def test_a_cursor_made_for_another_order_is_refused(cast, token_of):
    make.issued_plan(cast, issues=3)
    caller = token_of("city1")
    cursor = caller.get("issues/", limit=1).json()["next_cursor"]
    answer = caller.get("issues/", limit=1, ordering="due_on", cursor=cursor)
    assert (answer.status_code, answer.json()["detail"]) == (400, {"cursor": "不符"})


def test_a_division_is_its_subtree_and_where_units_answer(cast, token_of):
    issue = make.rectifying(cast)
    caller = token_of("province1")
    for code in ("99", "9901", "990121"):
        assert ids(caller.get("issues/", division=code)) == [issue.pk], code
    assert ids(caller.get("issues/", division="990122")) == []


def test_a_round_is_named_by_id_or_code(cast, token_of):
    issue = make.rectifying(cast)
    caller = token_of("city1")
    assert ids(caller.get("issues/", round="r3")) == [issue.pk]
    assert ids(caller.get("issues/", round=issue.round_id)) == [issue.pk]
    assert ids(caller.get("issues/", round="r4")) == []


def test_counting_stops_where_it_is_told_to(cast, token_of, monkeypatch):
    make.issued_plan(cast, issues=4)
    monkeypatch.setattr("rectify.core.api.paging.MOST_COUNTED", 3)
    body = token_of("city1").get("issues/", count="capped", limit=1).json()
    assert (body["count"], body["count_capped"]) == (3, True)
    assert token_of("city1").get("issues/", count="exact").json()["count"] == 4


class LampsAndPaces(TestCase):
    """What a filter finds is what the rows show, on every day."""

    @classmethod
    def setUpTestData(cls):
        from tests import cast as people

        cls.cast = people.load()
        make.issued_plan(cls.cast, issues=4)
        cls.issues = list(Issue.objects.order_by("pk"))

    days = st.one_of(st.none(), st.dates(date(2026, 11, 1), date(2027, 1, 31)))

    @settings(max_examples=60, deadline=None)
    @given(st.lists(st.tuples(days, st.booleans(), days, days, days), min_size=4, max_size=4))
    def test_filters_agree_with_rows(self, worlds):
        for issue, world in zip(self.issues, worlds, strict=True):
            _arrange(issue, *world)
        with clock.at(ON):
            from issues.api.filters import IssueFilters
            from issues.api.present import with_today
            from issues.api.rows import IssueRow

            columns = IssueRow.columns()
            rows = Issue.objects.order_by("pk").values_list(*columns.values())
            shown = with_today([dict(zip(columns, row, strict=True)) for row in rows], ON)
            for name in ("lamp", "pace"):
                for value in {row[name] for row in shown}:
                    found = IssueFilters.base_filters[name].filter(Issue.objects.all(), [value])
                    wanted = {row["id"] for row in shown if row[name] == value}
                    assert set(found.values_list("pk", flat=True)) == wanted, (name, value)


def _arrange(issue, due_on, long_term, completed_on, measure_due, measure_done) -> None:
    Issue.objects.filter(pk=issue.pk).update(
        due_on=due_on,
        long_term=long_term,
        completed_on=completed_on,
        facets_version=issue.facets_version + 1,
    )
    issue.facets_version += 1
    first = Measure.objects.filter(issue=issue).order_by("number").first()
    Measure.objects.filter(pk=first.pk).update(
        due_on=measure_due, done_on=measure_done, facets_version=1
    )
