"""The password: what it must be, how often it changes, what a change ends."""

from datetime import timedelta

import pytest
from django.test import Client

from rectify.accounts import services
from rectify.accounts.models import User
from rectify.accounts.policy import classes_of
from rectify.core import clock
from rectify.core.errors import Invalid
from tests.cast import PASSWORD, login

pytestmark = pytest.mark.django_db
NEW = "Larch-Basin-77"


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("Aa1-short", ["密码至少 10 个字符。"]),
        ("lowercaseonly", ["小写字母、大写字母、数字、其他符号四类中至少要有 3 类。"]),
        ("COUNTY1-abcdef", ["密码不能包含账号或姓名。"]),
        ("ｃｏｕｎｔｙ１-Abcdef", ["密码不能包含账号或姓名。"]),
        ("abc123张某某-x", ["密码不能包含账号或姓名。"]),
        (NEW, []),
    ],
)
def test_what_the_policy_says_of_a_password(password, said):
    assert services.password_faults(password, "county1", "张某某") == said


@pytest.mark.parametrize(
    ("password", "classes"),
    [("", 0), ("abc", 1), ("aB", 2), ("aB1", 3), ("aB1-", 4), ("密码", 1), ("a密", 2)],
)
def test_classes_of_characters(password, classes):
    assert classes_of(password) == classes


def test_a_new_password_ends_all_other_sessions(client_of):
    here, there = client_of("county1"), login(Client(), "county1")
    answer = here.post("/password/", {"old": PASSWORD, "password": NEW, "again": NEW})
    assert answer.status_code == 302
    assert here.get("/whoami/").status_code == 200
    assert there.get("/whoami/")["Location"].endswith("why=password")


def test_the_old_password_no_longer_lets_in(cast):
    services.change_password(cast.county1, PASSWORD, NEW)
    with pytest.raises(services.SignInRefused):
        services.sign_in("county1", PASSWORD, "10.0.0.5")
    assert services.sign_in("county1", NEW, "10.0.0.5").username == "county1"


def test_a_wrong_old_password_changes_nothing_and_counts_as_a_try(cast):
    for _ in range(5):
        with pytest.raises(services.SignInRefused):
            services.change_password(cast.county1, "wrong", NEW)
    with pytest.raises(services.SignInRefused):
        services.change_password(cast.county1, PASSWORD, NEW)
    assert User.objects.get(username="county1").check_password(PASSWORD)


def test_a_poor_new_password_changes_nothing(cast):
    with pytest.raises(Invalid, match="至少 10 个字符"):
        services.change_password(cast.county1, PASSWORD, "Aa1-")
    with pytest.raises(Invalid, match="与原密码相同"):
        services.change_password(cast.county1, PASSWORD, PASSWORD)
    assert User.objects.get(username="county1").check_password(PASSWORD)


def test_two_different_new_passwords_are_noticed(client_of):
    form = {"old": PASSWORD, "password": NEW, "again": NEW + "x"}
    answer = client_of("county1").post("/password/", form)
    assert answer.status_code == 400
    assert "两次输入的新密码不一致" in answer.content.decode()


def test_after_ninety_days_nothing_opens_but_the_password_page(client_of):
    browser = client_of("county1")
    old = clock.now() - timedelta(days=91)
    User.objects.filter(username="county1").update(password_changed_at=old)
    assert browser.get("/whoami/")["Location"] == "/password/?next=%2Fwhoami%2F"
    assert browser.get("/api/v1/whoami/").status_code == 403
    assert "使用期已满" in browser.get("/password/").content.decode()
    browser.post("/password/", {"old": PASSWORD, "password": NEW, "again": NEW})
    assert browser.get("/whoami/").status_code == 200
