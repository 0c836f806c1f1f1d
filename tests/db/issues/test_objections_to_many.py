"""异议 to a notice over several issues: one each, answered each, all under one receipt code."""

from datetime import timedelta

import pytest

from issues.models import Objection, ObjectionIntake, PublicNotice, PublishedOutcome
from issues.services import notices, objections, signing
from issues.tasks import close_notices, take_objections
from rectify.core import clock
from rectify.core.who import SYSTEM
from rectify.signoff.acts import Act
from tests import factories as make

pytestmark = pytest.mark.django_db
RECEIPT = "0" * 64
AFTER = timedelta(days=40)


def handed_in(serial=""):
    """To the latest notice; about everything unless `serial` names an entry."""
    return ObjectionIntake.objects.create(
        notice_id=PublicNotice.objects.order_by("pk").last().pk,
        issue_serial=serial,
        text="滩地上还有一堆砂石没有清走，请核查。",
        receipt_hash=RECEIPT,
    )


def outcome():
    return PublishedOutcome.objects.get(receipt_hash=RECEIPT)


def answers():
    return [(a["serial"], a["state"], a["reply"]) for a in outcome().answers]


def answer(cast, issue, reply, *, founded=False):
    row = Objection.objects.get(issue=issue, state="open")
    return objections.answer(cast.city1, row.pk, founded=founded, reply=reply)


def put_down(cast, issue):
    """The content changes under the approvals: the entry is withdrawn."""
    issue.measures.update(done_note="另有说法。")
    signing.act(cast.city1, issue.pk, act=Act("pass"))


def step_of(issue):
    return issue.signoffs.get().runs.get(left_at=None).kind


def test_an_objection_to_everything_is_one_to_each_issue(cast):
    issues = make.published_many(cast, 2)
    intake = handed_in()
    taken = objections.take_intake(SYSTEM, intake.pk)
    assert [(row.issue, row.intake_id) for row in taken] == [(i, intake.pk) for i in issues]
    assert objections.take_intake(SYSTEM, intake.pk) == []
    assert Objection.objects.count() == 2
    assert outcome().state == "open"
    assert answers() == [("1", "open", ""), ("2", "open", "")]


def test_the_timer_ends_a_notice_over_many_that_was_objected_to_in_the_last_hour(cast):
    issues = make.published_many(cast, 2)
    handed_in()
    with clock.at(clock.today() + AFTER):
        close_notices()
    assert PublicNotice.objects.get().state == "ended"
    assert Objection.objects.filter(state="open").count() == 2
    assert [step_of(issue) for issue in issues] == ["notice", "notice"]


def test_only_the_issue_whose_objection_is_answered_passes_the_ended_notice(cast):
    first, second = make.published_many(cast, 2)
    handed_in()
    with clock.at(clock.today() + AFTER):
        close_notices()
        answer(cast, first, "砂石已清运。")
    assert [step_of(first), step_of(second)] == ["decide", "notice"]


def test_the_receipt_tells_each_issues_answer_and_is_open_until_the_last(cast):
    first, second = make.published_many(cast, 2)
    handed_in()
    take_objections()
    answer(cast, second, "岸线未恢复。", founded=True)
    assert (outcome().state, outcome().answered_on) == ("open", None)
    assert answers() == [("1", "open", ""), ("2", "founded", "岸线未恢复。")]
    answer(cast, first, "砂石已清运。")
    assert (outcome().state, outcome().answered_on) == ("mixed", clock.today())
    assert [a["title"] for a in outcome().answers] == [first.title, second.title]
    assert answers()[0] == ("1", "unfounded", "砂石已清运。")


@pytest.mark.parametrize(("founded", "state"), [(True, "founded"), (False, "unfounded")])
def test_answers_that_agree_are_one_outcome(cast, founded, state):
    issues = make.published_many(cast, 2)
    handed_in()
    take_objections()
    for issue in issues:
        answer(cast, issue, "已核查。", founded=founded)
    assert outcome().state == state


def test_an_entry_that_was_named_is_the_only_one_objected_to(cast):
    _first, second = make.published_many(cast, 2)
    handed_in("2")
    take_objections()
    assert Objection.objects.get().issue == second
    assert answers() == [("2", "open", "")]


def test_what_was_withdrawn_is_not_meant_by_an_objection_to_everything(cast):
    first, second = make.published_many(cast, 2)
    put_down(cast, first)
    handed_in()
    take_objections()
    assert Objection.objects.get().issue == second


def test_an_objection_to_an_entry_withdrawn_meanwhile_is_told_so(cast):
    first, _second = make.published_many(cast, 2)
    handed_in("1")
    put_down(cast, first)
    take_objections()
    assert not Objection.objects.exists()
    assert (outcome().state, outcome().reply) == (
        "late", "您提出异议的内容已撤回公示，不再按本次公示销号；重新公示后，可以再次提出异议。",
    )  # fmt: skip


def test_an_objection_to_a_notice_withdrawn_meanwhile_is_not_told_of_a_last_day(cast):
    issue = make.published(cast)
    handed_in()
    put_down(cast, issue)
    take_objections()
    assert outcome().reply.startswith("您提出异议的内容已撤回公示")


@pytest.mark.parametrize(("founded", "state"), [(True, "founded"), (False, "unfounded")])
def test_an_objection_to_a_withdrawn_entry_is_answered_and_moves_nothing(cast, founded, state):
    issue = make.published(cast)
    handed_in()
    take_objections()
    put_down(cast, issue)
    before = step_of(issue)
    answer(cast, issue, "已核查。", founded=founded)
    assert (outcome().state, step_of(issue), before) == (state, "endorse", "endorse")


def test_a_second_notice_waits_for_an_objection_to_the_first_and_then_passes(cast):
    issue = make.published(cast)
    handed_in()
    take_objections()
    put_down(cast, issue)
    make.approve(cast.county1, issue)
    make.approve(cast.acceptor1, issue, answers=make.ANSWERS)
    notices.publish(cast.city1, [issue.pk], phone="0900-1234567")
    with clock.at(clock.today() + AFTER):
        close_notices()
        assert step_of(issue) == "notice"
        answer(cast, issue, "砂石已清运。")
    assert step_of(issue) == "decide"
