"""Errors in one shape, and requests that would cost too much refused before they do."""

import json
import time
from unittest.mock import Mock

import pytest
from django.core.cache import cache

from issues.models import Amendment, Issue, Plan, Round
from petitions.models import Petition, PetitionBatch
from rectify.exchange.models import StagedImport
from rectify.urls_api import RESOURCES
from tests import factories as make
from tests.web.api.conftest import whole_world

pytestmark = pytest.mark.django_db
SHAPE = {"code", "message", "detail", "request_id"}


def told(answer, status, code) -> dict:
    body = answer.json()
    assert (answer.status_code, body.get("code")) == (status, code), body
    assert set(body) == SHAPE
    assert body["request_id"] == answer["X-Request-ID"]
    assert any("一" <= letter <= "鿿" for letter in body["message"])
    return body


def raw(caller, path, content, content_type="application/json"):
    headers = {**caller.headers, "If-Match": '"1"'}
    return caller.client.post(
        f"/api/v1/{path}", content, content_type=content_type, headers=headers
    )


@pytest.fixture
def issue(cast):
    return make.received(cast)


def test_what_is_no_json_is_told(issue, token_of):
    told(raw(token_of("unit1"), f"issues/{issue.pk}/actions/report/", b"{oops"), 400, "unreadable")
    told(raw(token_of("unit1"), f"issues/{issue.pk}/actions/report/", b"[1]"), 400, "unreadable")


def test_another_content_type_is_415(issue, token_of):
    path = f"issues/{issue.pk}/actions/report/"
    told(raw(token_of("unit1"), path, b"<a/>", "text/xml"), 415, "unsupported_media_type")


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
def test_another_method_is_405(issue, token_of, method):
    caller = token_of("unit1")
    call = getattr(caller.client, method)
    answer = call(f"/api/v1/issues/{issue.pk}/", headers=caller.headers)
    told(answer, 405, "method_not_allowed")
    assert make.fresh(issue).version == issue.version


def test_an_address_that_is_none_and_an_action_that_is_none_are_404(issue, token_of):
    caller = token_of("unit1")
    for path in ("nothing/", "issues/abc/", f"issues/{issue.pk}/actions/fly/", "issues/1/../2/"):
        told(caller.get(path), 404, "not_found")


def test_huge_and_deep_bodies_are_refused_fast(issue, token_of):
    caller, path = token_of("unit1"), f"issues/{issue.pk}/actions/report/"
    deep = b'{"quantities": ' + b"[" * 10_000 + b"]" * 10_000 + b"}"
    big = json.dumps({"done_text": "长" * 4_000_000}).encode()
    started = time.process_time()
    told(raw(caller, path, deep), 400, "unreadable")
    told(raw(caller, path, big), 413, "too_large")
    assert time.process_time() - started < 1.0


def test_ten_thousand_ids_are_refused_fast(issue, token_of):
    caller = token_of("unit1")
    told(caller.get("issues/", id=",".join(map(str, range(10_000)))), 400, "invalid")
    told(caller.get("issues/", id=",".join(map(str, range(300)))), 400, "invalid")
    answer = caller.client.get("/api/v1/issues/?" + "&id=1" * 10_000, headers=caller.headers)
    told(answer, 400, "invalid")


def test_numbers_beyond_the_database_are_not_found_or_empty(issue, token_of):
    caller = token_of("unit1")
    told(caller.get(f"issues/{10**17}/"), 404, "not_found")
    assert caller.get("issues/", plan=2**63 - 1).json()["results"] == []
    told(caller.get("issues/", plan=2**63), 400, "invalid")


def test_a_key_too_short_is_told(issue, token_of):
    answer = token_of("unit1").post(
        f"issues/{issue.pk}/actions/report/",
        {"done_text": "一", "pct": 1},
        match=issue.version,
        **{"Idempotency-Key": "short"},
    )
    told(answer, 400, "invalid")


def test_a_session_without_the_csrf_token_is_refused(issue, cast):
    from django.test import Client

    from tests import cast as people

    client = people.login(Client(enforce_csrf_checks=True), "unit1")
    answer = client.post(f"/api/v1/issues/{issue.pk}/actions/report/", {}, "application/json")
    told(answer, 403, "csrf_failed")


