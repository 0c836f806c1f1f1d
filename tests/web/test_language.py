"""Chinese first: English only for who chose it here, and the choice keeps the page."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

ENGLISH_BROWSER = {"HTTP_ACCEPT_LANGUAGE": "en-US,en;q=0.9"}


def choose(client: Client, language: str, page: str):
    return client.post("/language/", {"language": language, "next": page})


def test_a_clerk_with_an_english_browser_sees_chinese():
    page = Client(**ENGLISH_BROWSER).get("/login/")

    assert page["Content-Language"] == "zh-hans"
    assert "登录</h2>" in page.content.decode()


def test_who_chooses_english_gets_english_on_the_same_page():
    browser = Client(HTTP_ACCEPT_LANGUAGE="zh-CN")

    answer = choose(browser, "en", "/login/?next=/issues/")
    page = browser.get("/login/")

    assert answer["Location"] == "/login/?next=/issues/"
    assert page["Content-Language"] == "en"
    assert "Sign in</h2>" in page.content.decode()


def test_the_way_back_to_chinese_is_the_same_switch():
    browser = Client(**ENGLISH_BROWSER)
    choose(browser, "en", "/login/")

    choose(browser, "zh-hans", "/login/")

    assert browser.get("/login/")["Content-Language"] == "zh-hans"


@pytest.mark.parametrize("odd", ["fr", "en-GB", "../en", ""])
def test_a_cookie_with_no_language_of_ours_means_chinese(odd: str):
    browser = Client(**ENGLISH_BROWSER)
    browser.cookies["django_language"] = odd

    assert browser.get("/login/")["Content-Language"] == "zh-hans"


def test_caches_are_told_that_pages_differ_by_cookie_not_by_browser_language():
    vary = Client().get("/public/")["Vary"]

    assert "Cookie" in vary
    assert "Accept-Language" not in vary
