"""The timer, an act on the step and an answer meet over one notice: they wait, none is killed."""

from datetime import timedelta

import pytest

from issues.models import ObjectionIntake, PublicNotice, PublishedOutcome
from issues.services import notices, objections, signing
from rectify.core import clock
from rectify.core.who import SYSTEM
from rectify.signoff.acts import Act
from tests import factories as make
from tests.waiting import is_free, stands_before

pytestmark = pytest.mark.django_db(transaction=True)


def _overdue(cast):
    with clock.at(clock.today() - timedelta(days=40)):
        issue = make.published(cast)
    return issue, PublicNotice.objects.get()


def test_the_timer_waits_for_the_issue_before_it_takes_the_notice(cast):
    issue, notice = _overdue(cast)
    with stands_before(issue, lambda: notices.close(SYSTEM, notice.pk)) as closing:
        assert is_free(notice)
    assert closing.result() is True
    assert issue.signoffs.get().runs.get(left_at=None).kind == "decide"


def test_an_entry_is_withdrawn_while_the_timer_waits_and_the_timer_then_finds_nothing(cast):
    issue, notice = _overdue(cast)
    with stands_before(issue, lambda: notices.close(SYSTEM, notice.pk)) as closing:
        issue.measures.update(done_note="另有说法。")
        assert signing.act(cast.city1, issue.pk, act=Act("pass")) is False
    assert closing.result() is False
    notice.refresh_from_db()
    assert notice.state == "withdrawn"


def test_an_objection_is_not_taken_into_a_notice_that_is_just_ending(cast):
    _issue, notice = _overdue(cast)
    row = ObjectionIntake.objects.create(notice_id=notice.pk, text="未清。", receipt_hash="0" * 64)
    with stands_before(notice, lambda: objections.take_intake(SYSTEM, row.pk)) as taking:
        assert is_free(row)
        PublicNotice.objects.filter(pk=notice.pk).update(state="ended", closed_at=clock.now())
    assert taking.result() == []
    assert PublishedOutcome.objects.get().state == "late"


def test_an_answer_waits_for_the_issue_before_it_takes_objection_and_notice(cast):
    issue, notice = _overdue(cast)
    row = ObjectionIntake.objects.create(notice_id=notice.pk, text="未清。", receipt_hash="0" * 64)
    (objection,) = objections.take_intake(SYSTEM, row.pk)
    answer = {"founded": True, "reply": "情况属实。"}
    with stands_before(issue, lambda: objections.answer(cast.city1, objection.pk, **answer)) as a:
        assert is_free(notice)
        assert is_free(objection)
    assert a.result().state == "founded"


def test_two_answers_under_one_code_at_once_both_stand_in_its_outcome(cast):
    make.published_many(cast, 2)
    notice = PublicNotice.objects.get()
    row = ObjectionIntake.objects.create(notice_id=notice.pk, text="未清。", receipt_hash="0" * 64)
    one, two = objections.take_intake(SYSTEM, row.pk)
    later = {"founded": False, "reply": "第二项已清运。"}
    with stands_before(notice, lambda: objections.answer(cast.city1, two.pk, **later)) as waiting:
        objections.answer(cast.city1, one.pk, founded=False, reply="第一项已清运。")
    assert waiting.result().state == "unfounded"
    outcome = PublishedOutcome.objects.get()
    assert [answer["reply"] for answer in outcome.answers] == ["第一项已清运。", "第二项已清运。"]
    assert outcome.state == "unfounded"
