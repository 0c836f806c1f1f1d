"""Two people before the same form: the second learns who was quicker, and loses no word."""

import re

import pytest

from issues.models import ProgressReport
from issues.services import progress, signing
from rectify.signoff.acts import Act
from tests import factories as make
from tests.people import colleague
from tests.watching import AUDIT, fingerprint

pytestmark = pytest.mark.django_db
VERSION = re.compile(r'name="version" value="(\d+)"')
ANSWERS = dict.fromkeys(make.ANSWERS, "yes")


def shown_version(client, url):
    return VERSION.search(client.get(url).content.decode())[1]


def test_the_second_report_is_refused_with_name_time_act_and_its_own_words(cast, client_of):
    issue, client = make.received(cast), client_of("unit1")
    other = colleague(cast, "unit1", "贺某某")
    url = f"/issues/{issue.pk}/report/"
    version = shown_version(client, url)
    progress.report(other, issue.pk, pct=30, done_text="拆除3家。")
    before = fingerprint([AUDIT])
    page = client.post(
        url, {"version": version, "text": "六家全部拆除完毕，弃渣清运。", "percent": "90"}
    )
    words = page.content.decode()
    assert page.status_code == 412
    assert re.search(r"青崖县人民政府 贺某某 于 [\d: -]+ 已填报进展（0% → 30%）。", words)
    assert "六家全部拆除完毕，弃渣清运。" in words
    assert fingerprint([AUDIT]) == before
    assert ProgressReport.objects.count() == 1


def test_an_act_somebody_has_taken_says_who_did_what(cast, client_of):
    issue, client = make.applied(cast), client_of("county1", confirmed=True)
    url = f"/issues/{issue.pk}/step/approve/"
    version = shown_version(client, url)
    signing.act(colleague(cast, "county1", "贺某某"), issue.pk, act=Act("approve"))
    page = client.post(url, {"version": version, "opinion": "同意，资料齐全。"})
    assert page.status_code == 412
    assert re.search(r"贺某某 于 [\d: -]+ 已审核同意（县级审核）。", page.content.decode())


def test_an_acceptance_returned_meanwhile_is_not_signed(cast, client_of):
    issue, client = make.endorsed(cast), client_of("acceptor1", confirmed=True)
    url = f"/issues/{issue.pk}/accept/"
    version = shown_version(client, url)
    other = colleague(cast, "acceptor1", "贺某某")
    signing.act(other, issue.pk, act=Act("return", reason="缺复绿照片。"))
    page = client.post(url, {"version": version, "verdict": "approve", **ANSWERS})
    assert page.status_code == 412
    assert "贺某某" in page.content.decode()
    assert make.fresh(issue).state == "completed"


def test_a_plan_approved_meanwhile_is_not_approved_again(cast, client_of):
    plan, client = make.drafted_plan(cast), client_of("city1", confirmed=True)
    url = f"/plans/{plan.pk}/approve/"
    typed = {
        "version": shown_version(client, url),
        "approved_by": "州委",
        "approved_on": "2026-06-02",
    }
    make.plans.approve(
        colleague(cast, "city1", "贺某某"),
        plan.pk,
        approved_by="州委、州政府",
        approved_on=make.date(2026, 6, 1),
    )
    page = client.post(url, typed)
    assert page.status_code == 412
    assert "贺某某" in page.content.decode()
    plan.refresh_from_db()
    assert plan.approved_by == "州委、州政府"


def test_a_page_opened_too_late_says_that_it_is_done(cast, client_of):
    issue, client = make.received(cast), client_of("unit1")
    page = client.get(f"/issues/{issue.pk}/act/receive/")
    assert page.status_code == 409
    assert "第1项现在不需要您办理这一步，可能刚刚有人办过，请看历史。" in page.content.decode()
