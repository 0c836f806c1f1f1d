"""Signing in: one answer for every failure, locks per account and address, everything kept."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from django.contrib.auth import hashers
from django.db import connections

from rectify.accounts import services
from rectify.accounts.models import SignInAttempt, User
from rectify.accounts.services import SignInRefused
from rectify.core import clock
from rectify.journal.models import AuditEntry
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db
OFFICE, HOME = "10.0.0.5", "10.9.9.9"
MORNING = datetime(2026, 11, 23, 1, 0, tzinfo=clock.SHANGHAI)
REFUSED = "账号或密码不正确，或账号暂不能使用。连续 5 次不成功将暂停 15 分钟。"


def fail(name, times, address=OFFICE):
    for _ in range(times):
        with pytest.raises(SignInRefused):
            services.sign_in(name, "wrong-Password-1", address)


def results(name):
    tries = AuditEntry.objects.filter(action="accounts.sign_in", detail__account=name)
    return list(tries.order_by("pk").values_list("result", flat=True))


def test_the_right_password_lets_in(enter):
    answer = enter("county1", next="/whoami/")
    assert (answer.status_code, answer["Location"]) == (302, "/whoami/")


def test_full_width_letters_and_blanks_in_the_name_are_forgiven(cast):
    assert services.sign_in(" ｃｏｕｎｔｙ1 ", PASSWORD, OFFICE).username == "county1"


def test_unknown_wrong_locked_and_disabled_read_the_same(enter, cast):
    fail("county2", 5)
    User.objects.filter(username="unit1").update(is_active=False)
    tried = [("nobody", "x"), ("county1", "x"), ("county2", PASSWORD), ("unit1", PASSWORD)]
    answers = [enter(name, password) for name, password in tried]
    assert {answer.status_code for answer in answers} == {400}
    assert {answer.context["form"].non_field_errors()[0] for answer in answers} == {REFUSED}


def test_every_failure_costs_exactly_one_hash(cast, monkeypatch):
    fail("county2", 5)
    User.objects.filter(username="unit1").update(is_active=False)
    computed = []
    plain = hashers.MD5PasswordHasher.encode
    monkeypatch.setattr(
        hashers.MD5PasswordHasher,
        "encode",
        lambda self, password, salt: computed.append(1) or plain(self, password, salt),
    )
    costs = []
    for name in ("nobody", "county1", "county2", "unit1"):
        computed.clear()
        fail(name, 1)
        costs.append(len(computed))
    assert costs == [1, 1, 1, 1]


def test_the_sixth_try_is_refused_even_with_the_right_password(cast):
    fail("county1", 5)
    with pytest.raises(SignInRefused):
        services.sign_in("county1", PASSWORD, OFFICE)
    assert results("county1") == ["wrong"] * 5 + ["locked"]


def test_a_lock_ends_after_fifteen_minutes_and_hammering_prolongs_nothing(cast):
    with clock.at(MORNING):
        fail("county1", 5)
    with clock.at(MORNING + timedelta(minutes=14)):
        fail("county1", 20)
    with clock.at(MORNING + timedelta(minutes=15)):
        assert services.sign_in("county1", PASSWORD, OFFICE).username == "county1"


def test_after_a_lock_five_new_tries_are_free(cast):
    with clock.at(MORNING):
        fail("county1", 5)
    with clock.at(MORNING + timedelta(minutes=16)):
        fail("county1", 4)
        assert services.sign_in("county1", PASSWORD, OFFICE).username == "county1"


def test_an_outsider_cannot_lock_the_person_out_of_her_own_desk(cast):
    fail("county1", 8, address=HOME)
    assert services.sign_in("county1", PASSWORD, OFFICE).username == "county1"


def test_colleagues_behind_one_address_are_not_affected(cast):
    fail("county1", 8)
    assert services.sign_in("county2", PASSWORD, OFFICE).username == "county2"


def test_a_success_forgets_the_failures_before_it(cast):
    fail("county1", 4)
    services.sign_in("county1", PASSWORD, OFFICE)
    fail("county1", 4)
    assert services.sign_in("county1", PASSWORD, OFFICE).username == "county1"


def test_an_unknown_name_is_kept_only_as_a_digest(cast):
    fail("my-secret-typed-in-the-wrong-box", 1)
    kept = SignInAttempt.objects.order_by("pk").last().username
    assert kept.startswith("?")
    assert "secret" not in kept
    assert not AuditEntry.objects.filter(detail__icontains="secret").exists()


def test_an_unknown_name_is_locked_like_a_known_one(cast):
    fail("nobody", 6)
    locks = SignInAttempt.objects.filter(username__startswith="?").order_by("pk")
    assert list(locks.values_list("counted", "locks")) == [
        *[(True, False)] * 4,
        (True, True),
        (False, False),
    ]


def test_the_person_sees_the_last_sign_in_and_the_failures_since(client, enter):
    with clock.at(MORNING):
        services.sign_in("county1", PASSWORD, HOME)
    with clock.at(MORNING + timedelta(hours=1)):
        fail("county1", 2, address="203.0.113.9")
    with clock.at(MORNING + timedelta(hours=2)):
        enter("county1")
        page = client.get("/framed/").content.decode()
    assert "上次登录 2026-11-23 01:00，来自 10.9.9.9；此后有 2 次" in page


@pytest.mark.parametrize(
    "goal", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_next_never_leads_away(enter, goal):
    assert enter("county1", next=goal)["Location"] == "/"


def test_a_name_with_a_zero_byte_is_refused_by_the_form(enter):
    assert enter("county1\x00").status_code == 400


@pytest.mark.django_db(transaction=True)
def test_twelve_guesses_at_the_same_moment_are_counted_one_by_one(cast):
    start = threading.Barrier(12)

    def guess(_):
        try:
            start.wait()
            fail("county1", 1)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(12) as pool:
        list(pool.map(guess, range(12)))
    assert results("county1") == ["wrong"] * 5 + ["locked"] * 7
