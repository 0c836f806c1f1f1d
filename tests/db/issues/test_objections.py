"""异议: handed in by the public, taken over, answered; the notice waits for the answer."""

from datetime import timedelta

import pytest

from issues.models import Objection, ObjectionIntake, PublicNotice, PublishedOutcome
from issues.services import notices, objections
from issues.tasks import close_notices, take_objections
from rectify.core import clock
from rectify.core.errors import Invalid, Missing, WrongState
from rectify.core.who import SYSTEM
from rectify.messaging.models import Message
from rectify.portal.objections import hash_of
from tests import factories as make
from tests.watching import refused

pytestmark = pytest.mark.django_db
CODE = "ABCD2345EFGH"
ANSWER = "issues.objection.answer"


def handed_in(notice, text="滩地上还有一堆砂石没有清走，请核查。"):
    return ObjectionIntake.objects.create(
        notice_id=notice.pk, text=text, receipt_hash=hash_of(CODE)
    )


@pytest.fixture
def disputed(cast):
    issue = make.published(cast)
    handed_in(PublicNotice.objects.get())
    take_objections()
    return issue


def outcome():
    return PublishedOutcome.objects.get(receipt_hash=hash_of(CODE))


def test_the_office_is_told_once_however_often_the_intake_is_taken(cast, disputed):
    take_objections()
    assert Objection.objects.count() == 1
    assert outcome().state == "open"
    told = Message.objects.filter(kind="objection")
    assert [message.recipient_id for message in told] == [cast.city1.person_id]


def test_a_notice_does_not_pass_while_an_objection_is_open(cast, disputed):
    with clock.at(clock.today() + timedelta(days=40)):
        close_notices()
    assert PublicNotice.objects.get().state == "ended"
    run = disputed.signoffs.get().runs.get(left_at=None)
    assert (run.kind, make.fresh(disputed).state) == ("notice", "in_signoff")


def test_an_objection_of_the_last_hour_is_taken_before_the_notice_ends(cast):
    issue = make.published(cast)
    handed_in(PublicNotice.objects.get())
    with clock.at(clock.today() + timedelta(days=40)):
        notices.close(SYSTEM, PublicNotice.objects.get().pk)
    assert Objection.objects.get().state == "open"
    assert issue.signoffs.get().runs.get(left_at=None).kind == "notice"


def test_an_unfounded_objection_lets_the_ended_notice_pass(cast, disputed):
    with clock.at(clock.today() + timedelta(days=40)):
        close_notices()
        row = Objection.objects.get()
        objections.answer(cast.city1, row.pk, founded=False, reply="现场核查，砂石已清运。")
    assert disputed.signoffs.get().runs.get(left_at=None).kind == "decide"
    assert (outcome().state, outcome().answers[0]["reply"]) == (
        "unfounded", "现场核查，砂石已清运。",
    )  # fmt: skip


def test_a_founded_objection_sends_the_issue_back_to_rectification(cast, disputed):
    row = Objection.objects.get()
    objections.answer(cast.city1, row.pk, founded=True, reply="情况属实。")
    issue = make.fresh(disputed)
    assert (issue.state, issue.completed_on) == ("rectifying", None)
    assert issue.returned_reason == "公示异议成立：情况属实。"
    assert issue.signoffs.get().state == "failed"
    assert outcome().state == "founded"


def test_an_objection_is_answered_once_and_with_words(cast, disputed):
    row = Objection.objects.get()
    with refused(Invalid, ANSWER):
        objections.answer(cast.city1, row.pk, founded=False, reply="  ")
    objections.answer(cast.city1, row.pk, founded=False, reply="已核查。")
    with refused(WrongState, ANSWER):
        objections.answer(cast.city1, row.pk, founded=True, reply="又想了想。")


@pytest.mark.parametrize("name", ["county1", "unit1", "county2", "province1", "desk1"])
def test_only_the_publishing_office_answers(cast, disputed, name):
    row = Objection.objects.get()
    with refused(Missing, ANSWER):
        objections.answer(getattr(cast, name), row.pk, founded=True, reply="代为答复。")


def test_an_objection_after_the_last_day_is_told_so_under_its_code(cast):
    make.notice_over(cast)
    handed_in(PublicNotice.objects.get())
    take_objections()
    assert Objection.objects.count() == 0
    assert (outcome().state, outcome().reply) == ("late", "公示期已满，不再受理对本公示的异议。")
