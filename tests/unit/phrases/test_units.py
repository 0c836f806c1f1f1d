"""Responsibility cells: every phrase of the table, and what the table cannot show."""

import pytest

from rectify.exchange.phrases.units import read_units, split_names
from tests.unit.phrases import tables

ROWS = tables.rows("units")
ROLES = ("lead", "cooperating", "supervising", "acceptance")


@pytest.mark.parametrize("row", ROWS, ids=[row["text"] for row in ROWS])
def test_a_cell_reads_as_the_table_says(row: dict[str, str]) -> None:
    reading = read_units(row["text"])
    got = [*(getattr(reading, role) for role in ROLES), reading.confidence]
    assert got == [*(tables.names(row[role]) for role in ROLES), row["confidence"]]


def test_the_table_is_wide_enough() -> None:
    assert len(ROWS) >= 150


def test_a_collective_name_defined_in_the_text_lists_its_members() -> None:
    reading = read_units("各县(区)、甲开发区、乙新区、丙园区管委会配合,以上园区管委会简称各管委会")
    assert reading.aliases == {"各管委会": ["甲开发区管委会", "乙新区管委会", "丙园区管委会"]}
    assert reading.cooperating == ("各县(区)", "甲开发区管委会", "乙新区管委会", "丙园区管委会")


def test_names_come_back_in_the_original_letters() -> None:
    assert read_units("各縣（區）、市住建局").lead == ("各縣（區）", "市住建局")


def test_the_names_of_a_cell_with_one_role_are_split_in_order() -> None:
    assert split_names("州住建局(牵头)、州水务局;合作市、夏河县人民政府") == (
        "州住建局",
        "州水务局",
        "合作市人民政府",
        "夏河县人民政府",
    )


def test_an_empty_cell_has_no_names() -> None:
    assert split_names(" / ") == ()
    assert read_units("").confidence == "high"


def test_the_json_has_the_keys_of_the_interface() -> None:
    assert read_units("甲局牵头,乙局配合,丙局督导,丁局验收").as_dict() == {
        "lead": ["甲局"],
        "cooperating": ["乙局"],
        "supervising": ["丙局"],
        "acceptance": ["丁局"],
        "aliases": {},
        "confidence": "high",
        "reason": "每个单位都按牵头、责任、配合、督导、验收的词语归类。",
    }
