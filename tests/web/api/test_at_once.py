"""Many calls at the same moment: one key acts once, one version wins (R-09, R-10)."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.test import Client

from issues.models import Round
from rectify.accounts import tokens
from rectify.journal.models import Event
from rectify.signoff import presets
from tests import cast as people
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 12


@pytest.fixture
def cast(transactional_db):
    found = people.load()
    presets.load()
    return found


def bearer(who) -> dict[str, str]:
    return {"Authorization": f"Bearer {tokens.issue(who, who.post_id, name='测试')}"}


def together(call) -> list:
    def one(n):
        try:
            return call(n)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(MANY) as pool:
        return list(pool.map(one, range(MANY)))


def test_parallel_posts_with_one_key_make_one_object_and_get_one_answer(cast):
    make.opened_round(cast)
    headers = {**bearer(cast.city1), "Idempotency-Key": "parallel-0001"}
    body = {"code": "r7", "name": "第七轮", "kind": "provincial"}

    def call(n):
        url = "/api/v1/rounds/"
        return Client().post(url, body, content_type="application/json", headers=headers)

    answers = together(call)
    assert [answer.status_code for answer in answers] == [201] * MANY
    assert len({answer.content for answer in answers}) == 1
    assert Round.objects.filter(code="r7").count() == 1


def test_of_parallel_writes_from_one_version_exactly_one_wins(cast):
    issue = make.received(cast)
    headers = {**bearer(cast.unit1), "If-Match": f'"{issue.version}"'}
    url = f"/api/v1/issues/{issue.pk}/actions/report/"

    def call(n):
        body = {"done_text": f"第{n}次填报", "pct": n}
        return Client().post(url, body, content_type="application/json", headers=headers)

    answers = together(call)
    found = sorted(answer.status_code for answer in answers)
    assert found == [200] + [412] * (MANY - 1)
    won = next(answer.json() for answer in answers if answer.status_code == 200)
    assert make.fresh(issue).version == issue.version + 1 == won["version"]
    numbers = Event.objects.filter(noun="issues.issue", object_id=issue.pk)
    assert numbers.count() == issue.version + 1
