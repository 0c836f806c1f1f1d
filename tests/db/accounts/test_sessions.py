"""A session is measured on every request and ends with a reason."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client

from rectify.accounts.models import Grant, Holding, User
from rectify.core import clock
from rectify.journal.models import AuditEntry

pytestmark = pytest.mark.django_db


def reason(answer):
    assert answer.status_code == 302
    return answer["Location"]


def test_a_new_session_id_is_given_at_sign_in(client, enter):
    client.post("/display/", {"large": "1"})
    session = client.session
    session["planted"] = True
    session.save()
    before = session.session_key
    enter("county1")
    assert client.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()


def test_thirty_idle_minutes_end_it(client, enter):
    enter("county1")
    with clock.at(clock.now() + timedelta(minutes=31)):
        assert reason(client.get("/whoami/")) == "/login/?next=%2Fwhoami%2F&why=idle"
        assert reason(client.get("/whoami/")) == "/login/?next=%2Fwhoami%2F"


def test_working_every_quarter_of_an_hour_keeps_it_up_to_twelve_hours(client, enter):
    enter("county1")
    start = clock.now()
    for quarter in range(1, 48):
        with clock.at(start + timedelta(minutes=15 * quarter)):
            assert client.get("/whoami/").status_code == 200
    with clock.at(start + timedelta(hours=12, minutes=1)):
        assert "why=expired" in reason(client.get("/whoami/"))


def test_the_sign_in_page_says_why(client):
    assert "有一段时间没有操作" in client.get("/login/?why=idle").content.decode()
    assert "<script" not in client.get("/login/?why=<script>").content.decode().split("</form>")[0]


def test_a_disabled_account_is_out_at_once(client_of, cast):
    browser = client_of("county1")
    User.objects.filter(username="county1").update(is_active=False)
    assert "why=disabled" in reason(browser.get("/whoami/"))


def test_a_holding_that_ended_ends_the_session(client_of, cast):
    browser = client_of("county1")
    browser.get("/whoami/")
    yesterday = clock.today() - timedelta(days=1)
    Holding.objects.filter(user__username="county1").update(ends_on=yesterday)
    assert "why=post" in reason(browser.get("/whoami/"))
    ended = AuditEntry.objects.filter(action="accounts.sign_out").last()
    assert (ended.person_id, ended.detail) == (cast.county1.person_id, {"reason": "post"})


def test_a_grant_that_ran_out_narrows_the_very_next_request(client_of):
    browser = client_of("inspector1")
    assert browser.get("/whoami/").json()["ranges"] == [["99", "9:"]]
    Grant.objects.update(ends_on=clock.today() - timedelta(days=1))
    assert browser.get("/whoami/").json()["ranges"] == []


def test_a_second_browser_ends_the_first_and_says_so(enter):
    User.objects.filter(username="county1").update(is_demo=False)
    first, second = Client(), Client()
    enter("county1", browser=first)
    enter("county1", browser=second)
    assert "why=elsewhere" in reason(first.get("/whoami/"))
    assert second.get("/whoami/").status_code == 200


def test_demonstration_accounts_may_be_signed_in_twice(enter):
    first, second = Client(), Client()
    enter("county1", browser=first)
    enter("county1", browser=second)
    assert first.get("/whoami/").status_code == second.get("/whoami/").status_code == 200


def test_the_cookie_is_worth_nothing_after_signing_out(client, enter):
    enter("county1")
    old = client.cookies["session"].value
    assert client.post("/logout/")["Location"] == "/login/"
    client.cookies["session"] = old
    assert reason(client.get("/whoami/")) == "/login/?next=%2Fwhoami%2F"


def test_signing_out_needs_a_post(client_of):
    browser = client_of("county1")
    assert browser.get("/logout/").status_code == 405
    assert browser.get("/whoami/").status_code == 200


def test_emptying_the_cache_logs_nobody_out(client_of):
    browser = client_of("county1")
    cache.clear()
    assert browser.get("/whoami/").status_code == 200


def test_three_queries_know_who_acts(client_of, django_assert_num_queries):
    browser = client_of("county1")
    browser.get("/whoami/")
    with django_assert_num_queries(3):  # session, user, holdings with units and grants
        browser.get("/whoami/")
