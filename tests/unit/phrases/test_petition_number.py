"""Petition numbers: the four generations, local habits, marks and misprints."""

from datetime import date, timedelta

import pytest

from rectify.exchange.phrases.petition_number import read_petition_number
from tests.unit.phrases import tables

ROWS = tables.rows("petition_numbers")


@pytest.mark.parametrize("row", ROWS, ids=[row["text"] for row in ROWS])
def test_a_number_reads_as_the_table_says(row: dict[str, str]) -> None:
    reading = read_petition_number(row["text"])
    fields = ("channel", "area", "date", "serial")
    assert [reading[name] or "" for name in fields] == [row[name] for name in fields]
    assert reading["round"] == (int(row["round"]) if row["round"] else None)
    assert (reading["key"], reading["duplicate"]) == (
        row["key"] == "yes",
        row["duplicate"] == "yes",
    )
    assert reading["confidence"] == row["confidence"]


def test_the_raw_text_is_kept_without_outer_blanks() -> None:
    assert read_petition_number(" D3SX202506040059\n")["raw"] == "D3SX202506040059"


@pytest.mark.parametrize(("day", "batch"), [("0528", 1), ("0601", 5), ("0614", 18)])
def test_the_day_of_a_number_gives_its_batch(day: str, batch: int) -> None:
    received = date.fromisoformat(read_petition_number(f"D3SX2025{day}0018")["date"])
    assert received == date(2025, 5, 28) + timedelta(days=batch - 1)
