"""Change a name, a number, the punctuation or the order: the reading follows, nothing is learnt."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectify.exchange.phrases.deadline import read_deadline
from rectify.exchange.phrases.outcome import read_outcome
from rectify.exchange.phrases.units import read_units

PLACES = st.text("甲乙丙丁戊己庚辛", min_size=1, max_size=3)
OFFICES = st.sampled_from(["住建局", "水务局", "自然资源局", "农业农村局", "发展改革委", "应急局"])
UNITS = st.builds(lambda place, office: f"{place}州{office}", PLACES, OFFICES)
LISTS = st.lists(UNITS, min_size=1, max_size=5, unique=True)
DAYS = st.dates(date(2024, 1, 1), date(2032, 12, 31))
COUNTS = st.integers(1, 99_999)
HALF_TO_FULL = str.maketrans(",;:()", "，；：（）")


@given(DAYS)
def test_any_written_day_is_read_back(day: date) -> None:
    for form in ("{0.year}年{0.month}月{0.day}日前", "{0.year}.{0.month}.{0.day}", "{0:%Y%m%d}"):
        reading = read_deadline(form.format(day), year=2024)
        assert (reading.kind, reading.due_on) == ("fixed_date", day)


@given(st.lists(DAYS, min_size=2, max_size=4, unique=True))
def test_stages_follow_the_dates_in_any_order(days: list[date]) -> None:
    text = ",".join(f"{d.year}年{d.month}月{d.day}日前完成第{n}项" for n, d in enumerate(days, 1))
    reading = read_deadline(text, year=2024)
    assert [stage.due_on for stage in reading.stages] == days
    assert (reading.kind, reading.due_on) == ("staged", max(days))


@given(LISTS, LISTS, st.booleans())
def test_roles_follow_their_verbs(lead: list[str], helpers: list[str], full_width: bool) -> None:
    helpers = [name for name in helpers if name not in lead]
    text = f"{'、'.join(lead)}牵头" + (f",{'、'.join(helpers)}配合" if helpers else "")
    reading = read_units(text.translate(HALF_TO_FULL) if full_width else text)
    assert (list(reading.lead), list(reading.cooperating)) == (lead, helpers)


@given(LISTS, LISTS)
def test_labels_give_roles_in_either_order(lead: list[str], supervising: list[str]) -> None:
    first = f"责任单位:{'、'.join(lead)}"
    second = f"督导单位:{'、'.join(supervising)}"
    for text in (f"{first};{second}", f"{second} {first}", f"{second}\n{first}"):
        reading = read_units(text)
        assert (list(reading.lead), list(reading.supervising)) == (lead, supervising)


@given(st.lists(PLACES, min_size=1, max_size=6, unique=True))
def test_a_shared_body_is_written_out_for_every_place(places: list[str]) -> None:
    text = "、".join(f"{place}县" for place in places) + "人民政府"
    assert read_units(text).lead == tuple(f"{place}县人民政府" for place in places)


@given(COUNTS, COUNTS, COUNTS, st.permutations(["立案处罚{0}家", "责令整改{1}家", "约谈{2}人"]))
def test_counts_follow_their_words(a: int, b: int, c: int, order: list[str]) -> None:
    reading = read_outcome("、".join(order).format(a, b, c))
    assert (reading.cases_filed, reading.ordered_rectify, reading.talked_to) == (a, b, c)
    assert reading.confidence == "high"


@given(st.lists(st.decimals("0.1", "9999", places=2), min_size=2, max_size=4))
def test_fines_add_up_unless_a_total_is_given(fines: list[Decimal]) -> None:
    parts = ",".join(f"对第{n}家罚款{fine}万元" for n, fine in enumerate(fines, 1))
    assert read_outcome(parts).fine_yuan == sum(fines) * 10_000
    assert read_outcome(f"{parts},共计99999万元").fine_yuan == 999_990_000


@pytest.mark.parametrize("blank", [" ", "　", "\n", "\t"])
def test_stray_blanks_change_nothing(blank: str) -> None:
    spaced = blank.join("2025年12月底前")
    assert read_deadline(spaced, year=2024).due_on == date(2025, 12, 31)
    assert read_outcome(blank.join("罚款1.5万元")).fine_yuan == 15_000
