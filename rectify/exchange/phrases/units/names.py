"""Writes out what units share in a list: a tail (A、B、C人民政府) or a head (舟曲县政府、县水务局)."""

import re
from dataclasses import replace

from rectify.core.text import gettext_noop as _
from rectify.exchange.phrases.units import words
from rectify.exchange.phrases.units.part import Part

_TAIL = re.compile(
    r"(?P<place>.+?(?:[县市区旗州盟省乡镇村园]|街道|苏木|新城|团场|组团|片区|农场|林场))"
    r"(?P<tail>(?:(?:党委|党工委|委)(?:和|、)?)?(?:人民)?政府(?:\(管委会\))?|管委会|管理委员会"
    r"|党工委|党委|委|办事处"
    r"|(?:党工委|党委)(?:和)?管委会|[^省市州县区乡镇]{2,12}(?:局|委|办|分局|中心|公司|大队|站|所"
    r"|院|队))"
)
_BODY = re.compile(r"(?:党委|党工委|委|人民政府|政府|管委会|管理委员会|党委和政府|党委和人民政府)$")
_BARE_BODY = re.compile(
    r"(?:党委|党工委|人民政府|政府|管委会|管理委员会|人大(?:常委会)?|政协|行署|行政公署"
    r"|纪委(?:监委)?)"
)
_LEVELLED_BODY = re.compile(rf"[省市州盟县区旗乡镇]?(?P<body>{_BARE_BODY.pattern})")
_BRANCH = re.compile(r"(?P<head>.+局)[^局]{2,6}分局")
_HEAD = re.compile(r"(?P<head>.+?)(?:党工委|党委|委员会|委|人民政府|政府|管委会)")
_GENERIC = re.compile(
    r"(?P<level>[省市州盟县区旗乡镇])(?=委|党|政府|人民|纪|政协|人大|(?!直|级|内|域|辖"
    r"|属)[^省市州盟县区旗乡镇]*(?:局|办|中心|公司|支队|大队|队|站|所|院|社|部|室)$)"
)
_PARKS_ONLY = ("管委会", "管理委员会", "党工委")


def expand(parts: list[Part], doubts: list[str]) -> list[Part]:
    """The parts of one role list with shared tails and heads written out."""
    parts = _twins(parts, doubts)
    parts = _stems(parts, doubts)
    parts = _bodies_of_many(parts, doubts)
    parts = _tails(parts, doubts)
    parts = _branches(parts, doubts)
    parts = _bare_bodies(parts, doubts)
    parts = _place_heads(parts, doubts)
    return _department_heads(parts, doubts)


_TWIN = re.compile(
    r"(?P<one>.*?(?P<level>[省市州盟县区旗乡镇])委)(?:和|与)?(?P<two>(?P=level)(?:人民)?政府)"
)
_LOOSE_PAIR = re.compile(r".+党委(?:人民)?政府")


def _twins(parts: list[Part], doubts: list[str]) -> list[Part]:
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


def _stems(parts: list[Part], doubts: list[str]) -> list[Part]:
    """州住建、水务、农业农村局: level and suffix stand once for the list."""
    result = list(parts)
    head: Part | None = None
    for index, part in enumerate(parts):
        stem = words.STEM.fullmatch(part.text)
        last = next(
            (p for p in parts[index:] if p.run == part.run and p.text[-1] in "局委厅"), None
        )
        if stem and stem["level"]:
            head = part.cut(0, 1)
        if stem or (head and last is part and words.DEPARTMENTS.fullmatch(part.text)):
            whole = part if stem and stem["level"] or not head else head.joined(part)
            whole = whole.joined(last.cut(len(last.text) - 1)) if stem and last else whole
            result[index] = replace(whole, place=part.place, run=part.run)
            doubts.append(_("“{0}”是简写，已按同列单位补全").format(part.shown))
    return result


def _is_place(text: str) -> bool:
    if words.COLLECTIVE.match(text) and not words.PARK.search(text):
        return False
    kinds = (words.COUNTY, words.TOWNSHIP, words.PARK)
    return len(text) >= 2 and any(kind.search(text) for kind in kinds)


def _same_kind(place: str, other: str) -> bool:
    for kind in (words.PARK, words.TOWNSHIP, words.COUNTY):
        if kind.search(place) or kind.search(other):
            return bool(kind.search(place) and kind.search(other))
    return False


def _tails(parts: list[Part], doubts: list[str]) -> list[Part]:
    """Places without a body take the body of the last one in their run."""
    result = list(parts)
    for index, part in enumerate(parts):
        found = _TAIL.fullmatch(part.text)
        if not found or words.COLLECTIVE.match(part.text):
            continue
        tail = part.cut(found.start("tail"))
        for before in range(index - 1, -1, -1):
            other = parts[before]
            if other.run != part.run or not _is_place(other.text) or _bodied(other.text):
                if words.COLLECTIVE.match(other.text) and other.run == part.run:
                    continue
                break
            if _shares(other.text, found["place"], tail.text):
                result[before] = other.joined(tail)
            else:
                doubts.append(_("共用的后缀是否也属于前面的地名，请核对"))
    return result


