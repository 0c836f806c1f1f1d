"""Division codes: one form, one level each, room for places of our own, names that sort."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectify.core.errors import Invalid
from rectify.regions import codes, names
from rectify.regions.departments import key_of

digits = st.integers(1, 99).map("{:02d}".format)


@pytest.mark.parametrize(
    ("code", "stripped", "level", "parent"),
    [
        ("510000", "51", "province", None),
        ("513300", "5133", "city", "51"),
        ("513301", "513301", "county", "5133"),
        ("110100", "1101", "city", "11"),
        ("429004", "429004", "county", "4290"),
        ("513301100", "513301100", "township", "513301"),
        ("513301100200", "513301100200", "village", "513301100"),
    ],
)
def test_a_code_is_stripped_of_zero_pairs_and_knows_its_place(code, stripped, level, parent):
    assert codes.strip(code) == stripped
    assert (codes.level_of(stripped), codes.parent_of(stripped)) == (level, parent)


@pytest.mark.parametrize("code", ["5", "513", "51330", "5133011", "5133011002001"])
def test_a_code_of_another_length_is_refused(code):
    with pytest.raises(Invalid, match="位数不对"):
        codes.level_of(code)


@given(digits, digits, digits)
def test_the_range_of_a_division_holds_what_is_below_it_and_nothing_else(a, b, c):
    county = a + b + c
    for above in codes.ancestors(county):
        assert above < county < codes.beyond(above)
    assert not (county < a + b < codes.beyond(county))
    assert codes.beyond(county) > county + "999999"


def test_local_codes_fill_the_range_of_their_kind_in_order():
    assert codes.next_local("9901", ()) == "990171"
    assert codes.next_local("9901", {"990171"}) == "990172"
    assert codes.next_local("9901", {f"9901{n}" for n in range(71, 80)}) == "990190"
    assert codes.next_local("990121", ()) == "990121400"
    assert codes.next_local("990121", {"990121100"}, township=True) == "990121101"


def test_local_codes_end_and_belong_below_a_city_or_county():
    with pytest.raises(Invalid, match="已经用完"):
        codes.next_local("9901", {f"9901{n}" for n in range(100)})
    with pytest.raises(Invalid, match="只能设在"):
        codes.next_local("99", ())


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("六安市", "lu an shi"),
        ("长子县", "zhang zi xian"),
        ("长治市", "chang zhi shi"),
        ("于都县", "yu du xian"),
        ("乐清市", "yue qing shi"),
        ("什邡市", "shi fang shi"),
        ("蔚县", "yu xian"),
        ("重庆市", "chong qing shi"),
        ("歙县", "she xian"),
    ],
)
def test_place_names_sort_by_how_they_are_spoken(name, key):
    assert codes.pinyin_key(name) == key


@pytest.mark.parametrize(
    ("name", "ways"),
    [
        ("甘孜藏族自治州", ("甘孜藏族自治州", "甘孜州", "甘孜")),
        ("昌江黎族自治县", ("昌江黎族自治县", "昌江县", "昌江")),
        ("内蒙古自治区", ("内蒙古自治区", "内蒙古")),
        ("新疆维吾尔自治区", ("新疆维吾尔自治区", "新疆")),
        ("西藏自治区", ("西藏自治区", "西藏")),
        ("黟县", ("黟县",)),
        ("神农架林区", ("神农架林区", "神农架")),
        ("青崖县", ("青崖县", "青崖")),
    ],
)
def test_a_division_is_written_in_several_ways(name, ways):
    assert names.place_names(name) == ways


@pytest.mark.parametrize(
    ("tail", "key"),
    [
        ("住房和城乡建设局", "住建"),
        ("住建局", "住建"),
        ("发展改革委", "发改"),
        ("发展和改革委员会", "发改"),
        ("卫生健康委员会", "卫健"),
        ("林业和草原局", "林草"),
        ("环保局", "生态环境"),
        ("生态环境分局", "生态环境"),
        ("水利厅", "水务"),
        ("", "政府"),
        ("人民政府", "政府"),
        ("委", "党委"),
        ("城投公司", "城投公司"),
        ("财政", "财政"),
    ],
)
def test_spellings_of_an_office_share_a_key(tail, key):
    assert key_of(tail) == key
