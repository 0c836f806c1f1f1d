"""Doubts block, are settled one by one, and what was settled is remembered."""

from dataclasses import replace
from datetime import date

import pytest

from issues.importing import services
from issues.models import Issue, Plan
from rectify.core.errors import Invalid, Missing, NeedsUnmet, Stale
from rectify.journal.models import AuditEntry, Event
from rectify.regions.models import Unit
from tests.db.importing import ledgers, samples

pytestmark = pytest.mark.django_db


def asked(desk, staged, field):
    return next(d for d in desk.look(staged).doubts if d.field == field)


def test_open_doubts_refuse_the_import_and_write_nothing(desk):
    staged = desk.stage(samples.TEXT)
    with pytest.raises(NeedsUnmet, match="还有 2 处存疑没有确认"):
        desk.confirm(staged)
    assert (Plan.objects.count(), Issue.objects.count()) == (0, 0)
    staged.refresh_from_db()
    assert staged.state == "preview"
    refused = AuditEntry.objects.get(action="issues.import.confirm")
    assert refused.result == "needs_unmet"


def test_a_doubt_keeps_its_id_place_and_sentence(desk):
    first = desk.stage(samples.TEXT)
    again = desk.look(first).doubts
    assert again == desk.look(first).doubts
    unit = asked(desk, first, "cooperating")
    assert (unit.raw, unit.kind, unit.row) == ("州环保督查中心", "unit", "r1")
    assert "州环保督查中心" in unit.sentence
    assert unit.place.startswith("第")


def test_an_unknown_unit_is_mapped_and_the_plan_remembers(desk):
    staged = desk.stage(samples.TEXT)
    doubt = asked(desk, staged, "cooperating")
    unit = Unit.objects.get(name="云屏州生态环境局", valid_to=None)
    services.answer(desk.cast.city1, staged.pk, doubt.id, {"value": str(unit.pk)})
    desk.keep_all(staged)
    desk.confirm(staged)
    alias = Plan.objects.get().aliases.get(label="州环保督查中心")
    assert [u.pk for u in alias.units.all()] == [unit.pk]
    corrected = desk.stage(samples.TEXT.replace("岸线恢复", "岸线全部恢复"))
    assert [d.raw for d in desk.look(corrected).open] == []


def test_a_unit_may_be_typed_by_name_and_taught_to_the_division(desk):
    staged = desk.stage(samples.TEXT)
    doubt = asked(desk, staged, "cooperating")
    sent = {"typed": "州水务局、州财政局", "remember": "division"}
    services.answer(desk.cast.city1, staged.pk, doubt.id, sent)
    desk.keep_all(staged)
    desk.confirm(staged)
    names = (
        Plan.objects.get().aliases.get(label="州环保督查中心").units.values_list("name", flat=True)
    )
    assert set(names) == {"云屏州水务局", "云屏州财政局"}
    other = desk.stage(samples.TEXT, doc_no="云办字〔2026〕9号")
    assert [d.field for d in desk.look(other).doubts] == ["deadline"]


def test_a_name_left_as_written_maps_to_no_unit(desk):
    desk.take_in(samples.TEXT)
    assert Plan.objects.get().aliases.get(label="州环保督查中心").units.count() == 0
    written = Issue.objects.get(serial="1").units_as_written
    assert written["cooperating"] == ["州财政局", "州环保督查中心"]


def test_a_deadline_is_corrected_and_keeps_the_words_of_the_plan(desk):
    staged = desk.stage(samples.TEXT)
    doubt = asked(desk, staged, "deadline")
    services.answer(desk.cast.city1, staged.pk, doubt.id, {"value": "2026-10-31"})
    desk.keep_all(staged)
    desk.confirm(staged)
    issue = Issue.objects.get(serial="2")
    assert (issue.deadline_text, issue.deadline_kind) == ("2026年供暖季前", "fixed_date")
    assert (issue.due_on, issue.deadline_confirmed) == (date(2026, 10, 31), True)


def test_no_date_is_a_legitimate_confirmed_reading(desk):
    desk.take_in(samples.TEXT)
    issue = Issue.objects.get(serial="2")
    assert (issue.due_on, issue.deadline_kind) == (None, "none")
    assert issue.deadline_confirmed is True


@pytest.mark.parametrize("value", ["尽快", "2026-13-40"])
def test_words_without_a_date_answer_nothing(desk, value):
    staged = desk.stage(samples.TEXT)
    doubt = asked(desk, staged, "deadline")
    with pytest.raises(Invalid):
        services.answer(desk.cast.city1, staged.pk, doubt.id, {"value": value})
    staged.refresh_from_db()
    assert staged.answers == {}


@pytest.mark.parametrize("value", ["", "²", "9" * 40, "-1", "999999"])
def test_a_unit_nobody_has_is_no_answer(desk, value):
    staged = desk.stage(samples.TEXT)
    doubt = asked(desk, staged, "cooperating")
    with pytest.raises(Invalid):
        services.answer(desk.cast.city1, staged.pk, doubt.id, {"value": value})
    staged.refresh_from_db()
    assert staged.answers == {}


