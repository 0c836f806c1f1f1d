"""Notices about several matters, with lists and forms, their numbers and periods."""

import pytest

from rectify.exchange.readers import read, read_text
from tests.unit.readers.makers import make_docx, make_xlsx

SHARED = ("2024-03-04", "2024-03-08", "5个工作日")


def told(row, *names):
    values = (row.cells[name].value for name in names)
    return tuple(v.isoformat() if hasattr(v, "isoformat") else v for v in values)


def period(row):
    return told(row, "notice_from", "notice_to", "stated_period")


def test_matters_under_headings_of_their_own_are_rows_that_share_the_period():
    parts = "".join(
        f"{n}、第{task}项问题\n（一）反馈问题：{issue}。\n（二）整改目标：整改到位。\n"
        f"（三）整改完成情况：完成。\n（四）责任单位：{unit}。\n"
        for n, task, issue, unit in (
            ("一", 3, "河道堆放弃渣", "县水利局"),
            ("二", 6, "废水超标", "县工信局"),
        )
    )
    text = (f"石渡县督察反馈问题整改完成情况公示\n以下问题已完成整改，公示期为2024年3月4日至2024年3月8日"
            f"（5个工作日）。\n{parts}石渡县整改办\n2024年3月4日")  # fmt: skip

    found = read_text("signoff", text).rows

    assert [told(row, "task_no", "issue", "unit") for row in found] == [
        ("第3项", "河道堆放弃渣", "县水利局"), ("第6项", "废水超标", "县工信局")]  # fmt: skip
    assert [period(row) for row in found] == [SHARED, SHARED]


def test_a_form_for_every_matter_is_a_row():
    def form(*values):
        names = ("问题序号", "反馈问题", "整改目标", "责任单位", "整改完成情况")
        return [list(pair) for pair in zip(names, values, strict=True)]

    data = make_docx("甲县整改情况公示", "公示期为2024年3月4日至2024年3月8日（5个工作日）。",
                     form("第7项", "越界开采", "恢复", "县水务局", "完成"),
                     form("第9项", "异味", "除臭", "县城管局", "完成"))  # fmt: skip

    found = read("signoff", data, "a.docx").rows

    assert [told(row, "task_no", "issue", "goal", "unit") for row in found] == [
        ("第7项", "越界开采", "恢复", "县水务局"), ("第9项", "异味", "除臭", "县城管局")]  # fmt: skip
    assert [period(row) for row in found] == [SHARED, SHARED]


@pytest.mark.parametrize("above", [True, False])
def test_the_period_above_or_below_a_list_is_of_every_row(above):
    words = ["公示期：2024年3月4日至2024年3月8日（5个工作日）"]
    rows = [["任务编号", "问题描述", "整改目标", "责任单位"], ["GZ-07", "渗漏", "防渗", "县应急局"]]

    (row,) = read("signoff", make_xlsx([words, *rows] if above else [*rows, words]), "a.xlsx").rows

    assert (told(row, "task_no", "unit"), period(row)) == (("GZ-07", "县应急局"), SHARED)


@pytest.mark.parametrize(
    "number",
    [
        "第三十五项",
        "问题12",
        "编号YX-2022-005",
        "D3HN202305080012",
        "第11条、第12条",
        "2024-17号",
        "任务23",
    ],
)
def test_the_number_in_a_title_is_kept_as_written(number):
    text = f"关于{number}问题整改销号公示\n反馈问题：裸土未覆盖。\n整改目标：全覆盖。\n"

    (row,) = read_text("signoff", text).rows

    assert told(row, "task_no") == (number,)


@pytest.mark.parametrize(
    ("words", "stated"),
    [
        ("共公示期10天", "公示期10天"),
        ("共七天", "七天"),
        ("共7天", "7天"),
        ("共公示期为5个工作日", "公示期为5个工作日"),
    ],
)
def test_the_length_of_a_period_is_kept_as_written(words, stated):
    text = ("关于第3项问题整改销号公示\n反馈问题：裸土。\n整改目标：覆盖。\n如有异议，请在公示期间"
            f"（2024年3月4日至2024年3月10日，{words}）反映。")  # fmt: skip

    (row,) = read_text("signoff", text).rows

    assert told(row, "stated_period") == (stated,)


def test_a_number_and_problem_told_only_in_the_text_are_read_with_a_doubt():
    text = ("公  示\n我县承办的督察反馈问题第三十一项“畜禽养殖污染治理滞后”已完成整改，现公示如下：\n"
            "整改目标：配套率95%。\n完成情况：配套率97%。")  # fmt: skip

    (row,) = read_text("signoff", text).rows

    assert told(row, "task_no", "issue") == ("第三十一项", "畜禽养殖污染治理滞后")
    assert {row.cells[name].confidence for name in ("task_no", "issue")} == {"low"}


@pytest.mark.parametrize("unit", ["经开区", "矿业公司整改工作专班", "第三师图木舒克市", "县住建局"])
def test_who_signs_stands_above_the_date_whatever_its_name(unit):
    text = (
        f"关于第3项问题整改销号公示\n反馈问题：裸土。\n整改目标：覆盖。\n\n{unit}\n2024年3月4日\n"
    )

    (row,) = read_text("signoff", text).rows

    assert told(row, "unit") == (unit,)
    assert row.cells["unit"].confidence == ("high" if unit.endswith("局") else "low")
