"""Lists with a row for every measure, narratives with sections, descriptions and small tables."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rectify.exchange.readers import read, read_text
from tests.unit.readers.makers import make_docx, make_xlsx
from tests.unit.readers.variants import STYLES, WORDS, Told, numbered, plans, told_of, wanted_of

FEW = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
NAMES = ["lead", "cooperating", "supervising", "acceptance"]


def text_of(told: Told, name: str) -> str:
    """Return a field's words."""
    value = {"serial": str(told.number)}.get(name) or getattr(told, name)
    return value if isinstance(value, str) else "、".join(value)


@FEW
@given(plans(), st.sampled_from(["merged", "blank", "repeated"]), st.booleans(), st.data())
def test_a_row_for_every_measure_is_one_issue_all_the_same(plan, shape, sections, data):
    order = ["serial", "issue", *data.draw(st.permutations([n for n in WORDS if n not in
                                                            {"serial", "issue"}]))]  # fmt: skip
    style = data.draw(st.sampled_from(STYLES))
    rows, merges = [[WORDS[name][0] for name in order]], []
    for told in plan:
        if sections and told is not plan[0]:
            rows.append(
                [f"{'二三四五六'[plan.index(told) - 1]}、污染防治方面", *[""] * (len(order) - 1)]
            )
        begin = len(rows) + 1
        for index, measure in enumerate(numbered(told.measures, style)):
            full = {name: text_of(told, name) for name in order} | {"measures": measure}
            keep = shape == "repeated" or index == 0
            rows.append([full[name] if keep or name == "measures" else None for name in order])
        if shape == "merged" and len(told.measures) > 1:
            merges += [f"{chr(65 + i)}{begin}:{chr(65 + i)}{len(rows)}"
                       for i, name in enumerate(order) if name != "measures"]  # fmt: skip

    document = read("plan", make_xlsx(rows, merges), "清单.xlsx", year=2024)

    assert [told_of(row) for row in document.rows] == [wanted_of(told) for told in plan]


@FEW
@given(plans(), st.data())
def test_two_heading_rows_over_the_units_are_read(plan, data):
    order = data.draw(st.permutations(NAMES))
    children = {"lead": "牵头", "cooperating": "配合", "supervising": "督导", "acceptance": "验收"}
    plain = ["serial", "issue", "goal", "measures", "deadline"]
    rows = [[*(WORDS[name][0] for name in plain), "责任单位", None, None, None],
            [*[None] * 5, *(children[name] for name in order)]]  # fmt: skip
    for told in plan:
        cells = [text_of(told, n) for n in plain]
        cells[3] = "\n".join(numbered(told.measures, "1."))
        rows.append([*cells, *(text_of(told, name) for name in order)])
    merges = [*(f"{c}1:{c}2" for c in "ABCDE"), "F1:I1"]

    document = read("plan", make_xlsx(rows, merges), "清单.xlsx", year=2024)

    assert [told_of(row) for row in document.rows] == [wanted_of(told) for told in plan]


@FEW
@given(plans(), st.booleans(), st.booleans(), st.sampled_from(["spaces", "semicolons", "lines"]))
def test_sections_chapters_and_several_labels_a_line_are_read(plan, sections, chapters, joint):
    lines = ["某州整改方案", "一、指导思想", "坚持标本兼治。"] if chapters else ["某州整改方案"]
    for told in plan:
        if sections and told in (plan[0], plan[-1]):
            lines.append(f"（{'一二'[told is plan[-1]]}）第{told.number}类问题方面")
        lines.append(f"{told.number}.{told.issue}。")
        units = [f"{WORDS[n][0]}：{text_of(told, n)}" for n in NAMES if text_of(told, n)]
        mark = {"spaces": "    ", "semicolons": "；", "lines": "\n"}[joint]
        lines += [f"整改目标：{told.goal}。", f"整改时限：{told.deadline}", *mark.join(units).split("\n"),
                  "整改措施：", *numbered(told.measures, "（1）")]  # fmt: skip
    lines += ["三、保障措施", "加强组织领导。"] if chapters else []

    document = read_text("plan", "\n".join(lines), year=2024)

    assert [told_of(row) for row in document.rows] == [wanted_of(told) for told in plan]


@FEW
@given(plans(), st.booleans(), st.sampled_from(["1.", "（1）", "一是"]))
def test_a_small_table_under_each_heading_is_read(plan, in_turns, style):
    blocks: list[object] = ["某州整改方案", "二、整改任务"]
    for told in plan:
        blocks.append(f"（{'一二三四五六七八九十'[plan.index(told)]}）{told.issue}")
        fields = {
            "整改目标": told.goal, "整改时限": told.deadline, "督导单位": text_of(told, "supervising"),
            "整改措施": "\n".join(numbered(told.measures, style)), "责任单位": text_of(told, "lead"),
            "配合单位": text_of(told, "cooperating"), "验收单位": text_of(told, "acceptance"),
        }  # fmt: skip
        if in_turns and plan.index(told) % 2:
            blocks += [line for name, value in fields.items() if value
                       for line in f"{name}：{value}".split("\n")]  # fmt: skip
            continue
        blocks.append([
            ["整改目标", fields["整改目标"], None, None],
            ["整改时限", fields["整改时限"], "督导单位", fields["督导单位"]],
            ["整改措施", fields["整改措施"], None, None],
            ["责任单位", fields["责任单位"], "配合单位", fields["配合单位"]],
            ["验收单位", fields["验收单位"], None, None],
        ])  # fmt: skip

    document = read("plan", make_docx(*blocks), "方案.docx", year=2024)

    found = [(str(place), *told_of(row)[1:]) for place, row in enumerate(document.rows)]
    assert found == [(str(place), *wanted_of(told)[1:]) for place, told in enumerate(plan)]


@FEW
@given(plans())
def test_measures_with_their_duties_in_brackets_keep_them(plan):
    lines = ["某州整改方案"]
    for told in plan:
        lines += [f"{told.number}、{told.issue}。", "整改目标：清零", "整改措施："]
        lines += [f"（{n}）{m}。（责任单位：{told.lead[0]}；完成时限：{told.deadline}）"
                  for n, m in enumerate(told.measures, 1)]  # fmt: skip

    for row, told in zip(read_text("plan", "\n".join(lines), year=2024).rows, plan, strict=True):
        assert [m.text for m in row.measures] == list(told.measures)
        assert {m.lead_units.value for m in row.measures} == {told.lead[:1]}
        assert {m.deadline.text for m in row.measures} == {told.deadline}
        assert row.lead_units.value == told.lead[:1]
