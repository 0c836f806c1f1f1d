"""Repeating changes nothing, a corrected file changes what it says, undo takes it all back."""

from datetime import date

import pytest

from issues.importing import handing_in, services
from issues.models import Issue, Measure, Plan, PlanAlias
from issues.services import plans
from rectify.core import clock
from rectify.core.errors import Invalid, WrongState
from rectify.exchange.models import StagedImport
from rectify.exchange.receiving import Upload
from rectify.journal.models import Event
from tests.db.importing import samples

pytestmark = pytest.mark.django_db


def test_the_same_file_for_the_same_target_is_the_import_it_already_is(desk):
    target = handing_in.target_of(desk.cast.city1, round_code="sj3")
    upload = Upload(samples.word_table(), "整改清单.docx")
    first, new = handing_in.upload_plan(desk.cast.city1, upload, target)
    second, newer = handing_in.upload_plan(desk.cast.city1, upload, target)
    assert (new, newer) == (True, False)
    assert first.pk == second.pk
    assert StagedImport.objects.count() == 1


def test_confirming_twice_acts_once(desk):
    staged = desk.stage(samples.word_table(), "整改清单.docx")
    first = services.confirm(desk.cast.city1, staged.pk, expected=2)
    second = services.confirm(desk.cast.city1, staged.pk, expected=2)
    assert first.receipt == second.receipt != ""
    assert (first.version, second.version) == (3, 3)
    assert (Plan.objects.count(), Issue.objects.count()) == (1, 3)


def test_the_receipt_says_what_who_and_when(desk):
    with clock.at(date(2026, 11, 23)):
        done = desk.take_in(samples.word_table(), "整改清单.docx")
    assert done.receipt == f"DR20261123-{done.pk:05d}"
    assert len(done.sha256) == 64
    assert done.confirmed_by == f"{desk.cast.city1.unit} 李某某"
    assert clock.day_of(done.confirmed_at) == date(2026, 11, 23)


@pytest.mark.parametrize("sample", [samples.TEXT, samples.OVERALL])
def test_the_same_text_again_asks_nothing_and_changes_nothing(desk, sample):
    first = desk.take_in(sample)
    events = Event.objects.exclude(noun="exchange.stagedimport").count()
    again = desk.stage(sample)
    look = desk.look(again)
    assert (look.doubts, look.counts["untouched"]) == ([], first.summary["new"])
    done = desk.confirm(again)
    assert done.summary == {"new": 0, "changed": 0, "untouched": 2, "refused": 0}
    assert Event.objects.exclude(noun="exchange.stagedimport").count() == events


def test_a_corrected_file_changes_field_by_field_and_absence_deletes_nothing(desk):
    desk.take_in(samples.word_table(), "一.docx")
    rows = samples.changed(samples.ROWS[:2], "2", deadline="2027年6月底前", goal="岸线全部恢复")
    staged = desk.stage(samples.word_table(rows), "二.docx")
    verdicts = {v.draft.number: v for v in desk.look(staged).verdicts}
    assert [v.state for v in verdicts.values()] == ["untouched", "changed"]
    fields = {change.field: (change.old, change.new) for change in verdicts["2"].changes}
    assert fields["goal"] == ("依法退出，岸线恢复", "岸线全部恢复")
    assert fields["due_on"] == (date(2026, 12, 31), date(2027, 6, 30))
    assert set(fields) == {"goal", "deadline_text", "deadline_kind", "stages", "due_on"}
    desk.confirm(staged)
    assert Issue.objects.count() == 3
    issue = Issue.objects.get(serial="2")
    assert (issue.version, issue.goal) == (2, "岸线全部恢复")
    assert Event.objects.get(object_id=issue.pk, noun="issues.issue", number=2).action == "import"


def test_an_issued_plan_lists_a_frozen_facet_and_writes_none(desk):
    desk.take_in(samples.word_table(), "一.docx")
    plan = Plan.objects.get()
    who = desk.cast.city1
    plans.approve(who, plan.pk, approved_by="州委、州政府", approved_on=clock.today())
    plans.issue_plan(who, plan.pk, doc_no="云办字〔2026〕51号")
    rows = samples.changed(samples.ROWS, "1", goal="另一个目标")
    staged = desk.stage(samples.word_table(rows), "二.docx", plan_id=plan.pk)
    frozen = [v for v in desk.look(staged).verdicts if v.state == "frozen"]
    assert [(v.draft.number, v.reason) for v in frozen] == [
        ("1", "方案已印发，这一处需要走方案调整。")
    ]
    done = desk.confirm(staged)
    assert done.summary == {"new": 0, "changed": 0, "untouched": 2, "refused": 1}
    assert Issue.objects.get(serial="1").goal == "稳定运行，出水达标"


def test_undo_leaves_no_trace_in_the_plan(desk):
    done = desk.take_in(samples.TEXT)
    services.undo(desk.cast.city1, done.pk, reason="传错了文件")
    assert [m.objects.count() for m in (Plan, Issue, Measure, PlanAlias)] == [0, 0, 0, 0]
    done.refresh_from_db()
    assert (done.state, done.receipt != "") == ("undone", True)
    again = desk.take_in(samples.TEXT)
    assert (again.pk != done.pk, Issue.objects.count()) == (True, 2)


def test_undo_puts_changed_rows_back(desk):
    desk.take_in(samples.word_table(), "一.docx")
    rows = samples.changed(
        samples.ROWS,
        "1",
        deadline="长期坚持",
        measures="1.全部重来。",
        lead="石渡县人民政府、州甲乙局",
    )
    second = desk.take_in(samples.word_table(rows), "二.docx")
    services.undo(desk.cast.city1, second.pk, reason="改错了")
    issue = Issue.objects.get(serial="1")
    assert (issue.due_on, issue.deadline_text) == (date(2026, 6, 30), "2026年6月30日前")
    assert [m.text for m in issue.measures.order_by("number")] == [
        "落实运行经费",
        "安装流量计并联网",
    ]
    assert issue.units_as_written["responsible"] == ["青崖县人民政府"]
    assert not PlanAlias.objects.filter(label="州甲乙局").exists()
    assert issue.version == 3


def test_undo_is_refused_once_somebody_worked_on_a_row(desk):
    done = desk.take_in(samples.word_table(), "一.docx")
    Issue.objects.get(serial="2").save_version(goal="有人改过")
    with pytest.raises(WrongState, match="第2项"):
        services.undo(desk.cast.city1, done.pk, reason="传错了")
    done.refresh_from_db()
    assert (done.state, Issue.objects.count()) == ("confirmed", 3)


def test_undo_is_refused_after_a_later_import_and_without_a_reason(desk):
    first = desk.take_in(samples.word_table(), "一.docx")
    with pytest.raises(Invalid, match="理由"):
        services.undo(desk.cast.city1, first.pk, reason=" ")
    desk.take_in(samples.word_table(samples.changed(samples.ROWS, "1", goal="新目标")), "二.docx")
    with pytest.raises(WrongState, match="较晚的导入"):
        services.undo(desk.cast.city1, first.pk, reason="传错了")
    assert Issue.objects.get(serial="1").goal == "新目标"
