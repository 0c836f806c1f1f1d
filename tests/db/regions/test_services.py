"""What people teach about names, and what reforms do to units."""

from datetime import date

import pytest

from rectify.core.errors import Invalid, Missing
from rectify.core.who import Who
from rectify.journal.models import AuditEntry
from rectify.regions import demo, services
from rectify.regions.matching import Matcher
from rectify.regions.models import Division, Unit, UnitAlias

pytestmark = pytest.mark.django_db
CLERK = Who(7, "李经办", unit="云屏州整改办")
REFORM = "云屏州机构改革方案"


@pytest.fixture(autouse=True)
def _places(demo_places):
    """Every test here stands in the invented province."""


def unit(name):
    return Unit.objects.get(name=name)


def names(division, written, on=date(2026, 5, 1)):
    return [u.name for u in Matcher(division, on).match(written).units]


def test_a_taught_name_is_known_in_the_division_and_below_but_not_above():
    services.remember(CLERK, "9901", "州城建集团（代管）", unit("云屏州财政局").pk)
    assert names("9901", "州城建集团(代管)") == ["云屏州财政局"]
    assert names("990121", "州城建集团（代管）") == ["云屏州财政局"]
    assert names("99", "州城建集团（代管）") == []


def test_what_the_county_taught_stands_before_the_prefecture_and_before_guessing():
    services.remember(CLERK, "9901", "水务局", unit("云屏州财政局").pk)
    services.remember(CLERK, "990121", "水务局", unit("青崖县城市管理局").pk)
    assert names("990121", "水务局") == ["青崖县城市管理局"]
    assert names("990122", "水务局") == ["云屏州财政局"]


def test_one_name_taught_for_two_units_is_collective():
    for name in ("南岭工业园区管委会", "青崖山景区管委会"):
        services.remember(CLERK, "9901", "两园", unit(name).pk)
    assert names("9901", "两园") == ["青崖山景区管委会", "南岭工业园区管委会"]


def test_teaching_twice_changes_nothing_and_is_audited_once():
    for _ in range(2):
        services.remember(CLERK, "9901", "州水投", unit("云屏州水务局").pk)
    assert UnitAlias.objects.filter(alias="州水投").count() == 1
    entry = AuditEntry.objects.get(action="regions.alias.remember")
    assert (entry.person, entry.object_id) == ("李经办", unit("云屏州水务局").pk)
    assert entry.detail == {"division": "9901", "alias": "州水投"}


@pytest.mark.parametrize(
    ("division", "alias", "error"),
    [("9901", "  ", Invalid), ("9901", "长" * 121, Invalid), ("9999", "州水投", Missing)],
)
def test_a_wrong_alias_is_refused_and_nothing_is_kept(division, alias, error):
    with pytest.raises(error):
        services.remember(CLERK, division, alias, unit("云屏州水务局").pk)
    assert UnitAlias.objects.count() == len(demo.ALIASES)
    assert AuditEntry.objects.get().result != "ok"


def test_a_name_taken_back_is_open_again():
    services.remember(CLERK, "9901", "州水投", unit("云屏州水务局").pk)
    services.forget(CLERK, "9901", "州水投")
    assert names("9901", "州水投") == []
    with pytest.raises(Missing):
        services.forget(CLERK, "9901", "州水投")


def test_a_merged_unit_is_found_under_both_names_from_that_day():
    old, new = unit("云屏州城市管理局"), unit("云屏州住房和城乡建设局")
    services.succeed(CLERK, old.pk, by=new.pk, on=date(2026, 3, 1), basis=REFORM)
    assert names("9901", "州城管局", date(2026, 2, 28)) == ["云屏州城市管理局"]
    assert names("9901", "州城管局", date(2026, 3, 1)) == ["云屏州住房和城乡建设局"]


def test_successions_are_followed_to_the_end():
    a, b, c = (unit(f"云屏州{x}") for x in ("商务局", "信访局", "财政局"))
    services.succeed(CLERK, a.pk, by=b.pk, on=date(2025, 1, 1), basis=REFORM)
    services.succeed(CLERK, b.pk, by=c.pk, on=date(2026, 1, 1), basis=REFORM)
    assert names("9901", "州商务局", date(2025, 6, 1)) == ["云屏州信访局"]
    assert names("9901", "州商务局", date(2026, 6, 1)) == ["云屏州财政局"]


def test_an_alias_follows_the_succession_too():
    services.remember(CLERK, "9901", "州商促中心", unit("云屏州商务局").pk)
    old, new = unit("云屏州商务局"), unit("云屏州财政局")
    services.succeed(CLERK, old.pk, by=new.pk, on=date(2026, 1, 1), basis=REFORM)
    assert names("9901", "州商促中心") == ["云屏州财政局"]


@pytest.mark.parametrize(
    ("old", "new", "basis", "sentence"),
    [
        ("云屏州商务局", "云屏州商务局", REFORM, "互为承接"),
        ("云屏州商务局", "云屏州财政局", " ", "依据"),
        ("青崖县环境保护局", "青崖县水务局", REFORM, "已于 2019-02-28 终止"),
        ("云屏州商务局", "青崖县环境保护局", REFORM, "届时已经终止"),
    ],
)
def test_a_wrong_succession_is_refused_and_changes_nothing(old, new, basis, sentence):
    before = list(Unit.objects.values_list("pk", "valid_to", "succeeded_by"))
    with pytest.raises(Invalid, match=sentence):
        services.succeed(CLERK, unit(old).pk, by=unit(new).pk, on=date(2026, 3, 1), basis=basis)
    assert list(Unit.objects.values_list("pk", "valid_to", "succeeded_by")) == before


def test_a_circle_of_successors_is_refused():
    a, b = unit("云屏州商务局"), unit("云屏州财政局")
    services.succeed(CLERK, a.pk, by=b.pk, on=date(2026, 3, 1), basis=REFORM)
    with pytest.raises(Invalid, match="互为承接"):
        services.succeed(CLERK, b.pk, by=a.pk, on=date(2026, 4, 1), basis=REFORM)
    assert unit("云屏州财政局").valid_to is None


def test_the_demonstration_loads_once_and_is_marked():
    before = Unit.objects.count()
    assert demo.load() == demo.Loaded(divisions=0, units=0, aliases=0)
    assert Unit.objects.count() == before
    assert not Division.objects.filter(code__startswith="99", is_demo=False).exists()
    assert not Unit.objects.filter(is_demo=False).exists()
