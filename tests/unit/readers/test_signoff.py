"""Public notices of sign-off: task, period, unit and deadline of one notice or of many."""

from rectify.exchange.readers import read, read_text
from rectify.exchange.readers.asjson import row_json
from tests.unit.readers.makers import make_docx


def told(text: str) -> dict[str, object]:
    """Return the only notice of a text."""
    (row,) = read_text("signoff", text).rows
    return row_json(row)


LABELLED = """关于某区中央督察“回头看”反馈问题整改任务（序号十）整改情况的公示
现对整改完成情况进行公示。
整改任务：任务不落实。
整改目标：压实责任。
整改时限：2019年底前。
整改完成情况：
1、召开会议。
公示时间：2019年12月13日至2019年12月19日，共7天。公示期间如有异议，请联系区河湖中心
某区河湖管理中心
2019年12月13日"""


def test_a_labelled_notice_is_read_with_its_period_and_signature():
    assert told(LABELLED) == {
        "file": "", "task_no": "序号十", "notice_from": "2019-12-13", "notice_to": "2019-12-19",
        "stated_period": "7天", "working_days_in_period": 5, "period_agrees": "", "issue": "任务不落实",
        "goal": "压实责任", "unit": "某区河湖管理中心", "deadline_text": "2019年底前",
        "gold_deadline": "2019-12-31",
    }  # fmt: skip


def test_headings_on_lines_of_their_own_are_labels_too():
    row = told("某市关于督察反馈问题第12项、第15项整改验收销号的公示\n一、反馈问题\n某河水质差。\n二、整改时限\n"
               "2023年12月底\n三、整改责任单位\n某市水利局\n公示期为2024年1月8日—1月19日（10个工作日）。")  # fmt: skip

    assert (row["task_no"], row["issue"], row["unit"]) == (
        "第12项、第15项",
        "某河水质差",
        "某市水利局",
    )
    assert (row["notice_to"], row["working_days_in_period"]) == ("2024-01-19", 10)


def test_a_stated_number_of_working_days_that_is_another_is_told():
    document = read_text("signoff", LABELLED.replace("共7天", "共10个工作日"))

    assert document.rows[0].cells["period_agrees"].value == "no"
    assert "公示写明“10个工作日”，起止日期之间却是 5 个工作日" in document.problems[0].message


def test_made_up_working_days_and_holidays_count():
    row = told(
        "关于第4项问题整改销号的公示\n反馈问题：甲\n公示期：2025年1月21日至2025年2月8日（10个工作日）"
    )

    assert (row["working_days_in_period"], row["period_agrees"]) == (10, "")


def test_a_list_in_a_notice_gives_a_row_for_each_issue():
    head = ["序号", "反馈问题", "整改目标", "整改时限", "整改落实情况"]
    data = make_docx("某市督察反馈问题整改验收销号公示",
                     "公示时间自2025年12月12日至2025年12月25日，共10个工作日。",
                     [head, ["3", "甲", "清零", "2025年6月底前", "已落实"], ["8", "乙", "达标", "立行立改", "已落实"]],
                     "某市督察整改办")  # fmt: skip

    rows = [row_json(row) for row in read("signoff", data, "公示.docx").rows]

    assert [(r["task_no"], r["issue"], r["gold_deadline"]) for r in rows] == [
        ("3", "甲", "2025-06-30"), ("8", "乙", ""),
    ]  # fmt: skip
    assert {(r["notice_from"], r["unit"]) for r in rows} == {("2025-12-12", "某市督察整改办")}


def test_several_notices_in_one_file_are_parted_by_their_titles():
    blocks = []
    for number in (5, 6):
        blocks += [f"关于第{number}项整改销号的公示", [["整改任务", f"问题{number}"], ["责任单位", "县局"]],
                   f"公示期：2024-07-0{number}至2024-07-1{number}"]  # fmt: skip

    rows = [row_json(row) for row in read("signoff", make_docx(*blocks), "a.docx").rows]

    assert [(r["task_no"], r["issue"], r["notice_from"]) for r in rows] == [
        ("第5项", "问题5", "2024-07-05"), ("第6项", "问题6", "2024-07-06"),
    ]  # fmt: skip