def test_two_persons_on_one_field_the_second_overwrites_nothing(desk):
    staged = desk.stage(samples.TEXT)
    colleague = replace(desk.cast.city1, person="别人甲")
    services.correct(colleague, staged.pk, "r1", "goal", "甲的目标", seen="")
    with pytest.raises(Stale, match="别人甲"):
        services.correct(desk.cast.city1, staged.pk, "r1", "goal", "李的目标", seen="")
    assert desk.look(staged).drafts[0].goal == "甲的目标"


def test_signs_no_database_keeps_are_dropped_and_floods_refused(desk):
    staged = desk.stage(samples.TEXT)
    services.correct(desk.cast.city1, staged.pk, "r1", "goal", "目\x00标")
    assert desk.look(staged).drafts[0].goal == "目标"
    with pytest.raises(Invalid, match="过长"):
        services.correct(desk.cast.city1, staged.pk, "r1", "goal", "长" * 20_001)


def test_a_field_is_corrected_in_place_and_the_old_reading_stays(desk):
    staged = desk.stage(samples.word_table(), "整改清单.docx")
    services.correct(desk.cast.city1, staged.pk, "r2", "goal", "岸线全部恢复")
    services.correct(desk.cast.city1, staged.pk, "r2", "deadline", "2027年3月底前")
    staged.refresh_from_db()
    assert staged.rows[1]["goal"]["value"] == "依法退出，岸线恢复"
    assert staged.answers["r2-goal"]["by"] == desk.cast.city1.person
    desk.confirm(staged)
    issue = Issue.objects.get(serial="2")
    assert (issue.goal, issue.due_on) == ("岸线全部恢复", date(2027, 3, 31))
    assert issue.deadline_text == "2027年3月底前"


def test_a_correction_taken_back_lets_the_reading_stand_again(desk):
    staged = desk.stage(samples.word_table(), "整改清单.docx")
    services.correct(desk.cast.city1, staged.pk, "r1", "goal", "别的目标")
    services.take_back(desk.cast.city1, staged.pk, "r1-goal")
    assert desk.look(staged).drafts[0].goal == "稳定运行，出水达标"
    actions = Event.objects.filter(noun="exchange.stagedimport").order_by("number")
    assert list(actions.values_list("action", flat=True)) == [
        "receive",
        "read",
        "answer",
        "take_back",
    ]


def test_a_doubt_that_is_not_there_cannot_be_answered(desk):
    staged = desk.stage(samples.TEXT)
    with pytest.raises(Missing):
        services.answer(desk.cast.city1, staged.pk, "r9-goal", {"keep": True})


def test_doubled_and_missing_serials_and_empty_texts_are_asked(desk):
    rows = [list(row) for row in samples.ROWS]
    rows[1][0], rows[2][3] = "1", ""
    staged = desk.stage(samples.word_table(rows), "重号.docx")
    doubts = {(d.row, d.field): d for d in desk.look(staged).doubts}
    assert set(doubts) == {("r2", "number"), ("r3", "measures")}
    assert doubts["r2", "number"].value == "4"
    services.answer(desk.cast.city1, staged.pk, "r2-number", {"value": "2"})
    services.answer(
        desk.cast.city1, staged.pk, "r3-measures", {"value": "裸土全覆盖\n冲洗设施配齐"}
    )
    desk.confirm(staged)
    assert list(Issue.objects.values_list("serial", flat=True)) == ["1", "2", "3"]
    assert Issue.objects.get(serial="3").measures.count() == 2


def test_a_doubled_serial_left_as_it_is_refuses_its_row_alone(desk):
    rows = [list(row) for row in samples.ROWS]
    rows[1][0] = "1"
    done = desk.take_in(samples.word_table(rows), "重号.docx")
    assert done.summary == {"new": 2, "changed": 0, "untouched": 0, "refused": 1}
    assert list(Issue.objects.values_list("serial", flat=True)) == ["1", "3"]


def test_a_column_nobody_wrote_is_one_question(desk):
    rows = [[*row[:2], "", *row[3:]] for row in samples.ROWS]
    staged = desk.stage(samples.word_table(rows), "无目标.docx")
    assert [(d.id, len(d.rows)) for d in desk.look(staged).doubts] == [("all-goal", 3)]
    desk.keep_all(staged)
    desk.confirm(staged)
    assert set(Issue.objects.values_list("goal", flat=True)) == {""}


def test_a_ledger_handed_in_as_a_plan_is_asked_about(desk):
    staged = desk.stage(ledgers.ledger(), "台账.xlsx")
    doubt = desk.look(staged).open[0]
    assert (doubt.id, doubt.kind) == ("all-kind", "accept")
    assert "“整改状态”“完成时间”“验收时间”等栏，像是台账" in doubt.message
    services.answer(desk.cast.city1, staged.pk, "all-kind", {"keep": True})
    assert "all-kind" not in [doubt.id for doubt in desk.look(staged).open]


def test_a_plan_and_a_ledger_handed_in_as_what_they_are_are_not(desk):
    plan = desk.stage(samples.workbook(), "清单.xlsx")
    ledger = desk.stage(ledgers.ledger(), "台账.xlsx", kind="ledger", doc_no=ledgers.DOC_NO)
    assert [desk.look(staged).open for staged in (plan, ledger)] == [[], []]
