"""Outcomes: every phrase of the table, and the difference between none and not said."""

from decimal import Decimal

import pytest

from rectify.exchange.phrases.outcome import COUNTS, read_outcome
from tests.unit.phrases import tables

ROWS = tables.rows("outcomes")


@pytest.mark.parametrize("row", ROWS, ids=[row["text"] for row in ROWS])
def test_an_outcome_reads_as_the_table_says(row: dict[str, str]) -> None:
    reading = read_outcome(row["text"])
    said = dict(pair.split("=") for pair in row["counts"].split(";") if pair)
    expected = {name: Decimal(said[name]) if name in said else None for name in COUNTS}
    assert {name: getattr(reading, name) for name in COUNTS} == expected
    assert reading.confidence == row["confidence"]


def test_the_table_is_wide_enough() -> None:
    assert len(ROWS) >= 150


def test_none_is_not_the_same_as_not_said() -> None:
    assert read_outcome("未立案").cases_filed == 0
    assert read_outcome("无").cases_filed is None


def test_a_number_no_word_took_is_reported() -> None:
    reading = read_outcome("立案1家,奖励举报人200元")
    assert (reading.cases_filed, reading.confidence) == (1, "low")
    assert reading.reason == "还有没对应上的数：200元。"


def test_the_json_holds_plain_numbers() -> None:
    answer = read_outcome("立案2家,罚款1.5万元;罚款0.35元").as_dict()
    assert (answer["cases_filed"], answer["fine_yuan"]) == (2, 15000.35)
    assert read_outcome("罚款3万元").as_dict()["fine_yuan"] == 30000
