"""What the database refuses about posts and holdings, whoever writes."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from rectify.accounts.models import Holding, Post
from rectify.core import clock

pytestmark = pytest.mark.django_db


def hold(cast, name, post_of, **days):
    days = days or {"starts_on": clock.today()}
    post_id = cast.actors[post_of].post_id
    return Holding.objects.create(user=cast.user(name), post_id=post_id, **days)


@pytest.mark.parametrize(
    ("name", "second"),
    [
        ("system1", "security1"),
        ("security1", "audit1"),
        ("audit1", "county1"),
        ("county1", "system1"),
    ],
)
def test_nobody_is_two_officers_or_an_officer_with_business(cast, name, second):
    with pytest.raises(IntegrityError, match="holding_officers_apart"), transaction.atomic():
        hold(cast, name, second)
    assert Holding.objects.filter(user=cast.user(name)).count() == 1


def test_an_officer_may_change_duty_after_leaving_the_first(cast):
    day = clock.today()
    Holding.objects.filter(user=cast.user("system1")).update(ends_on=day)
    hold(cast, "system1", "audit1", starts_on=day + timedelta(days=1))
    assert Holding.objects.filter(user=cast.user("system1")).count() == 2


def test_business_posts_may_be_held_together(cast):
    hold(cast, "county1", "unit1")
    held = Holding.objects.filter(user=cast.user("county1")).on(clock.today())
    assert held.count() == 2


def test_the_same_post_is_not_held_twice_at_a_time(cast):
    with pytest.raises(IntegrityError, match="holding_once_at_a_time"), transaction.atomic():
        hold(cast, "county1", "county1")


def test_a_holding_does_not_end_before_it_starts(cast):
    days = {"starts_on": date(2026, 5, 2), "ends_on": date(2026, 5, 1)}
    with pytest.raises(IntegrityError, match="holding_ends_after_start"), transaction.atomic():
        hold(cast, "county2", "unit1", **days)


def test_the_last_day_of_a_holding_counts(cast):
    held = Holding.objects.filter(user=cast.user("county1"))
    held.update(ends_on=date(2026, 5, 31))
    assert held.on(date(2026, 5, 31)).count() == 1
    assert held.on(date(2026, 6, 1)).count() == 0


def test_the_role_of_a_post_is_final(cast):
    with pytest.raises(ProgrammingError, match=r"Cannot update of .role"), transaction.atomic():
        Post.objects.filter(pk=cast.county1.post_id).update(role="audit")
    assert Post.objects.get(pk=cast.county1.post_id).role == "office"


def test_the_duty_of_a_holding_cannot_be_written_by_hand(cast):
    held = Holding.objects.filter(user=cast.user("system1"))
    held.update(duty="business")
    assert held.get().duty == "system"
