"""What tells who complained is found before it is kept or published."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from petitions.publication import leaks, masked
from rectify.exchange.screening import personal_columns, screened
from rectify.exchange.writers.cells import GUARD, LONGEST, STARTS, safe, unguarded

PERSONAL = [
    ("联系电话13812345678。", "手机号", "13812345678"),
    ("电话 138-1234-5678 可联系", "手机号", "138-1234-5678"),
    ("座机0835-2223344", "固定电话", "0835-2223344"),
    ("身份证110101199003078515", "身份证号", "110101199003078515"),
    ("卡号6222021234567890128", "银行卡号", "6222021234567890128"),
    ("邮箱a.b@example.com", "电子邮箱", "a.b@example.com"),
    ("举报人张三丰反映砂场扰民", "举报人姓名", "张三丰"),
    ("微信号abc_12345", "社交账号", "abc_12345"),
]
HARMLESS = [
    "受理编号X3YP202405110004，与D3YP202405080021重复。",
    "D410400000000201912170004号信访件",
    "罚款251542.71元，清运1234567吨。",
    "举报人反映的问题属实，举报人表示满意。",
    "依据云办字〔2026〕51号，2026年11月23日办结。",
    "拨打12345或12369热线。",
]


@pytest.mark.parametrize(("text", "kind", "words"), PERSONAL)
def test_each_kind_is_found_and_struck_out(text, kind, words):
    assert [leak.kind for leak in leaks({"handling": text})] == [kind]
    clean, count = masked(text)
    assert count == 1
    assert words not in clean
    assert len(clean) == len(text)


@pytest.mark.parametrize("text", HARMLESS)
def test_numbers_of_petitions_papers_and_money_stay(text):
    assert leaks({"handling": text}) == []
    assert masked(text) == (text, 0)


@pytest.mark.parametrize(("text", "kind", "words"), PERSONAL)
def test_the_hint_never_repeats_the_whole(text, kind, words):
    assert words not in leaks({"x": text})[0].hint


@given(st.text(max_size=200))
def test_what_was_struck_out_is_clean(text):
    clean, _count = masked(text)
    assert masked(clean)[1] == 0
    assert len(clean) == len(text)


def test_a_column_of_names_is_known_by_its_heading_line_only():
    head = "序号｜受理编号｜举报内容｜举报人姓名｜联系电话"
    assert personal_columns([["1行", head]]) == ["举报人姓名", "联系电话"]
    assert personal_columns([["1行", "序号｜受理编号｜受理方式"], ["2行", "1｜D1｜电话"]]) == []


def test_a_labelled_line_about_the_complainant_goes_whole():
    found = {"pieces": [["第1段", "举报人：欧阳某 联系电话：略"]], "rows": [], "problems": []}
    clean, personal = screened(found)
    assert personal
    assert clean["pieces"] == [["第1段", "（已隐去）"]]
    assert len(clean["problems"]) == 1


def test_a_clean_document_stays_as_it_is():
    found = {"pieces": [["第1段", "河口砂场扰民"]], "rows": [{"no": "1"}], "problems": []}
    assert screened(found) == (found, False)


@given(st.text(max_size=60))
def test_a_cell_survives_the_way_out_and_in(text):
    clean = safe(text)
    assert not clean.startswith(STARTS)
    assert safe(unguarded(clean)) == clean


@given(st.sampled_from(STARTS), st.text("abc=+-'", max_size=10))
def test_a_guarded_cell_comes_back_as_it_was(start, rest):
    bare = (start + rest).replace("\x00", "")
    assert safe(bare).startswith(GUARD)
    assert unguarded(safe(bare)) == bare


def test_a_text_too_long_for_a_cell_says_that_it_was_cut():
    assert len(safe("长" * 40_000)) == LONGEST
    assert safe("长" * 40_000).endswith("见系统）")
