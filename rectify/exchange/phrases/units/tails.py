"""Writes out a tail that stands once: A、B、C人民政府; 合作市、夏河县党委、政府."""

import re

from rectify.core.text import gettext_noop as _
from rectify.exchange.phrases.units import kinds, words
from rectify.exchange.phrases.units.part import Part

BODIED = re.compile(
    r"(?P<place>.+?(?:[县市区旗州盟省乡镇村园]|街道|苏木|新城|团场|组团|片区|农场|林场|基地"
    r"|科技城|生态城|空港))"
    r"(?P<tail>(?:(?:党委|党工委|委)(?:和|、)?)?(?:人民)?政府(?:\([^()]*(?:管委会|行署)\))?|行署|行政公署|管委会|管理委员会"
    r"|党工委|党委|委|办事处|村委会|村民委员会"
    r"|(?:党工委|党委)(?:和)?管委会|[^省市州县区乡镇]{2,12}(?:局|委|办|分局|中心|公司|大队|站|所"
    r"|院|队))"
)
"""舟曲县人民政府, 兰州新区管委会: a place with its body."""
_BODY = re.compile(r"(?:党委|党工委|委|人民政府|政府|管委会|管理委员会|党委和政府|党委和人民政府)$")
_LEVELLED_BODY = re.compile(rf"[省市州盟县区旗乡镇]?(?P<body>{words.BARE_BODY.pattern})")
_COUNTY_LIKE = re.compile("(?:浦东|滨海)新区$|神农架林区$")
"""Divisions of the rank of a county, though named like a park or a township."""
_PARKS_ONLY = ("管委会", "管理委员会", "党工委")
_TWIN = re.compile(
    r"(?P<one>.*?(?P<level>[省市州盟县区旗乡镇])委)(?:和|与)?(?P<two>(?P=level)(?:人民)?政府)"
)
"""张掖市委市政府."""
_LOOSE_PAIR = re.compile(r".+党委(?:人民)?政府")
_SEVERAL = re.compile(
    r"(?P<place>[^各等省市州盟县区旗乡镇]{2,5})[两二三四五六七八九2-9]个?(?P<rest>[市县区州镇乡](?:(?:党委和)?(?:人民)?政府|党委))"
)
"""甘州、临泽两县政府: the last place, how many, and what they share."""
_BARE_PLACE = re.compile(r"迭部|[^省市州盟县区旗乡镇局厅委办院所站中队司厂团组部各有相等]{2,4}")
"""佛山, and 迭部 though it ends like an office."""
_LAST_PLACE = re.compile(r"[^省市州盟县区旗乡镇各有相]{1,5}[市县区州旗盟镇乡](?=$|党|人民|政府|委)")
_LEVELLED = re.compile(
    r"(?P<level>[省市州县区旗乡镇]{1,2})(?!.{0,2}级)[^省市州县区旗乡镇].{1,13}(?:局|委|办|厅|政府|中心)"
)
"""县水务局: a level and its office."""
_COUNTED = re.compile(
    r"(?P<place>.+[县市区旗州])等(?:\d{1,2}|[一二三四五六七八九十]{1,2})?个?(?:[县市区旗州]|\([^()]*\)){1,4}"
    r"(?P<tail>(?:党委和)?(?:人民)?政府|党委|管委会)"
)


def levels(parts: list[Part], doubts: list[str]) -> list[Part]:
    """州、县水务局: the office stands once for both levels."""
    result = list(parts)
    for index in range(len(parts) - 2, -1, -1):
        part, following = result[index], result[index + 1]
        whole = following.run == part.run and _LEVELLED.fullmatch(following.text)
        if re.fullmatch("[省市州县区旗]", part.text) and whole:
            doubts.append(_("“{0}”按同一部门的各级分别列出，请核对").format(part.shown))
            result[index] = part.joined(following.cut(whole.end("level")))
    return result


def counted(parts: list[Part], doubts: list[str]) -> list[Part]:
    """合作市、夏河县等8县市人民政府: the count goes, the body stays."""
    result: list[Part] = []
    for part in parts:
        several = _SEVERAL.fullmatch(part.text)
        if several and result and result[-1].run == part.run and len(result[-1].text) < 6:
            doubts.append(_("“{0}”按各个地方分别列出，请核对").format(part.shown))
            part = part.cut(0, several.end("place")).joined(part.cut(several.start("rest")))
        found = _COUNTED.fullmatch(part.text)
        if found:
            doubts.append(_("“等…县市”没有列全，请补齐"))
            part = part.cut(0, found.end("place")).joined(part.cut(found.start("tail")))
        result.append(part)
    return result