def _bodied(text: str) -> bool:
    return _BODY.search(text) is not None or words.ORGAN.search(text) is not None


def _shares(place: str, last: str, tail: str) -> bool:
    if tail == "办事处":
        return place.endswith("街道")
    if tail in _PARKS_ONLY:
        return words.PARK.search(place) is not None
    return _same_kind(place, last)


def _bodies_of_many(parts: list[Part], doubts: list[str]) -> list[Part]:
    """合作市、夏河县党委、政府: each place with each body."""
    result: list[Part] = []
    index = 0
    while index < len(parts):
        end = index
        while end < len(parts) and _is_place(parts[end].text) and not _bodied(parts[end].text):
            end += 1
        found = _TAIL.fullmatch(parts[end].text) if end < len(parts) else None
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


def _branches(parts: list[Part], doubts: list[str]) -> list[Part]:
    """市生态环境局崆峒分局、泾川分局: the second branch is of the same office."""
    result: list[Part] = []
    for part in parts:
        found = _BRANCH.fullmatch(result[-1].text) if result else None
        if found and re.fullmatch(r"[^局省市州县区]{2,6}分局", part.text):
            head = result[-1].cut(0, found.end("head"))
            doubts.append(_("“{0}”按同一局的分局补写，请核对").format(part.shown))
            part = replace(part, text=head.text, shown=head.shown).joined(part)
        result.append(part)
    return result


def _bare_bodies(parts: list[Part], doubts: list[str]) -> list[Part]:
    """园区党工委、管委会: the second body takes the head of the first."""
    result: list[Part] = []
    for part in parts:
        head = _HEAD.fullmatch(result[-1].text) if result else None
        if head and result[-1].run == part.run and _BARE_BODY.fullmatch(part.text):
            result.append(
                replace(part, text="", shown="")
                .joined(result[-1].cut(0, head.end("head")))
                .joined(part)
            )
        else:
            if _BARE_BODY.fullmatch(part.text):
                doubts.append(_("只有机关名称，没有地方"))
            result.append(part)
    return result


def _place_heads(parts: list[Part], doubts: list[str]) -> list[Part]:
    """县水务局 after 舟曲县政府 belongs to that county, when only one county was named."""
    result: list[Part] = []
    for part in parts:
        generic = _GENERIC.match(part.text)
        places = places_of(result, generic["level"]) if generic else []
        if not generic or not places:
            result.append(part)
            continue
        near = [one for one in places if one.run == part.run]
        head = (near or places)[-1]
        others = {one.text for one in near or places if not _same_place(one.text, head.text)}
        if not others or (near and head.text + "委" == result[-1].text):
            if not near:
                doubts.append(_("“{0}”按前面的地方补写，请核对").format(part.shown))
            result.append(replace(part, text=head.text, shown=head.shown).joined(part.cut(1)))
            continue
        doubts.append(_("“{0}”属于哪个地方，请核对").format(part.shown))
        result.append(part)
    return result


def _same_place(one: str, other: str) -> bool:
    """酒泉市肃州区 and 肃州区."""
    return one.endswith(other) or other.endswith(one)


def places_of(parts: list[Part], level: str) -> list[Part]:
    """The named places of one level (县, 市 …) that the parts begin with."""
    found = []
    pattern = re.compile(
        rf"[^各省市州盟县区旗乡镇、].{{0,10}}?{level}(?=委|党|人民|政府|纪|$|[^县市区乡镇]*局)"
    )
    for part in parts:
        match = pattern.match(part.text)
        if match and not words.PARK.search(match[0]) and not words.COLLECTIVE.match(part.text):
            found.append(part.cut(0, match.end()))
    return found


def _department_heads(parts: list[Part], doubts: list[str]) -> list[Part]:
    """州发展改革委、财政局: the level stands once for the list."""
    result: list[Part] = []
    for part in parts:
        head = (
            re.match(r"[省市州县区旗盟](?=[^省市州县区旗盟委])", result[-1].text)
            if result
            else None
        )
        bare = words.DEPARTMENTS.fullmatch(part.text)
        if head and bare and result[-1].run == part.run:
            doubts.append(_("“{0}”前面的层级按前一单位补写，请核对").format(part.shown))
            lead = result[-1].cut(0, 1)
            result.append(replace(part, text=lead.text, shown=lead.shown).joined(part))
        else:
            result.append(part)
    return result
