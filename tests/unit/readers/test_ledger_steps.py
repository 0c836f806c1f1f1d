"""Columns of ledgers that tell steps in their own way: level by level, in words with days."""

from datetime import date

import pytest

from rectify.exchange.readers import read
from rectify.exchange.readers.columns import plan_field
from rectify.exchange.readers.states import state_of
from tests.unit.readers.makers import make_xlsx

HEADS = ["任务号", "反馈问题", "责任单位", "整改期限"]
ROW = ["3-1", "断面超标", "县水利局", "2022年底前"]


def the_row(heads, cells):
    (row,) = read("ledger", make_xlsx([[*HEADS, *heads], [*ROW, *cells]]), "台账.xlsx").rows
    return row


def test_days_told_in_words_under_results_are_read():
    row = the_row(
        ["自查验收情况", "市级验收情况", "公示情况", "备案销号情况"],
        ["2022年10月25日完成自查", "2022年11月9日通过市级验收", "2022年11月14日-11月25日公示",
         "2022年12月6日备案，金督整销〔2022〕9号"],
    )  # fmt: skip

    assert (row.plan.number.value, row.accepted_on.value) == ("3-1", date(2022, 11, 9))
    assert (row.notice_from.value, row.notice_to.value) == (date(2022, 11, 14), date(2022, 11, 25))
    assert (row.filing_no.value, row.filed_on.value) == ("金督整销〔2022〕9号", date(2022, 12, 6))


def test_the_higher_level_s_acceptance_is_the_day():
    row = the_row(["完成日期", "区级验收", "市级验收", "公示", "销号"],
                  ["2022.6.15", "2022.6.28", "2022.7.19", "2022.7.21-2022.7.27", "2022.8.10"])  # fmt: skip

    assert (row.accepted_on.value, row.filed_on.value) == (date(2022, 7, 19), date(2022, 8, 10))
    assert row.notice_to.value == date(2022, 7, 27)


def test_a_filing_goes_beyond_completed_with_a_doubt_unless_denied():
    filed = the_row(["整改状态", "销号时间"], ["整改完成", "2023.2.1"])
    denied = the_row(["整改状态", "销号时间"], ["已完成，未销号", "2023.2.1"])

    assert [(r.state.value, r.state.confidence) for r in (filed, denied)] == [
        ("signed_off", "low"), ("completed", "low")]  # fmt: skip


def test_a_public_notice_begun_and_ended_by_other_words_is_read():
    row = the_row(["状态", "开始公示日期", "结束公示日期"], ["公示中", "20221112", "20221118"])

    assert (row.notice_from.value, row.notice_to.value) == (date(2022, 11, 12), date(2022, 11, 18))


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("2023年5月销号", "signed_off"), ("核准销号", "signed_off"), ("计划2024年5月销号", "rectifying"),
        ("正在网站公示", "noticing"), ("完成整改，未验收", "completed"), ("限期整改", "rectifying"),
        ("取得阶段性成效", "rectifying"), ("进展缓慢", "rectifying"),
    ],
)  # fmt: skip
def test_more_words_for_a_state(words, state):
    assert state_of(words) == state


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("计划销号时间", "ignored"), ("公示起止日", "notice_period"), ("业务指导单位", "supervising"),
        ("销号审核单位", "acceptance"), ("整改目标时限", "deadline"), ("问题线索", "issue"),
        ("发文字号", "filing_no"), ("县级自验时间", "completed_on"), ("责任河长", "leader"),
    ],
)  # fmt: skip
def test_more_words_for_a_column(heading, field):
    assert plan_field(heading) == field


def test_days_without_a_year_are_of_the_year_the_ledger_names():
    rows = [["2023年某区整改台账", *[None] * 7],
            ["序号", "整改任务", "责任单位", "整改时限", "当前状态", "验收情况", "公示情况", "销号情况"],
            ["1", "扬尘污染", "区住建局", "3月底前", "已销号", "4月6日通过区级验收", "4月10日至4月14日",
             "4月28日销号，鹿督〔2023〕5号"]]  # fmt: skip

    (row,) = read("ledger", make_xlsx(rows), "台账.xlsx").rows

    assert [r.value for r in (row.accepted_on, row.notice_from, row.notice_to, row.filed_on)] == [
        date(2023, 4, 6), date(2023, 4, 10), date(2023, 4, 14), date(2023, 4, 28)]  # fmt: skip
    assert (row.filing_no.value, row.accepted_on.confidence) == ("鹿督〔2023〕5号", "low")
