"""The cast everybody tests with."""

import pytest

from rectify.accounts.models import OFFICERS
from tests.cast import NAMES

pytestmark = pytest.mark.django_db


def test_everybody_of_the_cast_has_one_post(cast):
    assert set(cast.actors) == set(NAMES)


def test_the_county_office_reads_its_county_and_nothing_else(cast):
    assert cast.county1.scope.ranges == (("990121", "990122"),)
    assert cast.county1.scope.covers("990121100")
    assert not cast.county1.scope.covers("990122")


def test_staff_see_by_their_unit_only(cast):
    assert cast.unit1.scope.ranges == ()
    assert cast.unit1.scope.unit_id == cast.unit1.unit_id


def test_the_inspector_sees_by_grant(cast):
    assert cast.inspector1.scope.ranges == (("99", "9:"),)


@pytest.mark.parametrize("name", ["system1", "security1", "audit1"])
def test_officers_see_no_business(cast, name):
    assert cast.actors[name].role in OFFICERS
    assert not cast.actors[name].scope.business
    assert cast.actors[name].scope.ranges == ()
    assert cast.actors[name].scope.unit_id is None
