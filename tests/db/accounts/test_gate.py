"""Nobody passes the gate unknown, and everybody acts from one post."""

import pytest
from django.test import Client

from rectify.accounts.models import Holding, Post
from rectify.core import clock
from tests.cast import login

pytestmark = pytest.mark.django_db


def test_a_program_without_a_session_gets_401_as_json(client):
    answer = client.get("/api/v1/whoami/")
    assert answer.status_code == 401
    assert answer.json()["code"] == "not_signed_in"
    assert answer.json()["request_id"] == answer["X-Request-ID"]


def test_a_part_of_a_page_leads_the_whole_page_to_sign_in(client):
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/framed/?page=2"}
    answer = client.get("/whoami/", headers=headers)
    assert answer.status_code == 401
    assert answer["HX-Redirect"] == "/login/?next=%2Fframed%2F%3Fpage%3D2"


def test_a_form_sent_too_late_comes_back_to_its_page_after_sign_in(client):
    answer = client.post("/sign/", headers={"Referer": "http://testserver/framed/?id=5"})
    assert answer["Location"] == "/login/?next=%2Fframed%2F%3Fid%3D5"


def test_a_foreign_referer_is_not_followed(client):
    answer = client.post("/sign/", headers={"Referer": "http://testserver.evil.example/x"})
    assert answer["Location"] == "/login/?next=%2F"


def test_one_post_is_taken_without_asking(client_of):
    assert client_of("county1").get("/whoami/").json()["role"] == "office"


@pytest.fixture
def two_posts(cast):
    """county1 also staffs 石渡县人民政府."""
    user, post = cast.user("county1"), Post.objects.get(pk=cast.unit2.post_id)
    Holding.objects.create(user=user, post=post, starts_on=clock.today())
    return post


def test_of_several_posts_the_person_chooses(two_posts):
    browser = login(Client(), "county1")
    assert browser.get("/whoami/")["Location"] == "/post/?next=%2Fwhoami%2F"
    page = browser.get("/post/").content.decode()
    assert "青崖县整改办" in page
    assert "石渡县政府" in page
    answer = browser.post("/post/", {"post": two_posts.pk, "next": "/whoami/"})
    assert answer["Location"] == "/whoami/"
    assert browser.get("/whoami/").json()["role"] == "staff"


def test_a_program_of_a_person_with_two_posts_is_told_to_choose(two_posts):
    answer = login(Client(), "county1").get("/api/v1/whoami/")
    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")


@pytest.mark.parametrize("wanted", ["other", "x", "", "9" * 30])
def test_a_post_not_held_cannot_be_chosen(two_posts, cast, wanted):
    browser = login(Client(), "county1")
    given = cast.province1.post_id if wanted == "other" else wanted
    assert browser.post("/post/", {"post": given}).status_code in (400, 404)
    assert browser.get("/whoami/")["Location"] == "/post/?next=%2Fwhoami%2F"


def test_without_any_post_a_page_says_so(cast):
    Holding.objects.filter(user__username="county1").delete()
    browser = login(Client(), "county1")
    assert "还没有在任岗位" in browser.get("/whoami/", follow=True).content.decode()


def test_an_officer_acts_without_business(client_of):
    facts = client_of("system1").get("/whoami/").json()
    assert facts["business"] is False
    assert facts["ranges"] == []


def test_a_session_calling_the_api_must_bring_the_token_of_the_form(cast):
    browser = login(Client(enforce_csrf_checks=True), "county1")
    assert browser.get("/api/v1/whoami/").status_code == 200
    answer = browser.post("/api/v1/whoami/")
    assert (answer.status_code, answer.json()["code"]) == (403, "csrf_failed")


def test_language_and_large_type_work_without_signing_in(client):
    assert client.post("/display/", {"large": "1", "next": "/login/"})["Location"] == "/login/"
    assert "type-large" in client.get("/login/").content.decode()
    assert client.post("/language/", {"language": "en", "next": "/login/"}).status_code == 302


def test_the_address_is_the_proxys_word_only_behind_the_proxy(client_of, settings):
    browser = client_of("county1")
    forged = {"X-Forwarded-For": "1.1.1.1, 10.1.2.3"}
    assert browser.get("/whoami/", headers=forged).json()["address"] == "127.0.0.1"
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert browser.get("/whoami/", headers=forged).json()["address"] == "10.1.2.3"
