"""Ledgers and notices as other offices would head and order them."""

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rectify.exchange.readers import read, read_text
from rectify.exchange.readers.asjson import row_json
from tests.unit.readers.makers import make_xlsx

FEW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])

WORDS = {
    "number": ["序号", "编号", "问题编号"],
    "issue": ["反馈问题", "问题内容", "整改事项", "督察反馈问题", "存在问题"],
    "goal": ["整改目标", "目标任务", "整改要求"],
    "deadline_text": ["整改时限", "完成时限", "整改期限", "整改完成时限"],
    "lead_units": ["责任单位", "责任主体", "整改责任单位"],
    "supervising_units": ["督导单位", "督办单位"],
    "acceptance_units": ["验收单位", "验收部门", "核查单位"],
    "state": ["整改状态", "当前状态", "销号状态", "办理状态", "整改销号情况"],
    "completed_on": ["完成时间", "实际完成时间", "整改完成日期", "完成整改时间"],
    "accepted_on": ["验收时间", "验收日期", "通过验收时间", "验收通过日期"],
    "notice_from": ["公示开始", "公示起始时间", "公示开始日期", "公示起"],
    "notice_to": ["公示结束", "公示截止时间", "公示结束日期", "公示止"],
    "filing_no": ["销号文号", "备案文号", "销号批复文号", "备案号"],
    "filed_on": ["销号时间", "备案日期", "销号备案时间", "核销时间"],
}  # fmt: skip
STATES = {
    "signed_off": ["已销号", "完成销号", "已完成销号备案", "同意销号"],
    "noticing": ["公示中", "正在公示"],
    "accepted": ["已验收", "已完成，待销号", "通过验收，待公示"],
    "completed": ["已完成整改", "整改完成", "已完成，待验收"],
    "rectifying": ["正在整改", "整改中", "序时推进", "未完成"],
}
DATED = ["completed_on", "accepted_on", "notice_from", "notice_to", "filed_on"]
KNOWN = {"signed_off": 5, "noticing": 4, "accepted": 2, "completed": 1, "rectifying": 0}


def written(day: date, shape: str) -> object:
    """Return a day as an office writes it, or as a true date cell."""
    return {
        "cell": day, "cn": f"{day.year}年{day.month}月{day.day}日", "dots": f"{day.year}.{day.month}.{day.day}",
        "dash": day.isoformat(), "slash": f"{day.year}/{day.month}/{day.day}",
    }[shape]  # fmt: skip


@st.composite
def ledgers(draw: st.DrawFn) -> tuple[list[dict[str, object]], list[list[object]]]:
    """Rows of a ledger by field, and the sheet they stand in."""
    order = [
        "number",
        "issue",
        *draw(st.permutations([w for w in WORDS if w not in {"number", "issue"}])),
    ]
    shape = draw(st.sampled_from(["cell", "cn", "dots", "dash", "slash"]))
    wanted, sheet = [], [[draw(st.sampled_from(WORDS[name])) for name in order]]
    for number in range(1, draw(st.integers(2, 5)) + 1):
        state = draw(st.sampled_from(sorted(STATES)))
        first = date(2023, 1, 2) + timedelta(days=draw(st.integers(0, 600)))
        days = {name: first + timedelta(days=9 * place) for place, name in enumerate(DATED)}
        told = dict.fromkeys(DATED[: KNOWN[state]], True)
        row = {
            "number": str(number), "issue": f"第{number}处河道断流", "goal": "恢复生态流量",
            "deadline_text": "2024年6月底前", "lead_units": ["石渡县人民政府"],
            "supervising_units": ["州水务局"], "acceptance_units": ["州生态环境局"], "state": state,
            "filing_no": "云督改〔2024〕3号" if state == "signed_off" else None,
            **{name: days[name].isoformat() if name in told else None for name in DATED},
        }  # fmt: skip
        cells = {**row, "state": draw(st.sampled_from(STATES[state]))}
        cells |= {name: written(days[name], shape) for name in told}
        sheet.append(["、".join(v) if isinstance(v := cells[name], list) else v for name in order])
        wanted.append(row)
    return wanted, sheet


@FEW
@given(ledgers())
def test_a_ledger_is_read_whatever_its_headings_order_and_dates(made):
    wanted, sheet = made

    document = read(
        "ledger", make_xlsx([["某州整改台账（截至2024年4月30日）"], *sheet]), "台账.xlsx"
    )

    told = [row_json(row) for row in document.rows]
    assert [{name: row[name] for name in WORDS} for row in told] == wanted


@st.composite
def notices(draw: st.DrawFn) -> tuple[dict[str, object], str]:
    """What a notice says, and its text."""
    opened = date(2024, 3, 1) + timedelta(days=draw(st.integers(0, 200)))
    closed = opened + timedelta(days=draw(st.integers(4, 14)))
    task = draw(st.sampled_from(["第12项", "序号十", "第8号", "编号17", "任务五", "第3项、第9项"]))
    title = draw(st.sampled_from([
        f"关于{task}问题整改销号公示", f"某县关于省级督察反馈问题{task}整改完成情况的公示",
        f"某市整改任务（{task}）验收销号公示", f"关于第二轮中央督察反馈意见{task}整改情况的公示",
    ]))  # fmt: skip
    words = [draw(st.sampled_from(options)) for options in (
        ["反馈问题", "整改问题", "整改任务", "问题"], ["整改目标", "目标任务", "目标"],
        ["整改时限", "完成时限", "时限"], ["完成情况", "整改完成情况", "整改落实情况"],
    )]  # fmt: skip
    values = ["河道断流", "恢复生态流量", "2024年6月底前", "已完成补水"]
    marks = draw(st.sampled_from(["colon", "heading"]))
    body = [f"{w}：{v}。" if marks == "colon" else f"{'一二三四'[n]}、{w}\n{v}。"
            for n, (w, v) in enumerate(zip(words, values, strict=True))]  # fmt: skip
    shape = draw(st.sampled_from(["cn", "dash"]))
    period = draw(st.sampled_from(["如有异议，请在公示期间（{a}至{b}，共7天）反映。",
                                   "公示时间：{a}至{b}（7天）。", "公示期为{a}—{b}，共7天。"]))  # fmt: skip
    text = period.format(a=written(opened, shape), b=written(closed, shape))
    lines = [title, *body, text, "某县水利局", f"{opened.year}年{opened.month}月{opened.day}日"]
    told = {"task_no": task, "issue": values[0], "goal": values[1], "deadline_text": values[2],
            "gold_deadline": "2024-06-30", "notice_from": opened.isoformat(), "unit": "某县水利局",
            "notice_to": closed.isoformat(), "stated_period": "7天"}  # fmt: skip
    return told, "\n".join(lines)


@FEW
@given(notices())
def test_a_notice_is_read_whatever_its_title_labels_and_period(made):
    told, text = made

    (row,) = read_text("signoff", text).rows

    assert {name: row_json(row)[name] for name in told} == told
