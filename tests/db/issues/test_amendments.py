"""方案调整: drafted, submitted, decided by another; what was issued stays readable."""

from datetime import date

import pytest

from issues.models import Amendment, Issue
from issues.services import amendments, progress
from issues.services.amendments import Why
from issues.services.amendments.values import Typed
from rectify.core.errors import Invalid, Missing, NeedsUnmet, NotAllowed, Stale, WrongState
from rectify.journal.models import Event
from rectify.messaging.models import Message
from tests import amendments as amend
from tests import factories as make

pytestmark = pytest.mark.django_db


def columns(issue):
    return Issue.objects.filter(pk=issue.pk).values().get()


def actions(noun, pk):
    rows = Event.objects.filter(noun=noun, object_id=pk).order_by("number")
    return list(rows.values_list("action", flat=True))


def test_a_draft_holds_both_values_and_changes_nothing(cast):
    issue = make.rectifying(cast)
    before = columns(issue)
    row = amend.drafted(cast, issue)
    assert row.changes == {"goal": {"before": "依法退出，岸线恢复。", "after": amend.GOAL}}
    assert (row.state, row.applicant, row.person) == ("draft", "青崖县人民政府", "周某某")
    assert (row.version, actions("issues.amendment", row.pk)) == (1, ["draft"])
    assert columns(issue) == before


def test_what_is_approved_holds_and_what_was_issued_stays_readable(cast):
    issue = make.rectifying(cast)
    row = amend.approved(cast, issue)
    now = make.fresh(issue)
    assert (now.goal, now.facets_version, now.version) == (amend.GOAL, 1, issue.version + 1)
    row.refresh_from_db()
    assert (row.state, row.decided_by, row.basis_no) == ("approved", "李某某", "云办字〔2026〕77号")
    assert row.changes["goal"]["before"] == "依法退出，岸线恢复。"
    assert actions("issues.amendment", row.pk) == ["draft", "submit", "approve"]
    event = Event.objects.get(noun="issues.issue", object_id=issue.pk, action="amend")
    assert event.basis == "云办字〔2026〕77号"
    assert event.data["goal"] == ["依法退出，岸线恢复。", amend.GOAL]


def test_the_office_is_asked_and_the_units_are_told(cast):
    issue = make.rectifying(cast)
    Message.objects.all().delete()
    row = amend.submitted(cast, issue)
    assert sorted(m.recipient.username for m in Message.objects.all()) == ["city1", "leader1"]
    amendments.approve(cast.city1, row.pk)
    told = Message.objects.filter(title__contains="方案已调整（目标）")
    assert sorted(m.recipient.username for m in told) == ["acceptor1", "unit1"]


def test_one_open_amendment_an_issue(cast):
    issue = make.rectifying(cast)
    row = amend.drafted(cast, issue)
    with pytest.raises(NeedsUnmet, match="已有一份方案调整没有办结"):
        amend.drafted(cast, issue, cast.city1, text="另一段文字。")
    assert Amendment.objects.count() == 1
    amendments.withdraw(cast.unit1, row.pk, reason="重新起草。")
    assert amend.drafted(cast, issue, cast.city1, text="另一段文字。").state == "draft"


def test_nobody_decides_on_what_he_drafted_or_submitted(cast):
    row = amend.submitted(cast, make.rectifying(cast), cast.city1)
    before = columns(row.issue)
    for decide in (amendments.approve, amendments.reject):
        with pytest.raises(NeedsUnmet, match="不能自己审批"):
            decide(
                cast.city1, row.pk, **({"reason": "不。"} if decide is amendments.reject else {})
            )
    assert columns(row.issue) == before
    assert amendments.approve(amend.second(cast), row.pk).state == "approved"


def test_who_only_submitted_it_may_not_decide_either(cast):
    other, row = amend.second(cast), amend.drafted(cast, make.rectifying(cast), cast.city1)
    amendments.submit(other, row.pk)
    with pytest.raises(NeedsUnmet, match="不能自己审批"):
        amendments.approve(other, row.pk)
    assert Amendment.objects.get().state == "submitted"


def test_what_the_office_drafts_its_leader_decides(cast):
    row = amend.submitted(cast, make.rectifying(cast), cast.city1)
    row = amendments.approve(cast.leader1, row.pk)
    assert (row.state, row.decided_by, row.issue.goal) == ("approved", "王某某", amend.GOAL)


@pytest.mark.parametrize("name", ["unit1", "acceptor1", "county1", "desk1", "province1"])
def test_only_the_side_of_the_plan_decides(cast, name):
    row = amend.submitted(cast, make.rectifying(cast))
    with pytest.raises(NotAllowed):
        amendments.approve(getattr(cast, name), row.pk)
    assert (Amendment.objects.get().state, make.fresh(row.issue).facets_version) == ("submitted", 0)


@pytest.mark.parametrize("name", ["acceptor1", "county1", "leader1", "province1", "desk1"])
def test_who_neither_answers_nor_keeps_the_plan_drafts_none(cast, name):
    issue = make.rectifying(cast)
    with pytest.raises(NotAllowed):
        amend.drafted(cast, issue, getattr(cast, name))
    assert not Amendment.objects.exists()


