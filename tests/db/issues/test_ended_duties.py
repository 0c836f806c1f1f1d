"""A responsibility that has ended shows nothing, whoever else still answers."""

from datetime import timedelta

from issues.models import Issue
from petitions.models import Assignment, Petition
from rectify.accounts.scope import Scope, code_range
from rectify.core import clock
from rectify.regions.models import Unit
from tests import factories as make
from tests import petition_factories as cases


def ended(rows):
    rows.update(
        starts_on=clock.today() - timedelta(days=9), ends_on=clock.today() - timedelta(days=1)
    )


def test_a_unit_whose_part_has_ended_no_longer_sees_the_issue(cast):
    issue = make.rectifying(cast)
    assert Issue.objects.visible_to(cast.unit1.scope).exists()
    ended(issue.responsibilities.filter(unit_id=cast.unit1.unit_id))
    assert issue.responsibilities.active().exists()
    assert not Issue.objects.visible_to(cast.unit1.scope).exists()
    assert not Issue.objects.visible_to(cast.county1.scope).exists()


def test_a_unit_whose_assignment_has_ended_no_longer_sees_the_petition(cast):
    petition = cases.handed_down(cast)
    other = Unit.objects.get(name="石渡县人民政府", valid_to=None)
    Assignment.objects.create(
        petition=petition, unit=other, division_code=other.division_id, role="cooperating",
        starts_on=clock.today(),
    )  # fmt: skip
    assert Petition.objects.visible_to(cast.unit2.scope).exists()
    ended(Assignment.objects.filter(unit=other))
    assert not Petition.objects.visible_to(cast.unit2.scope).exists()
    assert not Petition.objects.visible_to(cast.county2.scope).exists()


def test_a_scope_without_a_unit_sees_no_issue_nobody_answers_for(cast):
    issue = make.rectifying(cast)
    issue.responsibilities.all().delete()
    neighbour = Scope(ranges=(code_range("9902"),))
    assert not Issue.objects.visible_to(neighbour).exists()
    assert Issue.objects.visible_to(Scope(ranges=(code_range("9901"),))).exists()
