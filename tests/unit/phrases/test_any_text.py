"""No text, however odd, makes a reader raise; long ones are cut, not waited for."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectify.exchange.phrases.deadline import read_deadline
from rectify.exchange.phrases.outcome import read_outcome
from rectify.exchange.phrases.petition_number import read_petition_number
from rectify.exchange.phrases.units import read_units, split_names

PIECES = (
    "2024年 12月 底 前 第一季度 十 日内 个工作日 起至 延期至 已 长期坚持 ( ) 、 , ; : 《 》 "
    "牵头 配合 会同 各县(区) 党委和政府 县 局 和 等部门 以上 简称 罚款 万元 3家 5人 责令 停产 其中 "
    "共 各 无 未 D3SX 20250101 * 重复 \ud800 \x00 ① ㎡ ٣ Ⅲ"
)
SYLLABLES = st.sampled_from(PIECES.split(" "))
TEXTS = st.one_of(st.text(max_size=80), st.lists(SYLLABLES, max_size=25).map("".join))
DAYS = st.none() | st.dates()


@given(TEXTS, st.none() | st.integers(-5, 12000), DAYS)
def test_a_deadline_never_raises(text: str, year: int | None, on: date | None) -> None:
    answer = read_deadline(text, year=year, on=on).as_dict()
    assert answer["confidence"] in ("high", "low")
    assert answer["reason"].endswith("。")


@given(TEXTS)
def test_units_never_raise_and_hold_no_empty_name(text: str) -> None:
    answer = read_units(text).as_dict()
    assert all(name for role in ("lead", "cooperating") for name in answer[role])
    assert all(split_names(text))


@given(TEXTS)
def test_an_outcome_never_raises_and_is_never_negative(text: str) -> None:
    answer = read_outcome(text).as_dict()
    numbers = [value for value in answer.values() if isinstance(value, int | float)]
    assert all(value >= 0 for value in numbers)
    assert json.loads(json.dumps(answer)) == answer


@given(TEXTS)
def test_a_petition_number_never_raises(text: str) -> None:
    assert read_petition_number(text)["raw"] == text.strip()


@pytest.mark.parametrize("syllable", ["(", "县、", "1", "2024年", "和", "责令", "督导", "万"])
def test_endless_repetition_is_cut_and_doubted(syllable: str) -> None:
    text = syllable * 20_000
    assert read_deadline(text).confidence == "low"
    assert read_units(text).confidence == "low"
    assert read_outcome(text).confidence == "low"
