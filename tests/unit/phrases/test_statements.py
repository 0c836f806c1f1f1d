"""Statements put together from the parts notices use: every part is read back, whatever the order."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectify.exchange.phrases.deadline import read_deadline
from rectify.exchange.phrases.outcome import COUNTS, read_outcome
from rectify.exchange.phrases.units import read_units

COUNTED = {
    "cases_filed": ("立案处罚{}家", "对{}家企业立案处罚", "{}家企业被立案查处"),
    "ordered_rectify": ("责令整改{}家", "责令{}家企业整改", "下达责令改正违法行为决定书{}份"),
    "talked_to": ("约谈{}人", "{}人被约谈", "约谈{}名企业负责人"),
    "accountable": ("问责{}人", "对{}名干部诫勉谈话", "党纪政务处分{}人"),
    "detained": ("行政拘留{}人", "{}人被刑事拘留", "刑拘{}人"),
    "closed_down": ("取缔{}家", "关停取缔散乱污企业{}家", "{}家企业被关停"),
    "sealed": ("查封扣押{}家", "扣押车辆{}辆", "对{}家企业实施查封"),
    "suspended": ("停产整治{}家", "责令{}家企业停产整治", "限产停产{}件"),
    "criminal_cases": ("立案侦查{}起", "公安机关立案侦查{}件"),
    "transferred": ("移送公安机关{}起", "移送涉嫌环境污染犯罪案件{}件"),
    "done": ("已办结{}件", "{}件已办结"),
    "staged_done": ("阶段性办结{}件", "{}件阶段性办结"),
    "not_done": ("未办结{}件", "{}件正在办理"),
}
TOLD_ONCE = {
    "suspended": ("责令停产整治", "责令其立即停止生产", "予以停产整治"),
    "ordered_rectify": ("责令限期整改", "下达《责令改正违法行为决定书》", "限期15日内完成整改"),
    "cases_filed": ("立案查处", "对该企业立案查处", "已立案"),
    "closed_down": ("依法取缔", "予以关停取缔", "责令关闭"),
    "accountable": ("对网格员通报批评", "给予1人党内警告处分", "对副镇长诫勉谈话"),
    "detained": ("行政拘留1人", "刑事拘留责任人1名"),
}
BESIDES = ("加强日常巡查", "设备已拆除", "垃圾已清运", "企业已停产", "群众表示满意")
ENDS = st.sampled_from(("，", "、", "；", "。", "\n"))
HEADS = st.sampled_from(("", "截至目前，", "截至6月5日，第一批至第八批", "全市累计"))
NUMBERS = st.sampled_from((("5", 5), ("12", 12), ("１０８", 108), ("五", 5), ("一", 1)))


def said(text: str) -> dict[str, int]:
    reading = read_outcome(text)
    return {name: int(getattr(reading, name)) for name in COUNTS if getattr(reading, name)}


@given(
    st.dictionaries(st.sampled_from(sorted(COUNTED)), st.integers(0, 2), min_size=1, max_size=6),
    st.lists(NUMBERS, min_size=6, max_size=6),
    HEADS,
    ENDS.filter(lambda mark: mark != "、"),
)
def test_every_count_of_a_statement_is_read_back(
    chosen: dict[str, int], numbers: list[tuple[str, int]], head: str, end: str
) -> None:
    pairs = list(zip(chosen.items(), numbers, strict=False))
    parts = [COUNTED[c][i % len(COUNTED[c])].format(text) for (c, i), (text, _) in pairs]
    assert said(head + end.join(parts)) == {c: value for (c, _), (_, value) in pairs}


@given(
    st.lists(st.sampled_from(sorted(TOLD_ONCE)), min_size=1, max_size=4, unique=True),
    st.integers(0, 2),
    st.sampled_from(BESIDES),
    ENDS.filter(lambda mark: mark != "、"),
)
def test_what_was_done_once_counts_one_beside_what_counts_nothing(
    columns: list[str], form: int, beside: str, end: str
) -> None:
    parts = [TOLD_ONCE[column][form % len(TOLD_ONCE[column])] for column in columns]
    assert said(end.join([beside, *parts])) == dict.fromkeys(columns, 1)


@pytest.mark.parametrize("name", ["和政县", "会同县", "会宁县", "商州区", "市中区", "镇江市", "全州县",
                                  "乡城县", "天等县", "点军区", "社旗县", "门源县", "同心县", "合作市"])  # fmt: skip
def test_places_named_like_other_words_stay_whole(name: str) -> None:
    assert read_units(f"{name}人民政府、东乡县人民政府").lead == (
        f"{name}人民政府",
        "东乡县人民政府",
    )
    assert read_units(f"省水利厅会同{name}人民政府").cooperating == (f"{name}人民政府",)
    level = name[-1]
    both = read_units(f"{name}委、{level}政府牵头,省水利厅督导")
    assert (both.lead, both.supervising) == ((f"{name}委", f"{name}政府"), ("省水利厅",))


@given(
    st.sampled_from(("于", "确保", "力争", "最迟", "整改时限：", "截至", "")),
    st.sampled_from(("2024年", "二〇二四年", "２０２４年", "2024 年 ", "今年")),
    st.sampled_from((("12月底前", "month_end", 31), ("十二月末", "month_end", 31),
                     ("12月20日前", "fixed_date", 20), ("12月中旬", "fixed_date", 20),
                     ("第四季度末", "quarter_end", 31), ("年底前", "year_end", 31))),
    st.sampled_from(("", "完成整改", "整改到位并销号", "完成管网改造5公里", "达到100%", "(已完成)")),
)  # fmt: skip
def test_a_deadline_reads_the_same_in_any_dress(
    head: str, year: str, form: tuple[str, str, int], tail: str
) -> None:
    reading = read_deadline(f"{head}{year}{form[0]}{tail}", year=2024)
    assert (reading.kind, reading.due_on) == (form[1], date(2024, 12, form[2]))
    assert reading.confidence == "high"
