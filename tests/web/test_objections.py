"""Objecting on the public page, and answering on the office's."""

import re

import pytest
from django.core.cache import cache
from django.test import Client

from issues.models import Objection, ObjectionIntake, PublicNotice, PublishedOutcome
from issues.tasks import take_objections
from rectify.portal.objections import hash_of
from tests import factories as make

pytestmark = pytest.mark.django_db
CODE = re.compile("[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}")
TEXT = "滩地上还有一堆砂石没有清走，请核查。"


@pytest.fixture(autouse=True)
def _nobody_was_here():
    cache.clear()


@pytest.fixture
def url(cast):
    make.published(cast)
    return f"/public/notices/{PublicNotice.objects.get().pk}/objection/"


def test_the_code_shown_once_leads_to_the_outcome(url):
    page = Client().post(url, {"text": TEXT}).content.decode()
    code = CODE.search(page)[0]
    assert code not in ObjectionIntake.objects.get().receipt_hash
    take_objections()
    answer = Client().get("/public/objections/", {"code": code.lower()})
    assert "正在核查" in answer.content.decode()


@pytest.mark.parametrize(
    "text", ["", "太短", f"{TEXT}我的电话13800138000", f"{TEXT}身份证11010519491231002X"]
)
def test_an_empty_short_or_personal_text_is_sent_back(url, text):
    response = Client().post(url, {"text": text})
    assert response.status_code == 400
    assert ObjectionIntake.objects.count() == 0


def test_the_sixth_objection_of_an_hour_waits(url):
    states = [Client().post(url, {"text": TEXT}).status_code for _ in range(6)]
    assert states == [200] * 5 + [429]
    assert ObjectionIntake.objects.count() == 5


def test_an_ended_or_unknown_notice_takes_no_objection(cast):
    make.notice_over(cast)
    ended = PublicNotice.objects.get().pk
    for pk in (ended, 10**9):
        assert Client().post(f"/public/notices/{pk}/objection/", {"text": TEXT}).status_code == 404
    assert ObjectionIntake.objects.count() == 0


def test_the_office_answers_on_its_page(url, client_of):
    Client().post(url, {"text": TEXT})
    take_objections()
    row = Objection.objects.get()
    city = client_of("city1")
    assert TEXT in city.get(f"/objections/{row.pk}/").content.decode()
    answer = {"founded": "no", "reply": "已清运。", "version": row.version}
    assert city.post(f"/objections/{row.pk}/", answer).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.reply) == ("unfounded", "已清运。")
    assert client_of("county2").get(f"/objections/{row.pk}/").status_code == 404


def test_an_objection_to_everything_is_answered_issue_by_issue_under_one_code(cast, client_of):
    first, second = make.published_many(cast, 2)
    url = f"/public/notices/{PublicNotice.objects.get().pk}/objection/"
    code = CODE.search(Client().post(url, {"text": TEXT, "serial": ""}).content.decode())[0]
    take_objections()
    _answer(client_of("city1"), first, "no", "砂石已清运。")
    assert facts(code) == [
        ("结果", "", "受理中"),
        ("第1项", first.title, "异议不成立"),
        ("第2项", second.title, "正在核查"),
    ]
    _answer(client_of("city1"), second, "yes", "岸线未恢复。")
    assert facts(code) == [
        ("结果", "", "已分项答复"),
        ("第1项", first.title, "异议不成立"),
        ("第2项", second.title, "异议成立，该项不予销号，继续整改"),
    ]
    page = result_page(code)
    assert "砂石已清运。" in page
    assert "岸线未恢复。" in page


def _answer(client, issue, founded, reply):
    row = Objection.objects.get(issue=issue)
    data = {"founded": founded, "reply": reply, "version": row.version}
    assert client.post(f"/objections/{row.pk}/", data).status_code == 302


def result_page(code):
    return Client().get("/public/objections/", {"code": code}).content.decode()


def facts(code):
    """What the page says in bold, each with its heading and the issue it is said of."""
    return re.findall(r"<dt>([^<]*)</dt><dd>([^<]*?)(?:<br>)?<b>([^<]*)</b>", result_page(code))


def test_an_outcome_of_before_answers_stood_apart_is_still_shown(cast):
    PublishedOutcome.objects.create(
        receipt_hash=hash_of("ABCD2345EFGH"), notice_id=1, state="unfounded", reply="已清运。",
        submitted_on="2026-11-20", answered_on="2026-11-22",
    )  # fmt: skip
    assert facts("ABCD2345EFGH") == [("结果", "", "异议不成立")]
    assert "已清运。" in result_page("ABCD2345EFGH")
