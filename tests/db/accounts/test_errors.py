"""What goes wrong is told in Chinese, with the code to ask about and nothing of the inside."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
INSIDE = ("SELECT", "Traceback", "/var/lib", "RuntimeError", "django", "site-packages")


@pytest.fixture
def person(client_of):
    signed = client_of("county1")
    signed.raise_request_exception = False
    return signed


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("/unmet/", 409, "还缺 2 份佐证材料"),
        ("/stale/", 412, "李某某 于 2026-11-23 09:05 已退回。"),
        ("/broken/", 500, "这次操作没有完成"),
        ("/no-database/", 503, "数据库暂时不可用"),
        ("/nothing-here/", 404, "不在您的查看范围内"),
    ],
)
def test_a_page_says_what_why_and_the_code(person, path, status, says):
    answer = person.get(path, headers={"X-Request-ID": "ask-me-4711"})
    page = answer.content.decode()
    assert answer.status_code == status
    assert says in page
    assert "ask-me-4711" in page
    assert not [word for word in INSIDE if word in page]


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [("/api/v1/unmet/", 409, "needs_unmet"), ("/api/v1/broken/", 500, "server_error")],
)
def test_a_program_gets_the_same_as_json(person, path, status, code):
    answer = person.get(path, headers={"X-Request-ID": "ask-me-4711"})
    assert answer.status_code == status
    assert answer.json()["code"] == code
    assert answer.json()["request_id"] == "ask-me-4711"
    assert not [word for word in INSIDE if word in answer.content.decode()]


def test_a_part_of_a_page_gets_a_sentence_and_replaces_nothing(person):
    answer = person.get("/unmet/", headers={"HX-Request": "true"})
    assert answer.status_code == 409
    assert answer.content.decode() == "还缺 2 份佐证材料"
    assert answer["HX-Reswap"] == "none"


def test_what_was_typed_comes_back_when_somebody_was_quicker(person):
    answer = person.post("/stale/", {"opinion": "已按要求完成三项整改任务", "version": "3"})
    page = answer.content.decode()
    assert "已按要求完成三项整改任务" in page
    assert [part["text"] for part in answer.context["conflict"]["typed"]] == [
        "已按要求完成三项整改任务"
    ]


def test_what_is_still_missing_is_listed_and_nobody_else_is_blamed(person):
    page = person.get("/unmet/").content.decode()
    assert "还不能办理这一步" in page
    assert page.count("还缺 2 份佐证材料") == 1
    assert "已有人" not in page


def test_a_busy_database_says_when_to_come_back(person):
    assert person.get("/no-database/")["Retry-After"] == "5"


def test_a_form_without_its_token_is_refused_in_chinese():
    answer = Client(enforce_csrf_checks=True).post("/login/", {"username": "county1"})
    assert answer.status_code == 403
    assert "表单已失效" in answer.content.decode()


def test_answers_to_a_person_are_never_stored(person):
    for path in ("/whoami/", "/unmet/", "/broken/", "/nothing-here/"):
        assert "no-store" in person.get(path)["Cache-Control"], path
