"""What offices write for a state, for a day and for a step of sign-off."""

from datetime import date

import pytest

from rectify.exchange.readers import read
from rectify.exchange.readers.asjson import row_json
from rectify.exchange.readers.states import state_of
from tests.unit.readers.makers import make_xlsx

SAID = {
    "rectifying": (
        "整改完成率80% 已完成（90%） 验收不合格，重新整改 验收未通过 退回整改 未按时完成 达到时序进度 "
        "已完成阶段性目标 完成年度任务 完成部分整改 基本完成整改 重新整改 按计划推进 施工中 待启动 超期未完成"
    ),
    "completed": (
        "正在申请销号 已上报销号申请 销号申请中 已提交验收申请 完成率100% 逾期完成 已达标 完成待验收 "
        "已完成整改，待报备 整改完成，上报销号 已完成，长期坚持 完成整改未销号"
    ),
    "accepted": "初验合格 已通过核查 验收合格待公示 已完成市级验收，待省级销号 待销号 已上报省级销号",
    "noticing": "公示结束 公示无异议 正在公示（待销号） 销号公示中",
    "signed_off": "已报备 已归档 已完成整改并销号 已摘牌销号 完成验收销号 整改销号",
}
HEAD = ["序号", "反馈问题", "责任单位", "整改时限", "整改进展"]
ROW = [1, "河道垃圾", "县水利局", "2023年6月底前", "清运垃圾500吨"]
DATES = ("completed_on", "accepted_on", "notice_from", "notice_to", "filed_on")


def the_row(head, row):
    (found,) = read("ledger", make_xlsx([[*HEAD, *head], [*ROW, *row]]), "台账.xlsx").rows
    return found


@pytest.mark.parametrize(
    ("words", "state"), [(w, s) for s, line in SAID.items() for w in line.split()]
)
def test_a_state_in_an_offices_own_words_is_known(words, state):
    assert state_of(words) == state


def test_days_in_every_way_of_writing_them_are_read():
    row = the_row(["完成时间", "验收时间", "公示起止时间", "销号时间"],
                  ["20230601", "2023.6.20", "2023.7.1至7.7", date(2023, 7, 30)])  # fmt: skip

    assert [getattr(row, name).value.isoformat() for name in DATES] == [
        "2023-06-01", "2023-06-20", "2023-07-01", "2023-07-07", "2023-07-30"]  # fmt: skip
    assert {getattr(row, name).confidence for name in DATES} == {"high"}


def test_columns_headed_by_a_step_alone_hold_its_days():
    row = the_row(["完成情况", "验收", "公示", "销号"],
                  ["已完成", "2022.7.15", "2022.7.20-2022.7.26", "2022.8.2"])  # fmt: skip

    assert [getattr(row, name).value.isoformat() for name in DATES[1:]] == [
        "2022-07-15", "2022-07-20", "2022-07-26", "2022-08-02"]  # fmt: skip
    assert (row.state.value, row.state.confidence) == ("signed_off", "high")


def test_yes_to_a_step_is_the_least_and_later_days_go_beyond_it():
    row = the_row(
        ["是否完成", "是否验收", "验收时间", "销号时间"], ["是", "是", "2023.6.20", "2023.7.30"]
    )
    denied = the_row(["是否完成", "是否销号", "销号时间"], ["是", "否", "2023.7.30"])

    assert (row.state.value, row.state.confidence) == ("signed_off", "high")
    assert (denied.state.value, denied.state.confidence) == ("completed", "low")


def test_a_state_that_names_its_paper_gives_number_and_day():
    row = the_row(["销号情况"], ["2023年5月6日州督改办〔2023〕7号同意销号"])

    assert (row.filing_no.value, row.filed_on.value) == ("州督改办〔2023〕7号", date(2023, 5, 6))


def test_how_far_a_row_is_stands_beside_it():
    row = the_row(["整改状态"], ["正在整改"])

    assert row.plan.progress.value == row_json(row)["progress"] == "清运垃圾500吨"
