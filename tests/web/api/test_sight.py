"""Sight: strangers get 401 everywhere, a foreign id reads like a missing one, officers see none."""

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver

from issues.models import Issue
from rectify.accounts import tokens
from rectify.urls_api import RESOURCES
from tests import factories as make
from tests import petition_factories as petitions
from tests.web.api.conftest import whole_world

pytestmark = pytest.mark.django_db
METHODS = ("get", "head", "options", "post", "put", "patch", "delete")
REFERENCE = ("divisions", "units", "round-kinds", "code-lists")
BUSINESS = tuple(name for name in RESOURCES if name not in REFERENCE)


def api_paths():
    """Every route of the API with its arguments filled in."""
    routes = next(
        entry
        for entry in get_resolver().url_patterns
        if isinstance(entry, URLResolver) and str(entry.pattern) == "api/v1/"
    )
    for entry in routes.url_patterns:
        name = entry.name.rpartition("-")[0]
        sample = {"round-kinds": "central", "code-lists": "lamp"}.get(name, "99")
        path = routes.pattern._route + entry.pattern.regex.pattern
        for part, value in (("(?P<id>", sample), ("(?P<variant>", "original")):
            while part in path:
                head, _, tail = path.partition(part)
                path = head + value + tail[tail.index(")") + 1 :]
        yield "/" + path.replace("^", "").replace(r"\Z", "").rstrip("$")


def test_strangers_get_401_on_every_route_and_method():
    paths = list(api_paths())
    assert len(paths) > 60
    for path in paths:
        for method in METHODS:
            answer = getattr(Client(), method)(path)
            assert answer.status_code == 401, (method, path, answer.status_code)


def test_a_token_that_is_wrong_withdrawn_or_of_an_officer_opens_nothing(cast, token_of):
    make.rectifying(cast)
    wrong = Client().get("/api/v1/issues/", headers={"Authorization": "Bearer rct_wrong"})
    assert (wrong.status_code, wrong.json()["code"]) == (401, "not_signed_in")
    caller = token_of("city1")
    assert caller.get("issues/").status_code == 200
    tokens.revoke(cast.city1, cast.user("city1").tokens.get().pk)
    assert caller.get("issues/").status_code == 401


@pytest.mark.parametrize("who", ["system1", "security1", "audit1", "county2", "unit2"])
def test_officers_and_neighbours_see_none_of_it(cast, token_of, who):
    whole_world(cast)
    caller = token_of(who)
    for name in BUSINESS:
        answer = caller.get(f"{name}/", count="exact")
        assert answer.status_code == 200, name
        assert (answer.json()["count"], answer.json()["results"]) == (0, []), name


@pytest.mark.parametrize("name", BUSINESS)
def test_a_foreign_id_reads_like_a_missing_one(cast, token_of, name):
    whole_world(cast)
    rows = token_of("city1").get(f"{name}/").json()["results"]
    stranger = token_of("county2")
    for row in rows[:1]:
        seen, missing = (stranger.get(f"{name}/{pk}/") for pk in (row["id"], 10**12))
        assert (seen.status_code, missing.status_code) == (404, 404)
        assert without_id(seen) == without_id(missing)
        for act in RESOURCES[name].get_extra_actions():
            path = act.url_path.replace("(?P<variant>[a-z]+)", "original")
            call = stranger.post if "post" in act.mapping else stranger.get
            pair = [call(f"{name}/{pk}/{path}/") for pk in (row["id"], 10**12)]
            assert [answer.status_code for answer in pair] == [404, 404], path
            assert without_id(pair[0]) == without_id(pair[1])


def without_id(answer) -> dict:
    return {key: value for key, value in answer.json().items() if key != "request_id"}


def test_every_business_resource_shows_something_to_its_office(cast, token_of):
    whole_world(cast)
    caller = token_of("city1")
    empty = [n for n in BUSINESS if not caller.get(f"{n}/").json()["results"]]
    assert empty == ["objections", "look-backs", "warnings"]


def test_what_a_neighbour_gains_changes_none_of_my_answers(cast, token_of):
    issue = make.rectifying(cast)
    caller = token_of("unit1")
    before = told_of(caller, issue)
    make.issued_plan(cast, code="r5", units={**make.UNITS, "responsible": ["石渡县人民政府"]})
    petitions.registered(cast, batch=petitions.opened_batch(cast))
    assert Issue.objects.count() == 2
    assert told_of(caller, issue) == before


def told_of(caller, issue) -> dict[str, str]:
    """All lists with counts and filters, and the detail, as this caller is told them."""
    queries = ("?count=exact", "?ordering=-id&count=capped")
    paths = [f"{name}/{query}" for name in BUSINESS for query in queries]
    paths += [f"issues/{issue.pk}/", "issues/?q=砂石&count=exact", "units/?count=exact"]
    return {path: caller.get(path).content.decode() for path in paths}


def test_units_are_listed_within_the_territory_and_above_it(cast, token_of):
    def divisions(who):
        rows = token_of(who).get("units/", limit=200).json()["results"]
        return {row["division"] for row in rows}

    county = divisions("county1")
    assert {"99", "9901", "990121"} <= county
    assert not any(code.startswith("990122") for code in county)
    assert any(code.startswith("990122") for code in divisions("city1"))


def test_divisions_are_public_reference_for_anybody_signed_in(cast, token_of):
    caller = token_of("county2")
    rows = caller.get("divisions/", division="9901", level="county").json()["results"]
    assert {"990121", "990122"} <= {row["code"] for row in rows}
    assert caller.get("divisions/990121/").json()["name"] == "青崖县"


def test_only_the_drafting_office_sees_a_draft(cast, token_of):
    plan = make.drafted_plan(cast)
    assert token_of("city1").get(f"plans/{plan.pk}/").json()["state"] == "draft"
    for who in ("province1", "county1", "unit1", "leader1"):
        answer = token_of(who).get(f"plans/{plan.pk}/")
        assert answer.status_code == 404 or who == "leader1", who
        assert token_of(who).get("issues/", count="exact").json()["count"] == (who == "leader1")


def test_a_notice_lists_only_issues_its_reader_sees(cast, token_of):
    issue = make.published(cast)
    rows = token_of("unit1").get("public-notices/").json()["results"]
    assert [row["issues"] for row in rows] == [[issue.pk]]
    assert token_of("county2").get("public-notices/").json()["results"] == []
