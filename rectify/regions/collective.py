"""Collective names in plans: 各县(市、区), 各管委会, 各乡镇, and those that name nobody."""

import re
from dataclasses import dataclass

from rectify.regions.departments import keys_of

_PLACES = re.compile(
    r"^(?:全[省州市县区])?各(?P<places>(?:[县市区旗州盟]|\(|\)|、|和|及)+)(?P<tail>.*)$"
)
_BRANCHES = re.compile(r"^.*生态环境局各(?P<places>(?:[县市区旗]|\(|\)|、)+)(?:生态环境)?分局$")
_PARKS = re.compile(
    r"^(?:全[省州市县区]|[省州市县区]属?)?各(?:工业|产业|经济)?(?:园区|开发区|景区|新区|功能区)?(?:党工委、?)?(?:管委会|管理委员会|园区|开发区)$"
)
_TOWNS = re.compile(
    r"^(?:全[州市县区]|[县市区])?各(?:乡镇|镇乡|乡|镇|街道|乡镇街道|镇街道?|镇街|乡镇场)(?:办事处|街道办事处)?"
    r"(?P<tail>党委和政府|党委、政府|党委政府|人民政府|政府|党委|办事处)?$"
)
_LABEL = re.compile(
    r"(?:有关|相关|责任|成员|各|配合|涉及)(?:部门|单位)|部门单位|各级|各部门|(?:部门|单位)和|等(?:部门|单位)$|"
    r"业主单位|直各|直部门|直单位|直有关|直相关|领导小组成员"
)


@dataclass(frozen=True)
class Collective:
    """`of`: counties, parks, townships or label; `keys`: which offices of each place."""

    of: str
    keys: tuple[str, ...] = ()
    cities: bool = False


def read(text: str) -> Collective | None:
    """What a normalised name means as a collective; `None` for a single unit's name.

    `label` is a collective that cannot be told (州直各有关部门): it stays a label.
    """
    flat = re.sub(r"[()、]", "", text)
    if found := _TOWNS.match(flat):
        return Collective("townships", keys_of(found["tail"] or ""))
    if _PARKS.match(flat):
        return Collective("parks")
    if found := _BRANCHES.match(text):
        return Collective("counties", ("生态环境",))
    found = _PLACES.match(text)
    if found and _only_places(found["tail"]):
        return Collective("counties", keys_of(_tail(found["tail"])), _cities(found["places"]))
    return Collective("label") if _LABEL.search(text) else None


def _only_places(tail: str) -> bool:
    return not _LABEL.search(tail) and not tail.startswith(("直", "级"))


def _tail(tail: str) -> str:
    return re.sub(r"^(?:所属)?", "", tail)


def _cities(places: str) -> bool:
    """各市州 and 各市(州) mean cities; 各县市, 各县(市、区) mean counties."""
    return "州" in places or not set(places) & {"县", "区", "旗"}
