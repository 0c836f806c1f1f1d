"""What offices write under 是否属实, 是否办结 and 污染类型, as codes."""

import pytest

from rectify.exchange.readers.petition_codes import closure_of, types_of, verdict_of


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("true", "属实 是 √ 情况属实 属實 查实 属实，已整改"),
        ("mostly", "基本属实 基本 大部分属实 大部属实 主要问题属实"),
        (
            "partial",
            "部分属实 部份属实 部分 是（部分） 不完全属实 属实1个、不属实2个 个别属实 基本不属实",
        ),
        ("false", "不属实 否 × 失实 查无此事 无此情况 与事实不符 未发现 虚假"),
        ("unverifiable", "无法核实 未能查实 未查实 无法查证 查无实据"),
        ("out_of_scope", "不属于受理范围 不属于生态环境问题 非环保问题"),
        (None, "/ 待查 核查中 重复"),
    ],
)
def test_truth_in_any_offices_words(code, words):
    assert {word: verdict_of(word) for word in words.split()} == dict.fromkeys(words.split(), code)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (
            "done",
            "已办结 办结 己办结 是 结案 按期办结 已办 整改到位 已办结（长期坚持） 办结，防止反弹",
        ),
        ("staged", "阶段性办结 阶段办结 基本办结 部分办结 初步办结 已阶段性办结"),
        (
            "not_done",
            "未办结 正在办理 待办结 拟办结 无法办结 延期办结 2024年12月底前办结 在办 进行中 否",
        ),
        ("transferred", "已移交 转市级办理 已转办"),
        (None, "/ — 无"),
    ],
)
def test_closure_in_any_offices_words(code, words):
    assert {word: closure_of(word) for word in words.split()} == dict.fromkeys(words.split(), code)


@pytest.mark.parametrize(
    ("words", "types"),
    [
        ("水、大气", ["水", "大气"]), ("①大气②噪声", ["大气", "噪声"]), ("1.水;2.大气", ["水", "大气"]),
        ("土壤、地下水", ["土壤", "水"]), ("水土流失", ["生态"]), ("噪声和振动", ["噪声"]),
        ("废水 2", ["水"]), ("电磁辐射/其它", ["辐射", "其他"]), ("无", []),
    ],
)  # fmt: skip
def test_types_in_any_offices_words(words, types):
    assert list(types_of(words)) == types
