"""The description: valid OpenAPI 3.1, without warnings, and true of what is answered."""

import copy
import io
import re
from pathlib import Path

import jsonschema
import pytest
from django.conf import settings
from django.core.management import call_command
from drf_spectacular.generators import SchemaGenerator

from rectify.urls_api import RESOURCES
from tests import factories as make
from tests.web.api.conftest import whole_world

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def schema():
    return SchemaGenerator().get_schema(request=None, public=True)


def test_it_is_valid_and_generates_without_a_warning():
    told = io.StringIO()
    call_command("spectacular", validate=True, fail_on_warn=True, stdout=told)
    assert told.getvalue().startswith("openapi: 3.1.0")


def test_every_resource_filter_and_move_is_in_it(schema):
    for name, view in RESOURCES.items():
        assert f"/api/v1/{name}/" in schema["paths"]
        listed = schema["paths"][f"/api/v1/{name}/"]["get"].get("parameters", [])
        named = {parameter["name"] for parameter in listed}
        paging = {"cursor", "limit", "count", "ordering"} if view.orderings else set()
        assert {*view.filters.base_filters, *paging} <= named
        for act in view.get_extra_actions():
            path = f"/api/v1/{name}/{{id}}/{act.url_path}/"
            assert path.replace("(?P<variant>[a-z]+)", "{variant}") in schema["paths"]


def test_moves_ask_for_the_version_and_take_a_key(schema):
    parameters = schema["paths"]["/api/v1/issues/{id}/actions/report/"]["post"]["parameters"]
    found = {one["name"]: one.get("required", False) for one in parameters}
    assert found == {"id": True, "If-Match": True, "Idempotency-Key": False}


def checked(schema, path, body):
    """The answer against its own description."""
    answers = schema["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]
    whole = {**copy.deepcopy(answers["schema"]), "components": schema["components"]}
    jsonschema.validate(body, whole)


@pytest.mark.parametrize("name", sorted(RESOURCES))
def test_lists_and_details_are_as_described(cast, token_of, schema, name):
    whole_world(cast)
    caller = token_of("city1")
    body = caller.get(f"{name}/?count=exact").json()
    checked(schema, f"/api/v1/{name}/", body)
    for row in body["results"][:3]:
        key = row.get("id", row.get("code"))
        found = caller.get(f"{name}/{key}/")
        checked(schema, f"/api/v1/{name}/{{id}}/", found.json())
        known = set(schema["components"]["schemas"][component(schema, name)]["properties"])
        assert set(found.json()) == known


def test_a_file_comes_as_one_of_the_types_that_are_described(cast, token_of, schema):
    issue = whole_world(cast)
    answers = schema["paths"]["/api/v1/evidence/{id}/files/{variant}/"]["get"]["responses"]
    photo = token_of("city1").get(f"evidence/{issue.evidence.first().pk}/files/display/")
    assert photo["Content-Type"] == "image/jpeg"
    assert photo["Content-Type"] in answers["200"]["content"]
    photo.close()


def component(schema, name) -> str:
    answer = schema["paths"][f"/api/v1/{name}/{{id}}/"]["get"]["responses"]["200"]
    return answer["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]


def test_the_schema_and_its_page_are_served_to_people_signed_in(client_of):
    client = client_of("county1")
    assert client.get("/api/v1/schema/").json()["openapi"] == "3.1.0"
    page = client.get("/api/v1/docs/").content.decode()
    assert 'data-schema="../schema/"' in page
    sources = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert all(source.startswith("/static/") for source in sources)
    assert not re.search(r"<script>|<style|style=|onload=", page)


def test_words_of_rows_are_in_the_code_lists(cast, token_of):
    issue = make.applied(cast)
    caller = token_of("city1")
    lists = {row["code"]: row["values"] for row in caller.get("code-lists/").json()["results"]}
    row = caller.get(f"issues/{issue.pk}/").json()
    for code, word in (("issue-state", row["state"]), ("lamp", row["lamp"])):
        assert word in {value["value"] for value in lists[code]}
    assert caller.get("code-lists/nothing/").status_code == 404


def test_the_page_of_the_docs_names_every_resource():
    told = (Path(settings.BASE_DIR) / "docs" / "api.md").read_text()
    missing = [name for name in RESOURCES if f"`{name}`" not in told]
    assert missing == []
