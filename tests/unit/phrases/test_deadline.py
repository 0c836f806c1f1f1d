"""Deadlines: every phrase of the table, and the rules that decide between readings."""

from datetime import date

import pytest

from rectify.exchange.phrases.deadline import read_deadline
from tests.unit.phrases import tables

ROWS = tables.rows("deadlines")


@pytest.mark.parametrize("row", ROWS, ids=[row["text"] for row in ROWS])
def test_a_deadline_reads_as_the_table_says(row: dict[str, str]) -> None:
    on = date.fromisoformat(row["on"]) if row["on"] else None
    reading = read_deadline(row["text"], year=on.year if on else 2024, on=on)
    due = reading.due_on.isoformat() if reading.due_on else ""
    got = (reading.kind, due, "yes" if reading.long_term else "", reading.confidence)
    assert got == (row["kind"], row["due_on"], row["long_term"], row["confidence"])


def test_the_table_is_wide_enough() -> None:
    assert len(ROWS) >= 150


def test_stages_say_what_is_done_by_when_in_the_original_words() -> None:
    reading = read_deadline("2024年底前完成整改，2025年3月底前完成验收销号")
    assert [(s.due_on, s.what, s.text) for s in reading.stages] == [
        (date(2024, 12, 31), "rectify", "2024年底前完成整改"),
        (date(2025, 3, 31), "accept", "2025年3月底前完成验收销号"),
    ]


def test_preparation_is_neither_rectification_nor_acceptance() -> None:
    reading = read_deadline("2024年3月底前制定方案,2024年底前完成")
    assert [stage.what for stage in reading.stages] == ["other", "rectify"]


def test_a_term_without_a_day_to_count_from_keeps_its_kind() -> None:
    reading = read_deadline("20日内修复,长期坚持", year=2024)
    assert (reading.kind, reading.due_on, reading.long_term) == ("fixed_then_long_term", None, True)
    assert reading.confidence == "low"


def test_a_month_without_year_or_context_has_no_day() -> None:
    reading = read_deadline("9月底前")
    assert (reading.kind, reading.due_on, reading.confidence) == ("month_end", None, "low")


def test_without_a_plan_year_a_month_already_past_means_next_year() -> None:
    reading = read_deadline("3月底前", on=date(2024, 11, 4))
    assert (reading.due_on, reading.confidence) == (date(2025, 3, 31), "low")


def test_working_days_skip_holidays_and_count_made_up_days() -> None:
    assert read_deadline("30个工作日内", on=date(2021, 7, 29)).due_on == date(2021, 9, 9)
    assert read_deadline("30个工作日内", on=date(2023, 12, 25)).due_on == date(2024, 2, 5)
    assert read_deadline("45个工作日内", on=date(2024, 8, 20)).due_on == date(2024, 10, 28)


def test_working_days_in_an_unpublished_year_are_provisional() -> None:
    reading = read_deadline("10个工作日内", on=date(2031, 3, 3))
    assert (reading.due_on, reading.confidence) == (date(2031, 3, 17), "low")
    assert "暂定" in reading.reason


def test_a_doubt_is_given_in_chinese() -> None:
    reading = read_deadline("2024年8月前", year=2024)
    assert reading.reason == "“某月前”也可理解为该月之前，暂按当月最后一天计。"


def test_the_json_has_the_keys_of_the_interface() -> None:
    assert read_deadline("2025年6月底前完成", year=2024).as_dict() == {
        "kind": "month_end",
        "due_on": "2025-06-30",
        "long_term": False,
        "stages": [{"due_on": "2025-06-30", "what": "rectify", "text": "2025年6月底前完成"}],
        "confidence": "high",
        "reason": "按当月最后一天计。",
    }