def test_too_many_calls_in_a_minute_are_429_and_others_go_on(issue, token_of, settings):
    cache.clear()
    settings.API_RATES = {"upload": 2, "write": 2, "search": 2}
    caller = token_of("unit1")
    found = [caller.get("issues/", q="砂石").status_code for _ in range(2)]
    assert found == [200, 200]
    answer = caller.get("issues/", q="砂石")
    told(answer, 429, "throttled")
    assert 1 <= int(answer["Retry-After"]) <= 60
    assert caller.get("issues/").status_code == 200
    assert token_of("city1").get("issues/", q="砂石").status_code == 200


def test_without_a_cache_nobody_is_held_back(issue, token_of, settings, monkeypatch):
    settings.API_RATES = {"upload": 0, "write": 0, "search": 0}
    gone = Mock(side_effect=ConnectionError)
    monkeypatch.setattr("rectify.core.api.throttle.cache.add", gone)
    monkeypatch.setattr("rectify.core.api.throttle._quiet_until", 0.0)
    answers = [token_of("unit1").get("issues/", q="砂石").status_code for _ in range(3)]
    assert answers == [200, 200, 200]
    assert gone.call_count == 1


def writing_routes():
    """(path, method name) of every POST there is, by resource."""
    for name, view in RESOURCES.items():
        if hasattr(view, "create"):
            yield f"{name}/", view, None
        for act in view.get_extra_actions():
            if "post" in act.mapping:
                yield name, view, act.url_path


def object_of(cast, name) -> int:
    """Some object of the resource that city1 sees."""
    through = Issue.objects.exclude(state="rectifying").get()
    made = {
        "issues": lambda: through.pk,
        "plans": lambda: through.plan_id,
        "amendments": lambda: Amendment.objects.get().pk,
        "signoffs": lambda: through.signoffs.get().pk,
        "evidence": lambda: through.evidence.first().pk,
        "petitions": lambda: Petition.objects.get().pk,
        "petition-batches": lambda: PetitionBatch.objects.get().pk,
        "imports": lambda: StagedImport.objects.get().pk,
    }
    return made[name]() if name in made else 0


FIELDS = {
    field.name
    for model in (Amendment, Issue, Plan, Round, Petition, PetitionBatch, StagedImport)
    for field in model._meta.concrete_fields
}


def test_every_model_field_posted_to_every_route_is_named_and_changes_nothing(
    cast, session_of, api_world, rows_of
):
    caller, before, walked = session_of("city1"), rows_of(), 0
    for name, view, act in writing_routes():
        pk = object_of(cast, name.rstrip("/")) if act else 0
        if act and not pk:
            continue
        path = f"{name}/{pk}/{act}/" if act else name
        known = accepted_by(view, act)
        match = caller.get(f"{name}/{pk}/").headers.get("ETag", '"1"') if act else None
        body = dict.fromkeys(sorted(FIELDS - known), 1)
        answer = caller.post(path, body, match=match)
        if answer.status_code == 415:
            answer = caller.form(path, body, match=match)
        assert answer.status_code == 400, (path, answer.content.decode())
        named = set(answer.json()["detail"]["fields"])
        assert named & set(body), path
        walked += 1
    assert walked > 35
    assert rows_of() == before


def accepted_by(view, act) -> set[str]:
    """The fields a route may be sent, from the schema."""
    from drf_spectacular.generators import SchemaGenerator

    if not hasattr(accepted_by, "schema"):
        accepted_by.schema = SchemaGenerator().get_schema(request=None, public=True)
    schema = accepted_by.schema
    name = next(n for n, v in RESOURCES.items() if v is view)
    path = f"/api/v1/{name}/{{id}}/{act}/" if act else f"/api/v1/{name}/"
    body = schema["paths"][path]["post"].get("requestBody", {"content": {}})
    found = set()
    for content in body["content"].values():
        ref = content["schema"]["$ref"].rpartition("/")[2]
        found |= set(schema["components"]["schemas"][ref].get("properties", {}))
    return found


@pytest.fixture
def api_world(cast):
    """One of everything, in sight of city1."""
    whole_world(cast)


@pytest.fixture
def rows_of():
    from tests.watching import AUDIT, fingerprint

    return lambda: fingerprint([AUDIT, "accounts_apitoken"])
