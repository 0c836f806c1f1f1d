"""A ledger against a plan that is there: corrected, contradicted, repeated, taken back."""

from datetime import date

import pytest

from issues.importing import services
from issues.models import Issue, Plan, PublicNotice, Responsibility, SignOff
from issues.services import progress
from rectify.core import clock
from rectify.core.errors import NeedsUnmet, WrongState
from rectify.journal.models import Event
from rectify.messaging.models import Message
from tests import factories
from tests.db.importing import ledgers

pytestmark = pytest.mark.django_db
NOW = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _at_noon():
    with clock.at(NOW):
        yield


def take_in(desk, rows=ledgers.ROWS, name="台账.xlsx", **more):
    more = more or {"doc_no": ledgers.DOC_NO}
    return desk.take_in(ledgers.ledger(rows), name, kind="ledger", **more)


def verdicts(desk, rows, **more):
    more = more or {"doc_no": ledgers.DOC_NO}
    staged = desk.stage(ledgers.ledger(rows), "又一份.xlsx", kind="ledger", **more)
    return staged, {v.draft.number: v for v in desk.look(staged).verdicts}


def with_row(number, state, *dates, **changes):
    fresh = ledgers.row(number, state, *dates, **changes)
    return tuple(fresh if line[0] == str(number) else line for line in ledgers.ROWS)


def test_the_same_ledger_again_asks_nothing_and_changes_nothing(desk):
    take_in(desk)
    events = Event.objects.exclude(noun="exchange.stagedimport").count()
    again = desk.stage(ledgers.ledger(), "台账.xlsx", kind="ledger", doc_no=ledgers.DOC_NO)
    assert desk.look(again).doubts == []
    assert desk.confirm(again).summary == {"new": 0, "changed": 0, "untouched": 5, "refused": 0}
    assert Event.objects.exclude(noun="exchange.stagedimport").count() == events


def test_a_later_ledger_carries_imported_history_on_and_absence_deletes_nothing(desk):
    take_in(desk)
    days = ("2024年3月15日", "2024年4月2日", "2024年4月8日", "2024年4月19日")
    moved = ledgers.row(5, "已销号", *days, "云督改〔2024〕9号", "2024年5月6日")
    staged, found = verdicts(desk, [moved])
    fields = {change.field: (change.old, change.new) for change in found["5"].changes}
    assert fields["state"] == ("completed", "signed_off")
    assert fields["filed_on"] == (None, date(2024, 5, 6))
    desk.confirm(staged)
    issue = Issue.objects.get(serial="5")
    assert (issue.state, issue.version, issue.signoffs.get().state) == ("signed_off", 2, "passed")
    assert Issue.objects.count() == 5


def test_a_ledger_that_no_longer_gives_a_date_takes_none_away(desk):
    take_in(desk)
    _staged, found = verdicts(desk, with_row(2, "已完成，待销号", "", "2023年7月4日"))
    assert found["2"].state == "untouched"


def test_what_this_system_knows_by_its_own_acts_is_a_conflict(desk):
    take_in(desk)
    issue = Issue.objects.get(serial="3")
    progress.report(desk.cast.unit1, issue.pk, pct=60, done_text="已拆除两家。")
    staged, found = verdicts(desk, with_row(3, "已完成整改", "2026年10月1日"))
    assert found["3"].state == "conflict"
    assert "以本系统为准" in found["3"].reason
    assert desk.confirm(staged).summary["refused"] == 1
    issue.refresh_from_db()
    assert (issue.state, issue.completed_on, issue.progress_pct) == ("rectifying", None, 60)


def test_a_plan_issued_here_takes_the_history_of_issues_nobody_worked_on(desk):
    plan = factories.issued_plan(desk.cast, issues=2, code="r9")
    desk = type(desk)(desk.cast, plan.round)
    Message.objects.all().delete()
    issue = plan.issues.get(serial="1")
    line = ledgers.row(1, "已完成整改", "2026年10月15日", issue=issue.text, goal=issue.goal,
                       deadline=issue.deadline_text)  # fmt: skip
    take_in(desk, [line], plan_id=plan.pk)
    issue.refresh_from_db()
    assert (issue.state, issue.completed_on) == ("completed", date(2026, 10, 15))
    assert not issue.measures.filter(done_on=None).exists()
    assert not Message.objects.exists()
    assert plan.issues.get(serial="2").state == "rectifying"


def test_a_facet_that_differs_is_listed_for_an_amendment_and_not_written(desk):
    take_in(desk)
    staged, found = verdicts(
        desk, with_row(3, "正在整改", goal="只清理一家", deadline="2028年底前")
    )
    assert found["3"].state == "frozen"
    assert [change.field for change in found["3"].changes] == ["goal", "deadline_text"]
    assert "方案调整" in found["3"].reason
    desk.confirm(staged)
    assert Issue.objects.get(serial="3").goal == "依法退出，岸线恢复"


def test_a_state_is_taken_and_a_facet_beside_it_is_not(desk):
    take_in(desk)
    rows = with_row(3, "已完成整改", "2026年10月1日", goal="另一个目标")
    staged, found = verdicts(desk, rows)
    assert found["3"].state == "changed"
    desk.confirm(staged)
    issue = Issue.objects.get(serial="3")
    assert (issue.state, issue.goal) == ("completed", "依法退出，岸线恢复")


def test_a_new_number_in_a_plan_issued_here_needs_an_amendment(desk):
    plan = factories.issued_plan(desk.cast, code="r9")
    desk = type(desk)(desk.cast, plan.round)
    _staged, found = verdicts(desk, [ledgers.row(9, "正在整改")], plan_id=plan.pk)
    assert (found["9"].state, "增加问题" in found["9"].reason) == ("frozen", True)


def test_a_plan_that_is_not_out_takes_no_ledger(desk):
    plan = factories.drafted_plan(desk.cast, code="r9")
    desk = type(desk)(desk.cast, plan.round)
    staged, _found = verdicts(desk, [ledgers.row(1, "正在整改")], plan_id=plan.pk)
    desk.keep_all(staged)
    with pytest.raises(NeedsUnmet, match="还没有印发"):
        desk.confirm(staged)
    assert plan.issues.get().state == "draft"


def test_undo_leaves_no_trace_of_what_was_new(desk):
    done = take_in(desk)
    services.undo(desk.cast.city1, done.pk, reason="传错了文件")
    tables = (Plan, Issue, SignOff, PublicNotice, Responsibility)
    assert [table.objects.count() for table in tables] == [0, 0, 0, 0, 0]


def test_undo_gives_back_the_history_told_before(desk):
    take_in(desk)
    second = take_in(desk, with_row(4, "已完成整改", "2026年10月9日"), "二.xlsx")
    assert Issue.objects.get(serial="4").state == "completed"
    services.undo(desk.cast.city1, second.pk, reason="台账填错")
    issue = Issue.objects.get(serial="4")
    notice = PublicNotice.objects.get(lines__sign_off__issue=issue)
    assert (issue.state, issue.accepted_on, issue.version) == (
        "in_signoff", date(2026, 11, 2), 3,
    )  # fmt: skip
    assert (notice.state, notice.closes_on) == ("running", date(2026, 12, 4))


def test_undo_is_refused_once_somebody_worked_on_an_issue(desk):
    done = take_in(desk)
    issue = Issue.objects.get(serial="3")
    progress.report(desk.cast.unit1, issue.pk, pct=60, done_text="已拆除两家。")
    with pytest.raises(WrongState, match="第3项"):
        services.undo(desk.cast.city1, done.pk, reason="传错了")
    assert Issue.objects.count() == 5
