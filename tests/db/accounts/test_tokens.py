"""Keys of programs."""

from datetime import timedelta

import pytest
from django.test import Client

from rectify.accounts import tokens
from rectify.accounts.models import ApiToken, Holding, User
from rectify.core import clock
from rectify.core.errors import Invalid, Missing

pytestmark = pytest.mark.django_db


@pytest.fixture
def secret(cast):
    return tokens.issue(cast.county1, cast.county1.post_id, name="省级平台")


def call(secret):
    return Client().get("/api/v1/whoami/", headers={"Authorization": f"Bearer {secret}"})


def test_a_key_acts_as_its_owner_at_its_post(secret, cast):
    facts = call(secret).json()
    assert (facts["person"], facts["role"]) == (cast.county1.person, "office")


def test_the_database_holds_no_usable_key(secret):
    row = ApiToken.objects.get()
    assert secret.startswith("rct_")
    assert secret not in str(vars(row))
    assert call(row.digest).status_code == 401


def test_a_key_opens_no_pages(secret):
    answer = Client().get("/whoami/", headers={"Authorization": f"Bearer {secret}"})
    assert answer.status_code == 302


def test_a_key_lasts_ninety_days(secret):
    with clock.at(clock.now() + timedelta(days=89)):
        assert call(secret).status_code == 200
    with clock.at(clock.now() + timedelta(days=91)):
        assert call(secret).json()["code"] == "not_signed_in"


def test_withdrawn_it_is_dead_at_once(secret, cast):
    tokens.revoke(cast.county1, ApiToken.objects.get().pk)
    assert call(secret).status_code == 401


def test_nobody_withdraws_the_key_of_another(secret, cast):
    with pytest.raises(Missing):
        tokens.revoke(cast.county2, ApiToken.objects.get().pk)
    assert call(secret).status_code == 200


def test_it_dies_with_the_account_and_with_the_holding(secret, cast):
    User.objects.filter(username="county1").update(is_active=False)
    assert call(secret).status_code == 401
    User.objects.filter(username="county1").update(is_active=True)
    Holding.objects.filter(user__username="county1").delete()
    assert call(secret).status_code == 401


@pytest.mark.parametrize("days", [0, -1, 366])
def test_a_year_is_the_longest(cast, days):
    with pytest.raises(Invalid, match="1 至 365 天"):
        tokens.issue(cast.county1, cast.county1.post_id, name="x", days=days)
    assert not ApiToken.objects.exists()


def test_a_key_for_a_post_of_another_is_refused(cast):
    with pytest.raises(Missing):
        tokens.issue(cast.county1, cast.city1.post_id, name="x")
    assert not ApiToken.objects.exists()


def test_a_cookie_beside_the_key_is_not_looked_at(secret, client_of):
    browser = client_of("city1")
    answer = browser.get("/api/v1/whoami/", headers={"Authorization": f"Bearer {secret}"})
    assert answer.json()["person"] == "张某某"
