"""Objecting on the public page, and answering on the office's."""

import re

import pytest
from django.core.cache import cache
from django.test import Client

from issues.models import Objection, ObjectionIntake, PublicNotice
from issues.tasks import take_objections
from tests import factories as make

pytestmark = pytest.mark.django_db
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
    code = re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}", page)[0]
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