STAGES = {
    "completed": (make.completed, "已报完成整改，请先退回整改"),
    "in_signoff": (make.applied, "正在销号"),
    "signed_off": (make.filed, "已经销号"),
}


@pytest.mark.parametrize("state", STAGES)
def test_an_issue_that_is_through_is_not_amended(cast, state):
    stage, sentence = STAGES[state]
    issue = stage(cast)
    with pytest.raises(WrongState, match=sentence):
        amend.drafted(cast, issue, cast.city1)
    assert not Amendment.objects.exists()


def test_a_draft_issue_needs_no_amendment(cast):
    issue = make.drafted_plan(cast).issues.get()
    with pytest.raises(WrongState, match="还没有印发"):
        amend.drafted(cast, issue, cast.city1)


def test_completed_while_it_waited_is_not_changed_under_the_completion(cast):
    issue = make.proved(cast)
    row = amend.submitted(cast, issue)
    progress.complete(cast.unit1, issue.pk)
    before = columns(issue)
    with pytest.raises(NeedsUnmet, match="已报完成整改"):
        amendments.approve(cast.city1, row.pk)
    assert columns(issue) == before
    make.approve(cast.unit1, make.fresh(issue))
    with pytest.raises(NeedsUnmet, match="正在销号"):
        amendments.approve(cast.city1, row.pk)
    assert Amendment.objects.get().state == "submitted"


def test_a_facet_that_moved_meanwhile_is_not_overwritten(cast):
    issue = make.rectifying(cast)
    row = amend.submitted(cast, issue)
    Issue.objects.filter(pk=issue.pk).update(goal="另行调整。", facets_version=1)
    with pytest.raises(NeedsUnmet, match="又有变动"):
        amendments.approve(cast.city1, row.pk)
    assert make.fresh(issue).goal == "另行调整。"
    assert Amendment.objects.get().state == "submitted"


def test_reason_before_submitting_and_document_before_approving(cast):
    issue = make.rectifying(cast)
    row = amendments.draft(cast.unit1, issue.pk, wanted=Typed(goal=amend.GOAL), why=Why())
    with pytest.raises(NeedsUnmet, match="调整理由"):
        amendments.submit(cast.unit1, row.pk)
    why = Why("汛期延长。")
    amendments.revise(cast.unit1, row.pk, wanted=Typed(goal=amend.GOAL), why=why)
    amendments.submit(cast.unit1, row.pk)
    with pytest.raises(NeedsUnmet, match="依据文号"):
        amendments.approve(cast.city1, row.pk, basis_no="云办字〔2026〕77号")
    day = date(2026, 10, 8)
    done = amendments.approve(cast.city1, row.pk, basis_no="云办字〔2026〕77号", basis_on=day)
    assert (done.state, done.basis_on) == ("approved", day)


def test_a_document_is_not_of_tomorrow(cast):
    row = amend.submitted(cast, make.rectifying(cast))
    with pytest.raises(Invalid, match="不能晚于今天"):
        amendments.approve(cast.city1, row.pk, basis_no="x", basis_on=date(2099, 1, 1))
    assert make.fresh(row.issue).facets_version == 0


def test_refused_or_withdrawn_the_plan_stands_as_issued(cast):
    issue = make.rectifying(cast)
    before = columns(issue)
    row = amend.submitted(cast, issue)
    with pytest.raises(Invalid, match="理由"):
        amendments.reject(cast.city1, row.pk, reason=" ")
    amendments.reject(cast.city1, row.pk, reason="工期可以保证。")
    told = Message.objects.get(title="第1项方案调整未获批准")
    assert (told.recipient.username, told.body) == ("unit1", "工期可以保证。")
    amendments.withdraw(cast.unit1, amend.submitted(cast, issue).pk, reason="不再需要。")
    assert columns(issue) == before
    for act in (amendments.submit, amendments.approve):
        with pytest.raises(WrongState):
            act(cast.city1, row.pk)


def test_two_persons_with_the_same_page_open_do_not_overwrite_each_other(cast):
    row = amend.drafted(cast, make.rectifying(cast))
    amendments.revise(cast.unit1, row.pk, wanted=Typed(goal="甲。"), why=amend.WHY, expected=1)
    with pytest.raises(Stale):
        amendments.submit(cast.unit1, row.pk, expected=1)
    assert Amendment.objects.get().state == "draft"


def test_a_neighbour_sees_none_of_it_and_a_draft_is_the_drafters(cast):
    issue = make.rectifying(cast)
    row = amend.drafted(cast, issue)
    seen = {n: Amendment.objects.visible_to(a.scope).exists() for n, a in cast.actors.items()}
    assert {name for name, sees in seen.items() if sees} == {
        "unit1", "city1", "leader1", "desk1", "discipline1",
    }  # fmt: skip
    amendments.submit(cast.unit1, row.pk)
    for name in ("county2", "unit2", "system1", "audit1"):
        assert not Amendment.objects.visible_to(getattr(cast, name).scope).exists(), name
        with pytest.raises(Missing):
            amendments.withdraw(getattr(cast, name), row.pk, reason="看看。")
    assert Amendment.objects.visible_to(cast.county1.scope).exists()
