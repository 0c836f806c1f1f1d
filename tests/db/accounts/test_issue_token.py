"""The command that issues a key."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from rectify.accounts import tokens
from rectify.accounts.models import ApiToken, Holding
from rectify.core import clock

pytestmark = pytest.mark.django_db


def issue(*args, **options):
    out = StringIO()
    call_command("issue_token", *args, stdout=out, **options)
    return json.loads(out.getvalue())


def test_it_prints_a_key_that_acts_as_the_account(cast):
    found = issue("county1")
    assert tokens.actor_with(found["token"]).person == "张某某"
    assert (found["user"], found["post"], found["days"]) == ("county1", cast.county1.post_id, 90)


def test_of_two_posts_one_must_be_named(cast):
    second = cast.unit1.post_id
    user = cast.user("county1")
    Holding.objects.create(user=user, post_id=second, starts_on=clock.today())
    with pytest.raises(CommandError, match="请用 --post 指明"):
        issue("county1")
    assert issue("county1", post=second)["post"] == second


@pytest.mark.parametrize(("name", "days"), [("nobody", 90), ("county1", 0), ("county1", 366)])
def test_a_wrong_account_or_term_is_refused(cast, name, days):
    with pytest.raises(CommandError):
        issue(name, days=days)
    assert not ApiToken.objects.exists()
