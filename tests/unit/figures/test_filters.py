"""What figures are asked for, as links carry it; how published counts are told."""

from collections import Counter
from datetime import date

import pytest

from rectify.desk.demo.worlds import WORLDS
from rectify.desk.demo.worlds.lots import Heap, Lot, issues_of, petitions_of
from rectify.figures.definitions import FIGURES, GROUPS
from rectify.figures.filters import Filters

ON = date(2026, 11, 22)


def test_a_link_always_says_its_cut_off():
    assert Filters(as_of=ON).query() == "as_of=2026-11-22"


def test_a_link_says_all_that_was_asked():
    asked = Filters(
        as_of=ON, round_id=7, kind="central", division="9901", below="own", unit_id=3,
        start=date(2026, 1, 1), end=date(2026, 6, 30), base=date(2025, 12, 31),
    )  # fmt: skip
    assert asked.query(code="signoff_rate") == (
        "code=signoff_rate&round=7&kind=central&division=9901&below=own&unit=3"
        "&from=2026-01-01&to=2026-06-30&as_of=2026-11-22&base=2025-12-31"
    )


@pytest.mark.parametrize(
    ("as_of", "base"),
    [(ON, date(2026, 10, 31)), (date(2026, 3, 1), date(2026, 2, 28))],
)
def test_without_a_base_day_the_month_before_is_compared(as_of, base):
    assert Filters(as_of=as_of).base_on == base


def test_nothing_listed_after_the_cut_off_is_counted():
    assert Filters(as_of=ON, end=date(2027, 1, 1)).last_day == ON
    assert Filters(as_of=ON, end=date(2026, 6, 30)).last_day == date(2026, 6, 30)


def test_every_figure_stands_in_a_group_and_changes_name_a_rate():
    for code, figure in FIGURES.items():
        assert figure.code == code
        assert figure.group in GROUPS
        assert str(figure.definition).endswith("。")
        assert not figure.of or FIGURES[figure.of].denominator == figure.denominator


def test_a_part_of_a_rate_is_a_part_of_its_whole():
    for figure in FIGURES.values():
        assert set(figure.denominator or ()) <= set(figure.numerator)


def test_lots_are_numbered_through_and_sub_issues_dealt_evenly():
    day = date(2021, 12, 20)
    rows = list(issues_of((Lot(2, "finished", day, subs=(3, 0)), Lot(1, "in_progress")), day))
    assert [row.serial for row in rows] == ["1", "1-1", "1-2", "2", "2-1", "3"]
    assert [row.parent for row in rows] == ["", "1", "1", "", "2", ""]
    assert [row.state for row in rows] == ["completed"] * 5 + ["rectifying"]


def test_a_heap_states_its_sums_once():
    heap = Heap(ON, (("done", 2, ON), ("staged", 1, None)), (("true", 2),), {"fine_yuan": 5})
    rows = list(petitions_of(heap))
    assert [(row.closure, row.verdict) for row in rows] == [
        ("done", "true"), ("done", "true"), ("staged", ""),
    ]  # fmt: skip
    assert [row.outcome for row in rows] == [{"fine_yuan": 5}, {}, {}]


def test_no_round_of_the_worlds_is_told_twice():
    codes = Counter(listed.code for world in WORLDS for listed in world.rounds)
    assert set(codes.values()) == {1}
