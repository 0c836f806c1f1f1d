"""退回、不通过: what is voided, what stays, where the issue goes, and when nothing may go back."""

from datetime import date

import pytest

from issues.services import dossier, progress, signing
from rectify.core import clock
from rectify.core.errors import Invalid, NotAllowed, WrongState
from rectify.signoff.acts import Act
from tests import factories as make
from tests.watching import refused

pytestmark = pytest.mark.django_db
ACT = "issues.signoff.act"
WHY = "料棚照片与整改前不是同一点位，请补拍。"


def give_back(who, issue, **brought):
    signing.act(who, issue.pk, act=Act("return", reason=WHY, **brought))
    return make.fresh(issue)


def standing(issue):
    """Kinds that still stand in the newest cycle, in order of signing."""
    cycle = issue.signoffs.order_by("pk").last()
    rows = cycle.signatures.filter(action="approve", voided_at=None).order_by("pk")
    return list(rows.values_list("kind", flat=True))


def test_a_return_to_the_unit_voids_everything_and_reopens_the_self_check(cast):
    issue = give_back(cast.acceptor1, make.endorsed(cast))
    assert (issue.state, issue.returned_reason) == ("completed", WHY)
    assert standing(issue) == []
    cycle = issue.signoffs.get()
    assert (cycle.state, cycle.position) == ("open", 1)
    voided = cycle.signatures.exclude(voided_at=None)
    assert list(voided.values_list("kind", "void_reason")) == [
        ("self_check", WHY),
        ("endorse", WHY),
    ]


def test_a_return_is_no_signature_that_stands(cast):
    issue = give_back(cast.acceptor1, make.endorsed(cast))
    issue = make.approve(cast.county1, make.approve(cast.unit1, issue))
    issue = make.approve(cast.acceptor1, issue, answers=make.ANSWERS)
    assert standing(issue) == ["self_check", "endorse", "accept"]
    assert (issue.state, issue.returned_reason) == ("in_signoff", "")


def test_a_return_to_a_later_step_keeps_the_earlier_approvals(cast):
    issue = give_back(cast.city1, make.notice_over(cast), back_to=3)
    assert standing(issue) == ["self_check", "endorse"]
    assert (issue.state, issue.signoffs.get().position) == ("in_signoff", 3)


def test_a_return_takes_back_the_date_of_the_voided_acceptance(cast):
    """A voided acceptance must not stop a clock or stand on a public notice."""
    issue = give_back(cast.city1, make.notice_over(cast), back_to=3)
    assert (issue.accepted_on, issue.signoffs.get().accepted_on) == (None, None)


def test_a_return_to_the_unit_takes_back_the_dates_of_the_cycle(cast):
    issue = give_back(cast.city1, make.notice_over(cast))
    cycle = issue.signoffs.get()
    assert (issue.accepted_on, cycle.accepted_on, cycle.applied_at) == (None, None, None)
    assert cycle.applied_unit_id is None


@pytest.mark.parametrize("position", [-1, 0, 3, 4, 99])
def test_a_return_goes_back_never_on(cast, position):
    issue = make.endorsed(cast)
    with refused(Invalid, ACT) as info:
        give_back(cast.acceptor1, issue, back_to=position)
    assert info.value.message == "只能退回到本步之前的自查、审核或验收步骤，请重新选择。"


def test_a_return_goes_to_a_step_at_which_people_verify(cast):
    """A published notice is not published again by sending the case back to it."""
    issue = make.notice_over(cast)
    with refused(Invalid, ACT):
        give_back(cast.city1, issue, back_to=4)


def test_a_return_without_a_reason_is_refused(cast):
    for action in ("return", "fail"):
        with pytest.raises(Invalid, match="请写明退回原因"):
            Act(action, reason=" ")


def test_after_a_return_the_unit_may_add_what_was_missing(cast):
    issue = give_back(cast.acceptor1, make.endorsed(cast))
    dossier.add_pair(cast.unit1, issue.pk, before=make.photo("red"), after=make.photo("blue"))
    assert make.approve(cast.unit1, make.fresh(issue)).state == "in_signoff"


def test_a_failed_acceptance_reopens_rectification(cast):
    issue = make.endorsed(cast)
    signing.act(cast.acceptor1, issue.pk, act=Act("fail", reason="复绿面积不足。"))
    issue = make.fresh(issue)
    assert (issue.state, issue.completed_on, issue.accepted_on) == ("rectifying", None, None)
    assert issue.returned_reason == "复绿面积不足。"
    cycle = issue.signoffs.get()
    assert (cycle.state, cycle.closed_at is None, standing(issue)) == ("failed", False, [])


def test_after_a_failure_a_later_application_opens_a_new_cycle(cast):
    issue = make.endorsed(cast)
    signing.act(cast.acceptor1, issue.pk, act=Act("fail", reason="复绿面积不足。"))
    issue = make.approve(cast.unit1, progress.complete(cast.unit1, issue.pk))
    issue = make.approve(cast.county1, issue)
    states = list(issue.signoffs.order_by("pk").values_list("state", flat=True))
    assert states == ["failed", "open"]
    assert standing(issue) == ["self_check", "endorse"]


def test_a_completion_sent_back_ends_its_cycle(cast):
    issue = make.completed(cast)
    progress.send_back(cast.acceptor1, issue.pk, reason="现场未见复绿。")
    issue = make.fresh(issue)
    assert (issue.state, issue.completed_on, issue.signoffs.get().state) == (
        "rectifying",
        None,
        "failed",
    )


def test_the_unit_does_not_send_its_own_completion_back(cast):
    issue = make.completed(cast)
    with refused(NotAllowed, "issues.issue.send_back"):
        progress.send_back(cast.unit1, issue.pk, reason="再想想。")


@pytest.mark.parametrize("action", ["return", "fail", "approve"])
def test_nothing_is_done_on_a_notice_but_publishing(cast, action):
    issue = make.accepted(cast)
    with refused(WrongState, ACT):
        signing.act(cast.city1, issue.pk, act=Act(action, reason=WHY))


def test_a_cycle_that_passed_takes_no_further_act(cast):
    issue = make.disclosed(cast)
    with refused(WrongState, ACT) as info:
        signing.act(cast.city1, issue.pk, act=Act("approve"))
    assert info.value.message == "本项没有正在进行的销号。"


def test_only_the_timer_ends_a_notice(cast):
    """Not even the office that published it."""
    with clock.at(date(2026, 11, 23)):
        issue = make.published(cast)
        with refused(NotAllowed, ACT):
            signing.act(cast.city1, issue.pk, act=Act("pass"))
    with clock.at(date(2027, 1, 31)), refused(NotAllowed, ACT):
        signing.act(cast.city1, issue.pk, act=Act("pass"))
