"""A form sent twice acts once, and the second click is answered as the first one was."""

import re

import pytest
from django.db import connection

from issues.models import Evidence, Plan, ProgressReport, Round, Signature
from rectify.journal.models import Event
from tests import factories as make
from tests.watching import fingerprint

pytestmark = pytest.mark.django_db
KEY = re.compile(r'name="form_key" value="(\w+)"')
ANSWERS = dict.fromkeys(make.ANSWERS, "yes")


def hidden(client, url):
    """What the page's form carries without being typed."""
    page = client.get(url).content.decode()
    found = {"form_key": KEY.search(page)[1]}
    if version := re.search(r'name="version" value="(\d+)"', page):
        found["version"] = version[1]
    return found


def photos():
    return {"before": make.photo("grey", "前.jpg"), "after": make.photo("green", "后.jpg")}


FORMS = [
    # stage, who, page, what is typed, what must be there once
    (make.rectifying, "unit1", "/issues/{pk}/act/receive/", dict, "receive"),
    (make.received, "unit1", "/issues/{pk}/report/",
     lambda: {"text": "拆除3家。", "percent": "30", **photos()}, "report"),
    (make.received, "unit1", "/issues/{pk}/evidence/", lambda: {"kind": "pair", **photos()}, None),
    (make.received, "unit1", "/issues/{pk}/measures/{measure}/done/",
     lambda: {"note": "已拆除。"}, "do_measure"),
    (make.proved, "unit1", "/issues/{pk}/act/complete/", dict, "complete"),
    (make.completed, "acceptor1", "/issues/{pk}/act/send_back/",
     lambda: {"reason": "现场未见复绿。"}, "send_back"),
    (make.completed, "unit1", "/issues/{pk}/step/approve/", dict, "self_check.approve"),
    (make.applied, "county1", "/issues/{pk}/step/approve/", dict, "endorse.approve"),
    (make.applied, "county1", "/issues/{pk}/step/return/",
     lambda: {"reason": "缺照片。"}, "endorse.return"),
    (make.endorsed, "acceptor1", "/issues/{pk}/accept/",
     lambda: {"verdict": "approve", **ANSWERS}, "accept.approve"),
    (make.accepted, "city1", "/issues/{pk}/step/publish/",
     lambda: {"phone": "0900-1234567"}, "notice.publish"),
    (make.notice_over, "city1", "/issues/{pk}/step/fail/",
     lambda: {"reason": "复核不实。"}, "decide.fail"),
    (make.decided, "province1", "/issues/{pk}/step/file/", lambda: {"how": "series"}, "file.file"),
    (make.filed, "city1", "/issues/{pk}/step/disclose/", dict, "disclose.disclose"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("stage", "who", "path", "typed", "action"), FORMS, ids=[f"{f[1]} {f[2]}" for f in FORMS]
)
def test_the_second_click_changes_nothing_and_is_no_refusal(
    cast, client_of, stage, who, path, typed, action
):
    issue, client = stage(cast), client_of(who, confirmed=True)
    url = path.format(pk=issue.pk, measure=issue.measures.first().pk)
    sent = hidden(client, url)
    first = client.post(url, {**sent, **typed()})
    assert first.status_code == 302, first.content.decode()
    before = fingerprint()
    second = client.post(url, {**sent, **typed()})
    assert (second.status_code, second["Location"]) == (302, first["Location"])
    assert fingerprint() == before
    if action:
        assert Event.objects.filter(action=action).count() == 1


def test_a_round_is_opened_once(cast, client_of):
    make.opened_round(cast, "r0")
    client, url = client_of("city1"), "/rounds/new/"
    typed = {**hidden(client, url), "kind": "central", "name": "第四轮", "code": "c-4"}
    assert [client.post(url, typed).status_code for _n in range(2)] == [302, 302]
    assert Round.objects.filter(code="c-4").count() == 1


def test_a_plan_is_approved_and_issued_once(cast, client_of):
    plan, client = make.drafted_plan(cast), client_of("city1", confirmed=True)
    approval = {"approved_by": "州委、州政府", "approved_on": "2026-06-01"}
    for action, typed in (("approve", approval), ("issue", {"doc_no": "云办字〔2026〕51号"})):
        url = f"/plans/{plan.pk}/{action}/"
        typed = {**hidden(client, url), **typed}
        assert [client.post(url, typed).status_code for _n in range(2)] == [302, 302]
    assert Plan.objects.get().state == "issued"
    assert Event.objects.filter(noun="issues.plan").count() == 2


def test_another_text_under_a_used_key_is_no_second_report(cast, client_of):
    issue, client = make.received(cast), client_of("unit1")
    url = f"/issues/{issue.pk}/report/"
    sent = hidden(client, url)
    client.post(url, {**sent, "text": "拆除3家。", "percent": "30"})
    second = client.post(url, {**sent, "text": "拆除6家。", "percent": "60"})
    assert second.status_code == 422
    assert list(ProgressReport.objects.values_list("done_text", flat=True)) == ["拆除3家。"]


def test_a_key_used_at_one_page_says_nothing_at_another(cast, client_of):
    issue, client = make.proved(cast), client_of("unit1", confirmed=True)
    sent = hidden(client, f"/issues/{issue.pk}/act/complete/")
    assert client.post(f"/issues/{issue.pk}/act/complete/", sent).status_code == 302
    sent |= hidden(client, f"/issues/{issue.pk}/step/approve/") | {"form_key": sent["form_key"]}
    assert client.post(f"/issues/{issue.pk}/step/approve/", sent).status_code == 302
    assert Signature.objects.filter(kind="self_check").count() == 1


def test_a_form_without_a_key_still_acts(cast, client_of):
    issue, client = make.received(cast), client_of("unit1")
    typed = {"kind": "document", "document": make.photo(name="批复.jpg")}
    assert client.post(f"/issues/{issue.pk}/evidence/", typed).status_code == 302
    assert Evidence.objects.count() == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM journal_idempotencykey")
        assert cursor.fetchone() == (0,)
