"""An invented province for trying things out (演示): 示例省, its prefecture 云屏州, eight counties.

Province prefix 99 is in nobody's use, so nothing real can be met by accident.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from rectify.regions import codes
from rectify.regions.models import Division, Unit, UnitAlias

PROVINCE, PREFECTURE, NEIGHBOUR = "99", "9901", "9902"
DIVISIONS = {
    "99": "示例省",
    "9901": "云屏州",
    "990101": "云屏市",
    "990121": "青崖县",
    "990122": "石渡县",
    "990123": "东坪县",
    "990124": "白浪县",
    "990125": "丹崖县",
    "990126": "鹤鸣县",
    "990127": "松坪县",
    "9902": "晴岭市",
    "990221": "南坞县",
}
LOCAL = {
    "990171": "南岭工业园区",
    "990121100": "芦沟镇",
    "990121101": "柳汀镇",
    "990121200": "云岭乡",
    "990121400": "青崖山景区",
    "990122100": "渡口镇",
    "990122200": "石河乡",
    "990123100": "坪上镇",
    "990124100": "浪溪镇",
}
PROVINCIAL = """
生态环境厅 水利厅 自然资源厅 林业和草原局 住房和城乡建设厅 农业农村厅 工业和信息化厅
应急管理厅 卫生健康委员会 财政厅 发展和改革委员会 交通运输厅
"""
PREFECTURAL = """
生态环境局 住房和城乡建设局 水务局 自然资源局 林业和草原局 农业农村局 工业和信息化局 财政局
发展和改革委员会 交通运输局 卫生健康委员会 市场监督管理局 应急管理局 城市管理局 公安局
信访局 文化和旅游局 商务局
"""
COUNTY = """
住房和城乡建设局 水务局 自然资源局 林业和草原局 农业农村局 工业和信息化局 财政局
发展和改革局 交通运输局 卫生健康局 市场监督管理局 应急管理局 城市管理局 信访局
"""
SHORT = {
    "林业和草原": "林草",
    "住房和城乡建设": "住建",
    "工业和信息化": "工信",
    "应急管理": "应急",
    "卫生健康委员会": "卫生健康委",
    "发展和改革委员会": "发展改革委",
    "发展和改革": "发改",
    "市场监督管理": "市场监管",
    "城市管理": "城管",
    "文化和旅游": "文旅",
}
ALIASES = {("9901", "州工业园区管委会"): "南岭工业园区管委会"}
RENAMED_ON = date(2019, 3, 1)


@dataclass(frozen=True)
class Loaded:
    """How many rows were added; all zero the second time."""

    divisions: int
    units: int
    aliases: int


def load() -> Loaded:
    """Add what is missing of the demonstration places and units, in one transaction."""
    with transaction.atomic():
        have = set(
            Division.objects.filter(code__startswith=PROVINCE).values_list("code", flat=True)
        )
        places = {**DIVISIONS, **LOCAL}
        rows = [_division(code, places[code]) for code in sorted(places) if code not in have]
        Division.objects.bulk_create(rows)
        units = _add_units()
        return Loaded(len(rows), units, _add_aliases())


def _division(code: str, name: str) -> Division:
    return Division(
        code=code,
        name=name,
        level="township" if code in LOCAL else codes.level_of(code),
        parent_id=codes.parent_of(code),
        is_local=code in LOCAL,
        is_demo=True,
        pinyin=codes.pinyin_key(name),
    )


def _add_units() -> int:
    known = set(Unit.objects.filter(is_demo=True).values_list("division_id", "name"))
    new = [unit for unit in _units() if (unit.division_id, unit.name) not in known]
    Unit.objects.bulk_create(new)
    _link_renamed()
    return len(new)


def _link_renamed() -> None:
    """The environment offices of before 2019, whose work the branch offices took over."""
    for old in Unit.objects.filter(is_demo=True, succeeded_by=None, valid_to__isnull=False):
        heir = Unit.objects.get(division=old.division_id, name__contains="生态环境局")
        Unit.objects.filter(pk=old.pk).update(succeeded_by=heir)


def _add_aliases() -> int:
    added = 0
    for (division, alias), name in ALIASES.items():
        unit = Unit.objects.get(name=name, is_demo=True)
        _row, new = UnitAlias.objects.get_or_create(division_id=division, alias=alias, unit=unit)
        added += new
    return added


def _units() -> Iterator[Unit]:
    for code, name in DIVISIONS.items():
        yield from _seat(code, name)
        offices = {2: PROVINCIAL, 4: PREFECTURAL, 6: COUNTY}[len(code)].split()
        for rank, office in enumerate(offices):
            yield _unit(code, name, office, "department", 100 + 10 * rank, _short(office))
        if len(code) == 6:
            yield from _branch(code, name)
    for code, name in LOCAL.items():
        if name.endswith(("镇", "乡")):
            yield _unit(code, name, "人民政府", "township", 20, "政府")
        else:
            yield _unit(code, name, "管委会", "park", 20, "管委会")


def _seat(code: str, name: str) -> Iterator[Unit]:
    """Party committee, government and the offices around them."""
    names = {"name": f"中共{name}委员会", "short_name": f"{name}委"}
    yield Unit(**names, division_id=code, kind="party", rank=10, is_demo=True)
    yield _unit(code, name, "人民政府", "government", 20, "政府")
    full = "生态环境保护督察整改工作领导小组办公室"
    yield _unit(code, name, full, "office", 30, "整改办")
    yield _unit(code, name, "委办公室", "party", 40, "委办公室")
    yield _unit(code, name, "人民政府办公室", "government", 50, "政府办")
    yield _unit(code, name, "委督查室", "party", 60, "委督查室")
    yield _unit(code, name, "纪委监委", "party", 70, "纪委监委")


def _branch(code: str, name: str) -> Iterator[Unit]:
    """A county's environment office is a branch of the prefecture's since 2019."""
    upper = DIVISIONS[code[:4]]
    yield Unit(
        name=f"{upper}生态环境局{name}分局",
        short_name=f"{name}生态环境分局",
        division_id=code,
        kind="department",
        rank=95,
        valid_from=RENAMED_ON,
        is_demo=True,
    )
    if code == "990121":
        yield Unit(
            name=f"{name}环境保护局",
            short_name=f"{name}环保局",
            division_id=code,
            kind="department",
            rank=96,
            valid_to=date(2019, 2, 28),
            is_demo=True,
        )


def _unit(code: str, place: str, office: str, kind: str, rank: int, short: str) -> Unit:
    return Unit(
        name=f"{place}{office}",
        short_name=f"{place}{short}",
        division_id=code,
        kind=kind,
        rank=rank,
        is_demo=True,
    )


def _short(office: str) -> str:
    for full, short in SHORT.items():
        if office.startswith(full):
            return short + office.removeprefix(full)
    return office
