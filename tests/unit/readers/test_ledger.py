"""Existing ledgers: the state in any office's words, held against the dates beside it."""

from datetime import date

import pytest

from rectify.exchange.readers import read
from rectify.exchange.readers.asjson import row_json
from rectify.exchange.readers.states import state_of
from tests.unit.readers.makers import make_xlsx


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("已销号", "signed_off"), ("完成销号备案", "signed_off"), ("己销号", "signed_off"),
        ("同意销号", "signed_off"), ("公示中", "noticing"), ("公示期满，待销号", "noticing"),
        ("已验收", "accepted"), ("通过县级验收", "accepted"), ("待公示", "accepted"),
        ("已上报省级销号", "accepted"), ("已完成整改", "completed"), ("已办结待验收", "completed"),
        ("完成整改，未验收", "completed"), ("已完成并长期坚持", "completed"), ("正在整改", "rectifying"),
        ("未完成", "rectifying"), ("未按期完成整改", "rectifying"), ("达到序时进度", "rectifying"),
        ("阶段性完成", "rectifying"), ("已基本完成", "rectifying"), ("未启动", "rectifying"),
        ("長期堅持", "rectifying"), ("正在組織市級驗收", "completed"), ("", None),
    ],
)  # fmt: skip
def test_the_ledgers_word_for_a_state_is_known(words, state):
    assert state_of(words) == state


def ledger(*rows: list[object]) -> list[dict[str, object]]:
    """Return what is read of a ledger with the usual columns."""
    heading = ["序号", "反馈问题", "整改时限", "责任单位", "整改状态", "完成时间", "验收时间", "公示起止时间",
               "销号文号", "销号时间"]  # fmt: skip
    document = read("ledger", make_xlsx([["某县整改台账"], heading, *rows]), "台账.xlsx")
    return [row_json(row) for row in document.rows]


def test_a_signed_off_row_gives_all_its_dates():
    (row,) = ledger(["1", "甲", "2022年12月底前", "县局", "已销号", date(2022, 11, 18), "2022.12.6",
                     "2022年12月12日至12月23日", "云督改〔2023〕2号", date(2023, 1, 5)])  # fmt: skip

    assert {name: row[name] for name in ("state", "completed_on", "accepted_on", "notice_from",
                                         "notice_to", "filing_no", "filed_on")} == {
        "state": "signed_off", "completed_on": "2022-11-18", "accepted_on": "2022-12-06",
        "notice_from": "2022-12-12", "notice_to": "2022-12-23", "filing_no": "云督改〔2023〕2号",
        "filed_on": "2023-01-05",
    }  # fmt: skip


def test_dates_decide_where_the_word_leaves_it_open():
    rows = ledger(
        ["1", "甲", "2023年底", "县局", "已完成，待销号", "2023-06-12", "2023-07-04", "", "", ""],
        ["2", "乙", "2023年底", "县局", "已完成，待销号", "2023-06-12", "", "", "", ""],
        ["3", "丙", "2023年底", "县局", "", "2023-06-12", "", "", "", ""],
    )

    assert [row["state"] for row in rows] == ["accepted", "completed", "completed"]


def test_yes_and_no_columns_and_two_heading_rows_are_read():
    rows = [
        ["编号", "整改事项", "整改期限", "牵头单位", "是否完成整改", "验收情况", None, "是否销号", "销号时间及文号"],
        [None, None, None, None, None, "验收部门", "验收日期", None, None],
        ["A1", "甲", "2023年底前", "县住建局", "是", "县整改办", "2023年12月5日", "是", "2024年1月3日（县督改〔2024〕1号）"],
        ["A2", "乙", "2024年底前", "县水利局", "否", "", "", "否", ""],
    ]  # fmt: skip

    first, second = [
        row_json(row) for row in read("ledger", make_xlsx(rows, ["F1:G1"]), "a.xlsx").rows
    ]

    assert (first["state"], first["accepted_on"], first["filed_on"], first["filing_no"]) == (
        "signed_off", "2023-12-05", "2024-01-03", "县督改〔2024〕1号",
    )  # fmt: skip
    assert (first["acceptance_units"], second["state"]) == (["县整改办"], "rectifying")


def test_a_word_against_the_dates_is_told():
    heading = ["序号", "反馈问题", "责任单位", "整改状态", "完成时间", "验收时间"]
    rows = [heading, ["1", "甲", "县局", "已销号", "2023年5月1日", "2023年4月1日"],
            ["2", "乙", "县局", "正在整改", "", "2023年4月1日"]]  # fmt: skip

    said = "\n".join(p.message for p in read("ledger", make_xlsx(rows), "a.xlsx").problems)

    assert "没有销号时间和文号" in said
    assert "完成 2023-05-01，验收 2023-04-01" in said
    assert "第 2 项状态写“正在整改”，日期却不符" in said
