"""A second proof before a signature; the form that asked for it is not lost."""

import html
import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from rectify.accounts import tokens
from rectify.core import clock
from rectify.journal.models import AuditEntry
from tests.cast import PASSWORD, login

pytestmark = pytest.mark.django_db
OPINION = "同意。\r\n<b>请</b> & 按期公示"


def hidden(page):
    """The hidden fields of a page's form, token aside."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return [(k, html.unescape(v)) for k, v in found if k != "csrfmiddlewaretoken"]


def ask(browser, **form):
    """Send a form that needs the second proof; returns the address of the question."""
    answer = browser.post("/sign/", form or {"opinion": OPINION})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/step-up/?form=")
    return answer["Location"]


def test_without_a_proof_the_form_waits_and_goes_on_unchanged(client_of):
    browser = client_of("county1")
    question = ask(browser, opinion=[OPINION, "第二段"])
    page = browser.get(question).content.decode()
    assert "签署验收意见" in page
    assert "第5项" in page
    assert "进入公示" in page
    done = browser.post(question, {"form": question[-12:], "password": PASSWORD})
    page = done.content.decode()
    assert "继续提交" in page
    assert hidden(page) == [("opinion", OPINION), ("opinion", "第二段")]
    assert browser.post("/sign/", {"opinion": OPINION}).json() == {"opinion": [OPINION]}


def test_a_proof_is_good_for_ten_minutes(client_of):
    browser = client_of("county1", confirmed=True)
    start = clock.now()
    with clock.at(start + timedelta(minutes=9)):
        assert browser.post("/sign/", {"opinion": "同意"}).status_code == 200
    with clock.at(start + timedelta(minutes=11)):
        assert browser.post("/sign/", {"opinion": "同意"}).status_code == 302


def test_a_proof_from_a_clock_ahead_of_ours_is_none(client_of):
    with clock.at(clock.now() + timedelta(minutes=5)):
        browser = client_of("county1", confirmed=True)
    assert browser.post("/sign/", {"opinion": "同意"}).status_code == 302


def test_a_wrong_password_proves_nothing_and_the_form_still_waits(client_of):
    browser = client_of("county1")
    question = ask(browser)
    answer = browser.post(question, {"form": question[-12:], "password": "wrong"})
    assert answer.status_code == 400
    assert "账号或密码不正确" in answer.content.decode()
    assert browser.post("/sign/", {"opinion": "x"}).status_code == 302
    assert browser.get(question).context["pending"]["fields"] == [["opinion", OPINION]]


def test_guessing_is_stopped_after_five_tries(client_of):
    browser = client_of("county1")
    for _ in range(5):
        browser.post("/step-up/", {"password": "wrong"})
    assert browser.post("/step-up/", {"password": PASSWORD}).status_code == 400
    results = AuditEntry.objects.filter(action="accounts.step_up").order_by("pk")
    assert list(results.values_list("result", flat=True)) == ["wrong"] * 5 + ["locked"]


def test_the_proof_gives_the_session_a_new_id(client_of):
    browser = client_of("county1")
    before = browser.cookies["session"].value
    browser.post("/step-up/", {"password": PASSWORD})
    assert browser.cookies["session"].value != before
    assert browser.get("/whoami/").status_code == 200


def test_a_waiting_form_is_gone_after_ten_minutes(client_of):
    browser = client_of("county1")
    question = ask(browser)
    with clock.at(clock.now() + timedelta(minutes=11)):
        answer = browser.post(question, {"form": question[-12:], "password": PASSWORD}, follow=True)
    assert answer.redirect_chain[0][0] == "/"


def test_another_person_cannot_open_the_waiting_form(client_of):
    question = ask(client_of("county1"))
    assert client_of("county2").get(question).context["pending"] == {"title": "继续办理"}


def test_a_form_with_files_sends_the_person_back_to_choose_them_again(client_of):
    browser = client_of("county1")
    question = ask(browser, opinion=OPINION, scan=SimpleUploadedFile("扫描件.pdf", b"%PDF-"))
    page = browser.post(question, {"form": question[-12:], "password": PASSWORD}).content.decode()
    assert "附件不能暂存" in page
    assert "继续提交</button>" not in page


def test_a_form_too_long_to_keep_is_refused_with_a_sentence(client_of):
    browser = client_of("county1")
    answer = browser.post("/sign/", {"opinion": "长" * 300_000})
    assert answer.status_code == 403
    assert "请先保存草稿" in answer.content.decode()


def test_a_program_cannot_prove_to_be_a_person(cast):
    secret = tokens.issue(cast.county1, cast.county1.post_id, name="省平台")
    answer = Client().post("/api/v1/sign/", headers={"Authorization": f"Bearer {secret}"})
    assert (answer.status_code, answer.json()["code"]) == (403, "step_up_required")


def test_a_part_of_a_page_leads_the_whole_page_to_the_question(client_of):
    answer = client_of("county1").post("/sign/", headers={"HX-Request": "true"})
    assert answer.status_code == 403
    assert answer["HX-Redirect"].startswith("/step-up/?form=")


def test_the_question_needs_the_token_of_the_form(cast):
    browser = login(Client(enforce_csrf_checks=True), "county1")
    assert browser.post("/step-up/", {"password": PASSWORD}).status_code == 403
