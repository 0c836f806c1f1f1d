"""Titles, sort keys, roles, places and marks: small rules, no database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from issues.importing.roles import Labels, role_of_lead
from issues.importing.values import sort_key, title_of
from rectify.exchange.pane import pane, parts
from rectify.exchange.places import piece_of

CLAUSE = "一些地方对生态环境保护工作的长期性、艰巨性认识不足，"
MONEY, FILL = "投资1,200万元的", "污水处理设施" * 12


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("3座乡镇污水处理站建成后未运行。群众反映强烈。", "3座乡镇污水处理站建成后未运行"),
        ("青崖县城区污水管网雨污不分,3处直排河道。", "青崖县城区污水管网雨污不分,3处直排河道"),
        (CLAUSE * 4, (CLAUSE * 2).removesuffix("，")),
        ("长" * 80, "长" * 59 + "…"),
        (MONEY + FILL, (MONEY + FILL)[:59] + "…"),
        ("", ""),
    ],
)
def test_a_title_is_the_first_sentence_cut_at_a_clause(text, title):
    assert title_of(text) == title


@given(st.text(max_size=400))
def test_a_title_is_short_and_begins_the_text(text):
    title = title_of(text)
    assert len(title) <= 60
    assert text.strip().startswith(title.removesuffix("…"))


@pytest.mark.parametrize(
    ("serial", "key"),
    [
        ("12", 12),
        ("十二", 12),
        ("一百零五", 105),
        ("12-3", 12),
        ("第3项", 3),
        ("甲", 2_000_000_000),
    ],
)
def test_serials_sort_as_numbers(serial, key):
    assert sort_key(serial) == key


@pytest.mark.parametrize(
    ("words", "around", "heading", "role"),
    [
        ("州水务局牵头", "", "", "lead"),
        ("州水务局", "责任单位：州水务局", "", "responsible"),
        ("州水务局", "牵头单位：州水务局", "", "lead"),
        ("州水务局", "", "序号｜问题｜牵头单位｜配合单位", "lead"),
        ("州水务局", "", "序号｜问题｜责任单位｜督导单位", "responsible"),
        ("州水务局、各责任单位", "", "序号｜问题｜牵头｜配合", "lead"),
        ("州水务局等按职责分工负责", "", "", "responsible"),
    ],
)
def test_the_word_of_the_source_decides_the_role(words, around, heading, role):
    labels = Labels.of([["第1段", heading], ["第2段", around]])
    row = {"lead_units": {"value": ["州水务局"], "text": words, "place": "第2段"}}
    assert role_of_lead(row, labels) == role


@pytest.mark.parametrize(
    ("place", "piece"),
    [
        ("整改清单!F6", "整改清单!6行"),
        ("表1 第3行第6列", "表1 第3行"),
        ("第87段", "第87段"),
        ("", ""),
    ],
)
def test_a_value_lies_in_a_piece_of_the_source(place, piece):
    assert piece_of(place) == piece


@given(st.text(max_size=80), st.text(max_size=8), st.lists(st.text(max_size=8), max_size=4))
def test_marking_changes_no_letter(text, strong, soft):
    assert "".join(part["text"] for part in parts(text, strong, soft)) == text


def test_the_pane_marks_words_only_where_they_stand():
    pieces = [["清单!1行", "州水务局｜甲"], ["清单!2行", "州水务局｜乙"]]
    lines = pane(pieces, "清单!B2", "乙", [("清单!A2", "州水务局")])["lines"]
    assert [part["mark"] for part in lines[0]["parts"]] == [""]
    assert [part["mark"] for part in lines[1]["parts"]] == ["soft", "", "strong"]


def test_a_place_outside_the_source_shows_nothing():
    assert pane([["第1段", "甲"]], "第9段", "甲", [])["lines"] == []