def twins(parts: list[Part], doubts: list[str]) -> list[Part]:
    """张掖市委市政府: two bodies written as one word."""
    result: list[Part] = []
    for part in parts:
        found = _TWIN.fullmatch(part.text)
        if found:
            doubts.append(_("党委、政府连写，按两个单位计"))
            result += [part.cut(0, found.end("one")), part.cut(found.start("two"))]
            continue
        if _LOOSE_PAIR.fullmatch(part.text):
            doubts.append(_("“党委政府”是一个还是两个单位，请核对"))
        result.append(part)
    return result


def bare_places(parts: list[Part], doubts: list[str]) -> list[Part]:
    """广州、深圳、佛山市人民政府: the kind of place stands once."""
    result = list(parts)
    for index in range(len(parts) - 2, -1, -1):
        part, following = result[index], result[index + 1]
        last = _LAST_PLACE.match(following.text)
        bare = _BARE_PLACE.fullmatch(part.text) and not kinds.ORGAN.search(part.text)
        if last and following.run == part.run and bare:
            doubts.append(_("“{0}”按后面的地名补写，请核对").format(part.shown))
            level = following.cut(last.end() - 1, last.end())
            result[index] = part.joined(level)
    return result


def _level_first(text: str) -> bool:
    """各县, 市直… are no single places; 市中区 is one."""
    return words.COLLECTIVE.match(text) is not None and not kinds.ODD_DISTRICT.match(text)


def _own_park(place: str) -> bool:
    """市高新区 is one park of the city; 各开发区 are many."""
    return place[0] in "省市州盟县区旗" and kinds.PARK.search(place) is not None


def _is_place(text: str) -> bool:
    if _level_first(text) and not kinds.PARK.search(text):
        return False
    return len(text) >= 2 and (text.endswith("村") or kinds.is_place(text))


def _same_kind(place: str, other: str) -> bool:
    if _COUNTY_LIKE.search(place) or _COUNTY_LIKE.search(other):
        return bool(kinds.COUNTY.search(place) and kinds.COUNTY.search(other))
    for kind in (kinds.PARK, kinds.TOWNSHIP, kinds.COUNTY):
        if kind.search(place) or kind.search(other):
            return bool(kind.search(place) and kind.search(other))
    return False


def tails(parts: list[Part], doubts: list[str]) -> list[Part]:
    """Places without a body take the body of the last one in their run."""
    result = list(parts)
    for index, part in enumerate(parts):
        found = BODIED.fullmatch(part.text)
        if not found or (_level_first(part.text) and not _own_park(found["place"])):
            continue
        tail = part.cut(found.start("tail"))
        for before in range(index - 1, -1, -1):
            other = parts[before]
            street = tail.text == "办事处" and other.text.endswith("街道")
            village = tail.text.startswith("村") and other.text.endswith("村")
            bodied = _bodied(other.text) and not (street or village)
            if other.run != part.run or not _is_place(other.text) or bodied:
                if words.COLLECTIVE.match(other.text) and other.run == part.run:
                    continue
                break
            shares = _shares(other.text, found["place"], tail.text)
            if shares or _new_district(other.text, found["place"], tail.text):
                result[before] = other.joined(tail)
            if not shares:
                doubts.append(_("共用的后缀是否也属于前面的地名，请核对"))
    return result


def _bodied(text: str) -> bool:
    return _BODY.search(text) is not None or kinds.ORGAN.search(text) is not None


def _shares(place: str, last: str, tail: str) -> bool:
    if tail == "办事处":
        return place.endswith("街道")
    if tail.startswith("村"):
        return place.endswith("村")
    if tail in _PARKS_ONLY:
        return kinds.PARK.search(place) is not None
    return _same_kind(place, last)


def _new_district(place: str, last: str, tail: str) -> bool:
    """兰州市、白银市、兰州新区党委和政府: a new district may close a list of cities."""
    return "政府" in tail and last.endswith("新区") and kinds.COUNTY.search(place) is not None


def bodies_of_many(parts: list[Part], doubts: list[str]) -> list[Part]:
    """合作市、夏河县党委、政府: each place with each body."""
    result: list[Part] = []
    index = 0
    while index < len(parts):
        end = index
        while end < len(parts) and _is_place(parts[end].text) and not _bodied(parts[end].text):
            end += 1
        found = BODIED.fullmatch(parts[end].text) if end < len(parts) else None
        following = parts[end + 1] if end + 1 < len(parts) else None
        many = end > index and found and found["tail"] in ("党委", "党工委", "委")
        body = _LEVELLED_BODY.fullmatch(following.text) if following else None
        if many and found and following and body:
            tail = parts[end].cut(found.start("tail"))
            last = parts[end].cut(0, found.start("tail"))
            for place in [*parts[index:end], last]:
                result += [place.joined(tail), place.joined(following.cut(body.start("body")))]
            doubts.append(_("党委、政府按每个地方分别列出，请核对"))
            index = end + 2
        else:
            result.append(parts[index])
            index += 1
    return result
