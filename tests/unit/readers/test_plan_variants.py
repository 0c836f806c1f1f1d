"""The same plan in any office's words, order and layout is read the same."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rectify.exchange.readers import read, read_text
from tests.unit.readers.makers import make_docx, make_xlsx
from tests.unit.readers.variants import (
    STYLES,
    WORDS,
    Told,
    numbered,
    plans,
    told_of,
    wanted_of,
)

FEW = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
LABELS = ["goal", "deadline", "measures", "lead", "cooperating", "supervising", "acceptance"]


def cells(told: Told, style: str, joint: str = "\n", between: str = "、") -> dict[str, str]:
    """Return the words of an issue by field."""
    return {
        "serial": str(told.number),
        "issue": told.issue,
        "goal": told.goal,
        "measures": joint.join(numbered(told.measures, style)),
        "deadline": told.deadline,
        **{name: between.join(getattr(told, name))
           for name in ("lead", "cooperating", "supervising", "acceptance")},
    }  # fmt: skip


@st.composite
def lists(draw: st.DrawFn) -> tuple[list[Told], list[list[str]]]:
    """A plan, and its list with columns in any order under any office's headings."""
    plan = draw(plans())
    style = draw(st.sampled_from(STYLES))
    joint = draw(st.sampled_from(["\n", "；", "。"]))
    between = draw(st.sampled_from(["、", "，", "\n", " "]))
    first = ["serial", "issue"]
    order = first + draw(st.permutations([name for name in WORDS if name not in first]))
    extra = draw(st.sampled_from([None, "备注", "联系电话", "问题类别"]))
    heading = [draw(st.sampled_from(WORDS[name])) for name in order] + ([extra] if extra else [])
    rows = [heading]
    for told in plan:
        made = cells(told, style, joint, between)
        rows.append([made[name] for name in order] + ([""] if extra else []))
    return plan, rows


@FEW
@given(lists(), st.booleans())
def test_a_workbook_list_is_read_whatever_its_headings_and_order(made, titled):
    plan, rows = made
    width = len(rows[0])
    head = (
        [["某州整改任务清单"], ["填报单位：某州整改办", "", "日期：2024年3月1日"]] if titled else []
    )
    merges = [f"A1:{chr(64 + width)}1"] if titled else []

    document = read("plan", make_xlsx([*head, *rows], merges), "清单.xlsx", year=2024)

    assert [told_of(row) for row in document.rows] == [wanted_of(told) for told in plan]


@FEW
@given(lists())
def test_a_word_table_is_read_whatever_its_headings_and_order(made):
    plan, rows = made

    document = read("plan", make_docx("某州整改任务清单", rows), "清单.docx", year=2024)

    assert [told_of(row) for row in document.rows] == [wanted_of(told) for told in plan]


@FEW
@given(lists(), st.sampled_from(["\t", "|"]))
def test_a_pasted_table_is_read_with_tabs_or_bars(made, mark):
    plan, rows = made
    flat = [[cell.replace("\n", "") for cell in rows[0]]]
    flat += [[cell.replace("\n", "；") for cell in row] for row in rows[1:]]
    lines = [mark.join(row) for row in flat]
    text = "\n".join(f"| {line} |" if mark == "|" else line for line in lines)

    document = read_text("plan", f"某州整改任务清单\n{text}", year=2024)

    assert [told_of(row) for row in document.rows] == [wanted_of(told) for told in plan]


@st.composite
def narratives(draw: st.DrawFn) -> tuple[list[Told], list[str]]:
    """A plan, and its lines under headings of any style with labels in any order."""
    plan = draw(plans())
    heading = draw(st.sampled_from(["{c}、{t}。", "（{c}）{t}", "{n}.{t}。", "{n}、{t}", "第{n}项：{t}",
                                    "问题{n}：{t}", "{c}、反馈问题：{t}"]))  # fmt: skip
    style = draw(st.sampled_from([s for s in STYLES if s not in {"1.", "1、"}]
                                 if heading.startswith("{n}") else STYLES))  # fmt: skip
    if heading.startswith("（{c}") and style == "（一）":
        style = "1."
    order = draw(st.permutations(LABELS))
    words = {name: draw(st.sampled_from([w for w in WORDS[name] if "\n" not in w and " " not in w
                                         and "（" not in w])) for name in LABELS}  # fmt: skip
    shape = draw(st.sampled_from(["{w}：{v}", "{w}:{v}", "【{w}】{v}", "{w}： {v}。"]))
    lines = ["某州贯彻落实督察反馈意见整改方案"]
    for told in plan:
        lines.append(heading.format(n=told.number, c=_chinese(told.number), t=told.issue))
        made = cells(told, style)
        for name in order:
            if not made[name]:
                continue
            if name == "measures":
                lines += [shape.format(w=words[name], v="").rstrip("。 "), *made[name].split("\n")]
            else:
                lines.append(shape.format(w=words[name], v=made[name]))
    return plan, lines


def _chinese(number: int) -> str:
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{digits[tens]}十"
    return head + (digits[ones] if ones else "")


@FEW
@given(narratives())
def test_a_pasted_narrative_is_read_whatever_its_headings_and_labels(made):
    plan, lines = made

    document = read_text("plan", "\n".join(lines), year=2024)

    assert [told_of(row) for row in document.rows] == [wanted_of(told) for told in plan]


@FEW
@given(narratives())
def test_a_word_narrative_is_read_whatever_its_headings_and_labels(made):
    plan, lines = made

    document = read("plan", make_docx(*lines), "方案.docx", year=2024)

    assert [told_of(row) for row in document.rows] == [wanted_of(told) for told in plan]


@pytest.mark.parametrize("order", [0, 1])
def test_names_and_numbers_changed_in_the_source_change_in_the_reading(order):
    rows = [["序号", "反馈问题", "整改时限", "责任单位"], ["7", "甲河断流", "2024年6月底前", "甲县水利局"],
            ["9", "乙湖萎缩", "2025年6月底前", "乙县水利局"]]  # fmt: skip
    changed = [[cell.replace("7", "17").replace("甲", "丙").replace("2024", "2026") for cell in row]
               for row in (rows if order else [rows[0], rows[2], rows[1]])]  # fmt: skip

    found = {row.number.value: row for row in read("plan", make_xlsx(changed), "a.xlsx").rows}

    assert set(found) == {"17", "9"}
    assert found["17"].issue.value == "丙河断流"
    assert found["17"].deadline.value.due_on.isoformat() == "2026-06-30"
    assert found["17"].lead_units.value == ("丙县水利局",)
    assert found["9"].lead_units.value == ("乙县水利局",)
