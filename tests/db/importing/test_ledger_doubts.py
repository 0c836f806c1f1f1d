"""What a ledger leaves open is asked: its plan, states in unknown words, dates a state needs."""

from datetime import date

import pytest

from issues.importing import services
from issues.importing.ledger.target import PLAN_NO
from issues.models import Issue, Plan
from rectify.core import clock
from rectify.core.errors import Invalid, NeedsUnmet
from tests.db.importing import ledgers

pytestmark = pytest.mark.django_db
NOW = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _at_noon():
    with clock.at(NOW):
        yield


def staged_with(desk, *rows, doc_no=ledgers.DOC_NO):
    return desk.stage(ledgers.ledger(rows), "台账.xlsx", kind="ledger", doc_no=doc_no)


def answer(desk, staged, doubt, sent):
    return services.answer(desk.cast.city1, staged.pk, doubt, sent)


def open_ids(desk, staged):
    return [doubt.id for doubt in desk.look(staged).open]


def test_which_plan_is_asked_and_the_answer_names_it(desk):
    staged = staged_with(desk, ledgers.row(3, "正在整改"), doc_no="")
    assert open_ids(desk, staged) == [PLAN_NO]
    with pytest.raises(NeedsUnmet):
        desk.confirm(staged)
    answer(desk, staged, PLAN_NO, {"value": "云办字〔2022〕51号"})
    desk.confirm(staged)
    assert Plan.objects.get().doc_no == "云办字〔2022〕51号"


def test_the_same_file_again_goes_where_it_went_without_asking(desk):
    data = ledgers.ledger([ledgers.row(3, "正在整改")])
    staged = desk.stage(data, "台账.xlsx", kind="ledger")
    answer(desk, staged, PLAN_NO, {"value": "云办字〔2022〕51号"})
    desk.confirm(staged)
    again = desk.stage(data, "台账.xlsx", kind="ledger")
    assert (open_ids(desk, again), desk.look(again).counts["untouched"]) == ([], 1)
    desk.confirm(again)
    assert (Plan.objects.count(), Plan.objects.get().doc_no) == (1, "云办字〔2022〕51号")


def test_a_state_in_unknown_words_is_chosen_from_the_five(desk):
    staged = staged_with(desk, ledgers.row(1, "甲类", "2024年3月15日"))
    doubt = desk.look(staged).open[0]
    assert (doubt.kind, [c.value for c in doubt.choices]) == (
        "state", ["rectifying", "completed", "accepted", "noticing", "signed_off"],
    )  # fmt: skip
    with pytest.raises(Invalid, match="从列表中选择"):
        answer(desk, staged, doubt.id, {"value": "done"})
    answer(desk, staged, doubt.id, {"value": "completed"})
    assert open_ids(desk, staged) == []
    desk.confirm(staged)
    assert Issue.objects.get().state == "completed"


def test_a_missing_date_is_asked_with_the_nearest_one_suggested(desk):
    staged = staged_with(
        desk, ledgers.row(1, "已销号", "", "2022年12月6日", "", "", "", "2023年1月5日")
    )
    doubt = desk.look(staged).open[0]
    assert (doubt.field, doubt.value) == ("completed_on", "2022-12-06")
    assert doubt.keep_label == "按验收时间 2022-12-06 记"
    answer(desk, staged, doubt.id, {"value": "2022-11-30"})
    desk.confirm(staged)
    assert Issue.objects.get().completed_on == date(2022, 11, 30)


def test_many_missing_dates_are_one_question(desk):
    rows = [
        ledgers.row(n, "已销号", "", "2022年12月6日", "", "", "", "2023年1月5日")
        for n in range(1, 6)
    ]
    staged = staged_with(desk, *rows)
    assert open_ids(desk, staged) == ["all-completed_on"]
    answer(desk, staged, "all-completed_on", {"keep": True})
    desk.confirm(staged)
    assert {i.completed_on for i in Issue.objects.all()} == {date(2022, 12, 6)}


def test_a_row_without_any_date_for_its_state_is_left_out_when_nobody_knows(desk):
    staged = staged_with(desk, ledgers.row(1, "已完成整改"), ledgers.row(2, "正在整改"))
    (doubt,) = desk.look(staged).open
    assert doubt.keep_label == "不导入这一项"
    answer(desk, staged, doubt.id, {"keep": True})
    done = desk.confirm(staged)
    assert (done.summary["new"], done.summary["refused"]) == (1, 1)
    assert done.made["refused"][0]["reason"] == "状态为“已完成”，但没有完成时间。"


def test_a_notice_without_its_days_is_an_acceptance(desk):
    staged = staged_with(desk, ledgers.row(1, "公示中", "2026年10月9日", "2026年11月2日"))
    desk.keep_all(staged)
    desk.confirm(staged)
    issue = Issue.objects.get()
    assert (issue.state, issue.signoffs.get().runs.get(left_at=None).kind) == (
        "in_signoff",
        "notice",
    )


def test_a_completion_that_lies_ahead_is_asked_and_never_written(desk):
    staged = staged_with(desk, ledgers.row(1, "已完成整改", "2027年3月15日"))
    (doubt,) = desk.look(staged).open
    assert "晚于今天" in doubt.message
    answer(desk, staged, doubt.id, {"keep": True})
    assert desk.confirm(staged).summary["refused"] == 1
    assert not Issue.objects.exists()


def test_dates_in_the_wrong_order_are_shown(desk):
    staged = staged_with(desk, ledgers.row(1, "已完成，待销号", "2023年8月12日", "2023年7月4日"))
    (doubt,) = desk.look(staged).open
    assert "完成时间 2023-08-12，验收时间 2023-07-04" in doubt.message


def test_a_ledger_without_measures_is_asked_nothing_about_them(desk):
    staged = staged_with(desk, *ledgers.ROWS)
    assert desk.look(staged).doubts == []


def test_a_number_used_twice_is_asked(desk):
    staged = staged_with(
        desk, ledgers.row(1, "正在整改"), ledgers.row(1, "正在整改", issue="另一个问题")
    )
    assert [d.field for d in desk.look(staged).open] == ["number"]
