"""Nobody signs off alone: the applicant never verifies, no person stands twice in a cycle."""

import pytest
from django.db import IntegrityError, transaction

from issues.models import Responsibility, Signature
from issues.services import signing
from rectify.core.errors import DomainError, NeedsUnmet, NotAllowed
from rectify.regions.models import Unit
from rectify.signoff.acts import Act
from tests import factories as make
from tests.db.signoff import chains
from tests.people import colleague, second_post
from tests.watching import refused

pytestmark = pytest.mark.django_db
ACT = "issues.signoff.act"
NOT_STOOD = "您在本周期已经申请或签署过意见，同一人不能再次签署，请由其他人办理。"
OTHER_UNIT = "申请单位不能办理本单位的验收审核，请由其他单位办理。"


def accepts_too(issue, unit_name):
    """The unit is named as a further acceptance unit, and is the first in official order."""
    issue.responsibilities.filter(role="acceptance").delete()
    unit = Unit.objects.get(name=unit_name)
    Responsibility.objects.create(
        issue=issue, unit=unit, division_code=unit.division_id, role="acceptance"
    )


def approving(who, issue, **brought):
    signing.act(who, issue.pk, act=Act("approve", **brought))


def test_who_applied_does_not_verify_from_a_second_post(cast):
    issue = make.applied(cast)
    twice = second_post(cast, "unit1", at="county1")
    with refused(NeedsUnmet, ACT) as info:
        approving(twice, issue)
    assert info.value.detail["needs"] == [NOT_STOOD]


def test_another_person_of_the_unit_that_applied_does_not_accept(cast):
    issue = make.rectifying(cast)
    accepts_too(issue, "青崖县人民政府")
    issue = make.approve(cast.county1, _apply(cast, issue))
    other = colleague(cast, "unit1")
    with refused(NeedsUnmet, ACT) as info:
        approving(other, issue, answers=make.ANSWERS)
    assert info.value.detail["needs"] == [OTHER_UNIT]


def _apply(cast, issue):
    make.progress.receive(cast.unit1, issue.pk)
    make.dossier.add_pair(
        cast.unit1, issue.pk, before=make.photo("grey"), after=make.photo("green")
    )
    for measure in issue.measures.all():
        make.progress.do_measure(cast.unit1, issue.pk, measure_id=measure.pk, note="已完成。")
    return make.approve(cast.unit1, make.progress.complete(cast.unit1, issue.pk))


def test_who_endorsed_does_not_accept_from_a_second_post(cast):
    issue = make.endorsed(cast)
    twice = second_post(cast, "county1", at="acceptor1")
    with refused(NeedsUnmet, ACT) as info:
        approving(twice, issue, answers=make.ANSWERS)
    assert info.value.detail["needs"] == [NOT_STOOD]


def test_who_accepted_does_not_decide_from_a_second_post(cast):
    issue = make.notice_over(cast)
    twice = second_post(cast, "acceptor1", at="city1")
    with refused(NeedsUnmet, ACT) as info:
        approving(twice, issue)
    assert info.value.detail["needs"] == [NOT_STOOD]


def test_publishing_filing_and_disclosing_are_no_approvals(cast):
    """city1 publishes, decides and discloses: only the decision stands."""
    issue = make.disclosed(cast)
    standing = Signature.objects.filter(sign_off__issue=issue, action="approve", voided_at=None)
    assert list(standing.values_list("kind", "person").order_by("pk")) == [
        ("self_check", "周某某"),
        ("endorse", "张某某"),
        ("accept", "孙某某"),
        ("decide", "李某某"),
    ]
    acts = Signature.objects.filter(sign_off__issue=issue, person="李某某")
    assert list(acts.values_list("action", flat=True)) == ["publish", "approve", "disclose"]


@pytest.mark.parametrize("kind", ["self_check", "endorse", "accept", "decide"])
def test_the_database_refuses_a_second_standing_approval(cast, kind):
    cycle = make.endorsed(cast).signoffs.get()
    first = cycle.signatures.get(kind="endorse")
    row = {**_columns(first), "kind": kind, "action": "approve"}
    with pytest.raises(IntegrityError, match="issue_signature_one_standing"), transaction.atomic():
        Signature.objects.create(**row)
    assert cycle.signatures.count() == 2


@pytest.mark.parametrize(
    "change",
    [{"action": "return"}, {"kind": "notice", "action": "publish"}, {"void_reason": "退回"}],
    ids=["a return", "a publication", "a voided one"],
)
def test_the_database_lets_pass_what_is_no_standing_approval(cast, change):
    cycle = make.endorsed(cast).signoffs.get()
    first = cycle.signatures.get(kind="endorse")
    voided = {"voided_at": first.at} if "void_reason" in change else {}
    Signature.objects.create(**{**_columns(first), **change, **voided})
    assert cycle.signatures.count() == 3


def _columns(row):
    return {
        field.attname: getattr(row, field.attname)
        for field in Signature._meta.concrete_fields
        if field.name != "id"
    }


@pytest.mark.parametrize(
    "name",
    [
        *("province1", "city1", "county2", "unit1", "acceptor1", "desk1"),
        *("leader1", "inspector1", "discipline1"),
    ],
)
def test_a_step_waits_for_its_party_only(cast, name):
    """The county's endorsement: whoever sees the issue but is not asked may not sign."""
    issue = make.applied(cast)
    error = "not_found" if name == "county2" else "not_allowed"
    with refused(DomainError, ACT) as info:
        approving(getattr(cast, name), issue)
    assert info.value.code == error


def test_a_petition_desk_in_the_office_signs_nothing_for_the_office(cast):
    issue = make.notice_over(cast)
    with refused(NotAllowed, ACT):
        approving(cast.desk1, issue)


def test_two_signers_are_two_persons(cast):
    issue = make.completed(cast)
    cycle = issue.signoffs.get()
    two = {**chains.ENDORSE, "signers": 2}
    made = chains.version(chains.chain(code="two"), chains.SELF_CHECK, two, chains.DECIDE)
    type(cycle).objects.filter(pk=cycle.pk).update(chain_version=made)
    issue = make.approve(cast.county1, make.approve(cast.unit1, issue))
    assert issue.signoffs.get().position == 2
    with refused(NeedsUnmet, ACT):
        approving(cast.county1, issue)
    approving(colleague(cast, "county1"), issue)
    assert issue.signoffs.get().position == 3
