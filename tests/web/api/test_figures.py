"""Figures over the API: each with a definition, and with lists that count the same."""

from urllib.parse import urlsplit

import pytest

from rectify.figures.definitions import FIGURES
from tests import factories as make
from tests import petition_factories as petitions

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(cast):
    make.disclosed(cast, code="r-done")
    make.applied(cast, code="r-applied")
    make.rectifying(cast, code="r-open", issues=3)
    petitions.closed(cast)
    petitions.answering_one(cast, 2)


def rows(caller, **query) -> dict[str, dict]:
    answer = caller.get("figures/", **query)
    assert answer.status_code == 200, answer.content.decode()
    return {row["code"]: row for row in answer.json()["results"]}


def counted(caller, url) -> int:
    """The count of the list a figure leads to."""
    where = urlsplit(url)
    assert where.path.startswith("/api/v1/")
    answer = caller.client.get(f"{url}&count=exact&limit=1", headers=caller.headers)
    assert answer.status_code == 200, (url, answer.content.decode())
    return answer.json()["count"]


def test_every_figure_there_is_comes_with_its_definition(world, token_of):
    found = rows(token_of("city1"))
    assert list(found) == list(FIGURES)
    for row in found.values():
        assert set(row) == {
            *("code", "name", "definition", "numerator", "denominator"),
            *("value", "unit", "as_of", "rows"),
        }
        assert row["definition"].endswith("。")


@pytest.mark.parametrize("who", ["province1", "city1", "county1", "county2", "unit1", "system1"])
def test_every_count_equals_the_list_it_leads_to(world, token_of, who):
    caller = token_of(who)
    for row in rows(caller).values():
        sums = FIGURES[row["code"]].column
        whole = row["denominator"] if sums else row["numerator"]
        assert counted(caller, row["rows"]["numerator_url"]) == whole, row["code"]
        if row["denominator"] is not None:
            assert counted(caller, row["rows"]["denominator_url"]) == row["denominator"]


def test_figures_are_narrowed_by_what_is_asked(world, token_of):
    caller = token_of("city1")
    every = rows(caller, code="issues_listed")["issues_listed"]["numerator"]
    one = rows(caller, code="issues_listed", round="r-open")["issues_listed"]["numerator"]
    assert (every, one) == (5, 3)
    assert list(rows(caller, code="issues_listed,issues_finished")) == [
        "issues_listed",
        "issues_finished",
    ]


@pytest.mark.parametrize(
    "query", [{"round": "gone"}, {"code": "nothing"}, {"as_of": "2026"}, {"colour": "red"}]
)
def test_what_names_nothing_is_a_400_and_never_ignored(world, token_of, query):
    answer = token_of("city1").get("figures/", **query)
    assert answer.status_code == 400
    assert next(iter(query)) in answer.content.decode()


def test_rows_of_no_figure_are_not_found(world, token_of):
    caller = token_of("city1")
    for query in ({}, {"code": "petitions_handed"}, {"code": "issues_listed", "part": "half"}):
        assert caller.get("figures/issues/", **query).status_code in (400, 404), query
