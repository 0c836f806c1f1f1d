"""Names as plans write them find their units, or are said to be open."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rectify.regions import demo
from rectify.regions.matching import Matcher
from rectify.regions.models import Unit

pytestmark = pytest.mark.django_db


def meant(matcher, name):
    found = matcher.match(name)
    return found.how, [unit.name for unit in found.units]


@pytest.mark.parametrize(
    ("written", "how", "unit"),
    [
        ("青崖县人民政府", "name", "青崖县人民政府"),
        ("青崖县政府", "short", "青崖县人民政府"),
        ("青崖县", "short", "青崖县人民政府"),
        ("青崖县委", "short", "中共青崖县委员会"),
        ("中共青崖县委", "short", "中共青崖县委员会"),
        ("州住建局", "short", "云屏州住房和城乡建设局"),
        ("州住房城乡建设局", "short", "云屏州住房和城乡建设局"),
        ("云屏州住建局", "short", "云屏州住房和城乡建设局"),
        ("州水利局", "short", "云屏州水务局"),
        ("州卫健委", "short", "云屏州卫生健康委员会"),
        ("州发改委", "short", "云屏州发展和改革委员会"),
        ("州国土资源局", "short", "云屏州自然资源局"),
        ("州委办公室", "short", "云屏州委办公室"),
        ("州整改办", "short", "云屏州生态环境保护督察整改工作领导小组办公室"),
        ("省督察整改办", "short", "示例省生态环境保护督察整改工作领导小组办公室"),
        ("省水利厅", "short", "示例省水利厅"),
        ("省林草局", "short", "示例省林业和草原局"),
        ("市场监管局", "short", "云屏州市场监督管理局"),
        ("青崖县水务局", "name", "青崖县水务局"),
        ("云屏州青崖县水务局", "short", "青崖县水务局"),
        ("州生态环境局青崖分局", "short", "云屏州生态环境局青崖县分局"),
        ("青崖县生态环境局", "short", "云屏州生态环境局青崖县分局"),
        ("芦沟镇", "short", "芦沟镇人民政府"),
        ("青崖县柳汀镇政府", "short", "柳汀镇人民政府"),
        ("青崖山景区管委会", "name", "青崖山景区管委会"),
        ("州工业园区管委会", "alias", "南岭工业园区管委会"),
        ("　州 住建局；", "short", "云屏州住房和城乡建设局"),
        ("2．州水务局", "short", "云屏州水务局"),
        ("州农业农村局（州畜牧兽医局）", "short", "云屏州农业农村局"),
    ],
)
def test_a_prefectures_plan_names_its_units(prefecture, written, how, unit):
    assert meant(prefecture, written) == (how, [unit])


@pytest.mark.parametrize(
    ("written", "unit"),
    [
        ("县住建局", "青崖县住房和城乡建设局"),
        ("县住房和城乡建设局", "青崖县住房和城乡建设局"),
        ("住建局", "青崖县住房和城乡建设局"),
        ("县政府", "青崖县人民政府"),
        ("本县", "青崖县人民政府"),
        ("县生态环境分局", "云屏州生态环境局青崖县分局"),
        ("县督察整改办", "青崖县生态环境保护督察整改工作领导小组办公室"),
        ("县委督查室", "青崖县委督查室"),
        ("县纪委", "青崖县纪委监委"),
        ("市生态环境局", "云屏州生态环境局"),
        ("州住建局", "云屏州住房和城乡建设局"),
        ("省整改办", "示例省生态环境保护督察整改工作领导小组办公室"),
        ("柳汀镇", "柳汀镇人民政府"),
    ],
)
def test_a_countys_plan_means_its_own_offices_and_those_above(county, written, unit):
    assert meant(county, written) == ("short", [unit])


COUNTIES = [name for code, name in demo.DIVISIONS.items() if code[:4] == "9901" and len(code) == 6]


@pytest.mark.parametrize(
    ("written", "ending"),
    [
        ("各县(市、区)人民政府", "人民政府"),
        ("各县（市）政府", "人民政府"),
        ("各县(区)", "人民政府"),
        ("各县市", "人民政府"),
        ("全州各县市", "人民政府"),
        ("各县市住建局", "住房和城乡建设局"),
    ],
)
def test_all_counties_are_meant_in_the_order_of_their_codes(prefecture, written, ending):
    assert meant(prefecture, written) == ("collective", [c + ending for c in COUNTIES])


def test_party_and_government_of_every_county_are_two_offices_each(prefecture):
    how, units = meant(prefecture, "各县(区)党委和政府")
    assert how == "collective"
    assert units[:2] == ["中共云屏市委员会", "云屏市人民政府"]
    assert len(units) == 2 * len(COUNTIES)


def test_the_branches_of_the_environment_office_are_one_collective(prefecture):
    how, units = meant(prefecture, "州生态环境局各县市分局")
    assert (how, len(units), units[1]) == ("collective", 8, "云屏州生态环境局青崖县分局")


@pytest.mark.parametrize("written", ["各管委会", "各园区管委会", "各开发区"])
def test_park_committees_of_the_subtree(prefecture, written):
    assert meant(prefecture, written) == (
        "collective",
        ["青崖山景区管委会", "南岭工业园区管委会"],
    )


@pytest.mark.parametrize("written", ["各乡镇", "各乡（镇）", "各乡镇人民政府", "县各乡镇"])
def test_townships_are_those_of_the_plans_own_county(county, written):
    expected = ["芦沟镇人民政府", "柳汀镇人民政府", "云岭乡人民政府"]
    assert meant(county, written) == ("collective", expected)


def test_a_province_names_its_cities_and_its_counties(demo_places):
    province = Matcher("99")
    assert meant(province, "各市州")[1] == ["云屏州人民政府", "晴岭市人民政府"]
    assert len(meant(province, "各县(市、区)")[1]) == 9


@pytest.mark.parametrize(
    "label", ["州直各有关部门", "各责任单位", "市直有关部门单位", "各水电站业主单位", "州直单位"]
)
def test_a_label_nobody_can_expand_stays_a_label(prefecture, label):
    found = prefecture.match(label)
    assert (found.units, found.how, found.suggestions) == ((), "ambiguous", ())


def test_a_county_office_in_a_prefectures_plan_is_open_with_all_candidates(prefecture):
    found = prefecture.match("县水务局")
    assert (found.units, found.how) == ((), "ambiguous")
    assert [unit.name for unit in found.suggestions] == [c + "水务局" for c in COUNTIES]


def test_an_unknown_name_waits_with_names_spelt_alike(prefecture):
    found = prefecture.match("青崖县水务管理站")
    assert (found.units, found.how) == ((), "none")
    assert "青崖县水务局" in [unit.name for unit in found.suggestions]
    assert prefecture.match("国网某某供电公司").how == "none"
    assert prefecture.match(" ").how == "none"


def test_a_neighbours_units_are_not_found(prefecture):
    assert prefecture.match("南坞县人民政府").how == "none"
    assert prefecture.match("晴岭市水务局").units == ()


def test_an_office_of_before_the_reform_finds_its_successor(demo_places):
    old = "青崖县环境保护局"
    assert meant(Matcher("9901", on=date(2024, 5, 1)), old)[1] == ["云屏州生态环境局青崖县分局"]
    assert meant(Matcher("9901", on=date(2019, 2, 28)), old)[1] == [old]


@pytest.mark.parametrize("division", ["99", "9901", "990121", "990171"])
def test_every_unit_answers_to_its_own_names_at_home(demo_places, division):
    at_home = Matcher(division)
    for unit in Unit.objects.filter(division=division, valid_to=None):
        assert at_home.match(unit.name).units == (unit,), unit.name
        assert at_home.match(unit.short_name).units == (unit,), unit.short_name


def test_matching_reads_the_tables_once(demo_places, django_assert_num_queries):
    with django_assert_num_queries(3):
        matcher = Matcher("9901")
    with django_assert_num_queries(0):
        assert matcher.match("州住建局").how == "short"
        assert matcher.match("各县市").how == "collective"


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_blanks_widths_and_numbering_do_not_matter(prefecture, data):
    written = data.draw(
        st.sampled_from(["州住建局", "青崖县政府", "省水利厅", "各县市", "州整改办"])
    )
    at = data.draw(st.integers(0, len(written)))
    dressed = written[:at] + data.draw(st.sampled_from([" ", "　", "\n", "\u200b"])) + written[at:]
    front = data.draw(st.sampled_from(["", "1.", "（2）", "3、", "12．", "："]))
    back = data.draw(st.sampled_from(["", "。", "；", "，", "（牵头）", ":"]))
    assert prefecture.match(front + dressed + back).units == prefecture.match(written).units
