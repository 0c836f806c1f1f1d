"""验收核对: every question answered, reasons for no and not applicable, no "no" under a yes."""

import pytest

from issues.models import Signature
from issues.services import signing
from rectify.core.errors import Invalid, NeedsUnmet
from rectify.signoff.acts import LET_PASS, QUESTIONS, TESTS, Act
from tests import factories as make
from tests.watching import refused

pytestmark = pytest.mark.django_db
INCOMPLETE = "还有核对项未答，或选“否”“不适用”未写理由，补齐后才能签署。"
NEGATIVE = "有标准未达到（选“否”），不能同意验收，请退回。"


def answered(**changes):
    """All yes but for `name=(value, reason)`; `None` leaves the question out."""
    found = {name: dict(answer) for name, answer in make.ANSWERS.items()}
    for name, change in changes.items():
        if change is None:
            del found[name]
        else:
            found[name] = {"value": change[0], "reason": change[1]}
    return found


def test_the_questions_are_the_five_tests_and_the_five_that_must_not_pass():
    assert list(TESTS.values()) == [
        "方案措施全部落实",
        "违法行为已依法处理处罚",
        "成效符合法律和技术规范",
        "同一企业、同类问题一并整改",
        "根源已治理，长效机制已建立",
    ]
    assert list(LET_PASS.values()) == ["原因查清", "问题解决", "违法查处", "责任追究", "群众满意"]
    assert len(QUESTIONS) == 10


@pytest.mark.parametrize(
    ("answers", "needs"),
    [
        ({}, [INCOMPLETE]),
        (answered(effect=None), [INCOMPLETE]),
        (answered(effect=("na", "")), [INCOMPLETE]),
        (answered(effect=("na", "   ")), [INCOMPLETE]),
        (answered(effect=("no", "")), [INCOMPLETE, NEGATIVE]),
        (answered(effect=("no", "复绿面积不足。")), [NEGATIVE]),
    ],
    ids=["none", "one missing", "na bare", "na blank", "no bare", "no with reason"],
)
def test_what_is_not_proved_is_not_accepted(cast, answers, needs):
    issue = make.endorsed(cast)
    with refused(NeedsUnmet, "issues.signoff.act") as info:
        signing.act(cast.acceptor1, issue.pk, act=Act("approve", answers=answers))
    assert info.value.detail["needs"] == needs


def test_not_applicable_with_a_reason_is_an_answer(cast):
    answers = answered(penalties=("na", "历史遗留，无主体。"))
    issue = make.approve(cast.acceptor1, make.endorsed(cast), answers=answers)
    kept = Signature.objects.get(sign_off__issue=issue, kind="accept")
    assert kept.answers["penalties"] == {"value": "na", "reason": "历史遗留，无主体。"}
    assert issue.accepted_on is not None


@pytest.mark.parametrize("answers", [{"colour": {"value": "yes"}}, {"effect": {"value": "maybe"}}])
def test_an_unknown_question_or_answer_is_refused(answers):
    with pytest.raises(Invalid, match="只能是“是”“否”“不适用”"):
        Act("approve", answers=answers)


def test_a_return_needs_no_answers(cast):
    issue = make.endorsed(cast)
    act = Act("return", reason="缺复绿照片。", answers=answered(effect=("no", "缺照片。")))
    assert signing.act(cast.acceptor1, issue.pk, act=act) is True
    assert make.fresh(issue).state == "completed"


def test_an_application_needs_every_measure_done_and_a_piece_of_evidence(cast):
    issue = make.completed(cast)
    issue.measures.filter(number=2).update(done_on=None)
    with refused(NeedsUnmet, "issues.signoff.act") as info:
        signing.act(cast.unit1, issue.pk, act=Act("approve"))
    assert info.value.detail["needs"] == ["资料不齐：每条措施须办结并附佐证后才能申请。"]
