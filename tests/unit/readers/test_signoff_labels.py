"""Labels, headings and periods of notices as different offices write them."""

import pytest

from rectify.exchange.readers import read, read_text
from tests.unit.readers.makers import make_docx


def told(row, *names):
    values = (row.cells[name].value for name in names)
    return tuple(v.isoformat() if hasattr(v, "isoformat") else v for v in values)


def the_row(*lines, title="关于第3项问题整改销号公示"):
    (row,) = read_text("signoff", "\n".join([title, *lines])).rows
    return row


def test_a_numbered_line_under_a_bare_label_is_what_the_label_says():
    row = the_row("一、反馈问题", "编号5:管网错接;编号21:扬尘反弹。", "二、整改目标", "清零;到位。",
                  title="关于编号5、编号21问题整改销号公示")  # fmt: skip

    assert told(row, "task_no", "issue", "goal") == (
        "编号5、编号21", "编号5:管网错接;编号21:扬尘反弹", "清零;到位")  # fmt: skip


@pytest.mark.parametrize(
    "labels",
    [
        ("（一）督察发现的问题\n", "（二）要达到的整改目标\n", "（三）规定的整改时限\n"),
        ("1.反馈问题及内容：", "2.整改目标及要求：", "3.要求完成时限："),
        ("【具体问题】", "【工作目标】", "【完成期限】"),
        ("整改问题 ", "整改目标 ", "完成时限 "),
    ],
)
def test_a_label_is_known_whatever_stands_before_and_behind_its_noun(labels):
    values = ("裸土未盖", "全部覆盖", "2024年6月底前")
    row = the_row(*(label + value for label, value in zip(labels, values, strict=True)))

    assert told(row, "issue", "goal", "deadline_text", "gold_deadline") == (*values, "2024-06-30")


@pytest.mark.parametrize(
    "style", ["{n}、{label}\n(略)。", "{n}.{label}：(略)。", "【{label}】(略)。"]
)
def test_a_label_nobody_needs_ends_the_one_before(style):
    lines = [style.format(n="二三"[i] if "、" in style else i + 2, label=label).replace("(略)", value)
             for i, (label, value) in enumerate((("责任主体", "县住建局"), ("主要做法", "(略)")))]  # fmt: skip
    first = "一、反馈问题\n裸土。" if "、" in style else "1.反馈问题：裸土。"

    assert told(the_row(first, *lines), "issue", "unit") == ("裸土", "县住建局")


def test_a_heading_with_number_and_problem_tells_both_and_the_period_is_of_all():
    text = ("某市督察反馈问题整改销号公示\n公示时间：2022年3月1日至2022年3月14日（10个工作日）。\n"
            "一、第5项：水源地未规范建设\n整改目标：完成隔离。\n责任单位：市水务局\n"
            "二、第9项：工地扬尘管控不力\n整改目标：达标。\n责任单位：市住建局\n")  # fmt: skip

    found = read_text("signoff", text).rows

    assert [told(row, "task_no", "issue", "unit", "notice_to") for row in found] == [
        ("第5项", "水源地未规范建设", "市水务局", "2022-03-14"),
        ("第9项", "工地扬尘管控不力", "市住建局", "2022-03-14")]  # fmt: skip


def test_a_problem_quoted_before_its_noun_is_read_with_a_doubt():
    row = the_row("由我区负责的“水库存在网箱养殖”问题已完成整改。", "整改目标：拆除。",
                  title="关于督察反馈问题整改完成情况的公示")  # fmt: skip

    assert told(row, "issue") == ("水库存在网箱养殖",)
    assert row.cells["issue"].confidence == "low"


def test_a_time_of_completion_that_looks_ahead_is_the_deadline():
    ahead = the_row("反馈问题：裸土。", "整改目标：覆盖。", "完成时间：2022年8月底前。")
    behind = the_row("反馈问题：裸土。", "整改目标：覆盖。", "完成时间：2022年8月3日。")

    assert told(ahead, "gold_deadline") == ("2022-08-31",)
    assert told(behind, "deadline_text") == ("",)


def test_a_period_in_chinese_numerals_is_read():
    row = the_row("反馈问题：裸土。", "公示期为二〇二〇年七月六日至七月十日，共五个工作日。")

    assert told(row, "notice_from", "notice_to", "stated_period", "working_days_in_period") == (
        "2020-07-06", "2020-07-10", "五个工作日", 5)  # fmt: skip


def test_a_form_with_other_offices_labels_is_read():
    form = [["督察发现的问题", "裸土"], ["整改目标及要求", "覆盖"], ["要求完成时限", "立行立改"],
            ["牵头整改单位", "县住建局"], ["取得成效", "完成"]]  # fmt: skip

    (row,) = read("signoff", make_docx("关于第3项问题整改销号公示", form), "a.docx").rows

    assert told(row, "issue", "goal", "deadline_text", "unit") == (
        "裸土", "覆盖", "立行立改", "县住建局")  # fmt: skip


@pytest.mark.parametrize(
    "number",
    ["2023年第5号", "4-2", "No.5", "第9(1)项", "重点任务6", "编号2021-07", "第5点", "7、9"],
)
def test_a_title_that_holds_nothing_but_the_number_gives_it_whole(number):
    row = the_row("反馈问题：裸土。", "整改目标：覆盖。", title=f"关于{number}问题整改销号公示")

    assert told(row, "task_no") == (number,)


def test_several_matters_take_their_numbers_from_the_title_that_lists_them():
    text = ("关于第3项、第6项问题整改销号公示\n反馈问题：裸土。\n整改目标：覆盖。\n"
            "反馈问题：异味。\n整改目标：除臭。\n公示期：2024年3月4日8:00至3月8日18:00。\n")  # fmt: skip

    found = read_text("signoff", text).rows

    assert [told(row, "task_no", "issue", "notice_to") for row in found] == [
        ("第3项", "裸土", "2024-03-08"), ("第6项", "异味", "2024-03-08")]  # fmt: skip


def test_a_day_told_in_passing_is_no_length():
    row = the_row("2023年2月14日组织验收，公示期为2023年2月20日至3月3日。", "整改目标：覆盖。")

    assert told(row, "stated_period", "notice_to") == ("", "2023-03-03")
