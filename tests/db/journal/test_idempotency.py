"""The same form sent twice acts once."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections
from django.template import Context, Template
from django.test import RequestFactory

from rectify.core import clock
from rectify.core.errors import Invalid, NotAllowed
from rectify.core.who import Who
from rectify.journal import heartbeats, idempotency
from rectify.journal.idempotency import KeyReused, once, once_per_form
from rectify.journal.models import AuditEntry, Heartbeat, IdempotencyKey
from rectify.journal.services import service

pytestmark = pytest.mark.django_db
ANNA, BO = Who(1, "安某某"), Who(2, "薄某某")
KEY = "4711-4711"


@pytest.fixture
def acts():
    return []


def act(acts):
    return lambda: acts.append(1) or {"id": len(acts)}


def test_the_second_time_gets_the_first_answer(acts):
    assert once(ANNA, "issue.sign", KEY, b"body", act(acts)) == {"id": 1}
    assert once(ANNA, "issue.sign", KEY, b"body", act(acts)) == {"id": 1}
    assert acts == [1]


def test_another_body_under_the_same_key_is_422_and_does_nothing(acts):
    once(ANNA, "issue.sign", KEY, b"body", act(acts))
    with pytest.raises(KeyReused) as refused:
        once(ANNA, "issue.sign", KEY, b"other", act(acts))
    assert refused.value.status == 422
    assert acts == [1]


def test_keys_of_two_persons_and_two_routes_are_apart(acts):
    once(ANNA, "issue.sign", KEY, b"body", act(acts))
    once(BO, "issue.sign", KEY, b"other", act(acts))
    once(ANNA, "issue.create", KEY, b"other", act(acts))
    assert len(acts) == 3


@pytest.mark.parametrize("key", ["", "short", "x" * 81])
def test_a_key_has_eight_to_eighty_characters(acts, key):
    with pytest.raises(Invalid, match="8 至 80"):
        once(ANNA, "issue.sign", key, b"body", act(acts))
    assert acts == []


def test_a_refusal_frees_the_key_and_is_still_audited(acts):
    @service("issues.sign")
    def refuse(who):
        heartbeats.beat("half")
        raise NotAllowed("这一步不由您的岗位办理。")

    with pytest.raises(NotAllowed):
        once(ANNA, "issue.sign", KEY, b"body", lambda: refuse(ANNA))
    assert not Heartbeat.objects.exists()
    assert not IdempotencyKey.objects.exists()
    audited = AuditEntry.objects.get()
    assert (audited.action, audited.result, audited.person_id) == ("issues.sign", "not_allowed", 1)
    assert once(ANNA, "issue.sign", KEY, b"body", act(acts)) == {"id": 1}


@pytest.mark.django_db(transaction=True)
def test_of_twenty_at_the_same_moment_one_acts_and_all_get_its_answer(acts):
    start = threading.Barrier(20)

    def send(_):
        try:
            start.wait()
            return once(ANNA, "issue.sign", KEY, b"body", act(acts))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(send, range(20)))
    assert answers == [{"id": 1}] * 20
    assert acts == [1]


def form(**typed):
    return RequestFactory().post("/issues/5/sign/", typed)


def test_a_double_click_acts_once_whatever_the_token_of_the_form(acts):
    for token in ("a", "b"):
        request = form(form_key=KEY, opinion="同意", csrfmiddlewaretoken=token)
        assert once_per_form(ANNA, request, act(acts)) == {"id": 1}
    assert acts == [1]


def test_the_same_form_with_other_words_is_refused(acts):
    once_per_form(ANNA, form(form_key=KEY, opinion="同意"), act(acts))
    with pytest.raises(KeyReused, match="已经提交过"):
        once_per_form(ANNA, form(form_key=KEY, opinion="不同意"), act(acts))
    assert acts == [1]


def test_every_shown_form_has_a_key_of_its_own():
    template = Template("{% load form_key %}{% form_key %}")
    first, second = template.render(Context()), template.render(Context())
    assert first != second
    assert first.startswith('<input type="hidden" name="form_key" value="')


def test_old_answers_are_forgotten(acts):
    with clock.at(clock.now() - timedelta(days=8)):
        once(ANNA, "issue.sign", "old-old-old", b"body", act(acts))
    once(ANNA, "issue.sign", KEY, b"body", act(acts))
    assert idempotency.forget(clock.now() - timedelta(days=7)) == 1
    assert IdempotencyKey.objects.get().key == KEY
