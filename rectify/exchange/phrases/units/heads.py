"""Writes out a head that stands once: 舟曲县政府、县水务局; 园区党工委、管委会; 州住建、水务局."""

import re
from dataclasses import replace
from itertools import pairwise

from rectify.core.text import gettext_noop as _
from rectify.exchange.phrases.units import words
from rectify.exchange.phrases.units.part import Part

_ENDED = re.compile(r"(?:[局委厅]|部门)$")
_STEM_ENDED = re.compile(rf"(?:{words.DEPARTMENTS.pattern}|(?:{words.STEM.pattern})部门)")
_EACH_PARTY = re.compile(r"各(?P<place>[县市区旗州盟][^委]{0,8}?)委")
_OF_GOVERNMENT = re.compile(
    r"[省市州县区旗](?:人民)?政府(?P<office>督查[室局]|办公[室厅]|研究室|信访局|接待办|法制办)"
)
_LEVEL_BODY = re.compile(r"[县市区旗州盟](?:人民)?政府")
_LEVEL_HEAD = re.compile(
    r"(?:自治区|[省市州县区旗盟])(?=[^省市州县区旗盟委])"
    r"|(?!各|有关|相关)[^省市州盟县区旗乡镇(]{1,6}[县市区旗州盟](?=[^省市州盟县区旗乡镇]{2,14}(?:局|委|办)$|(?:人民)?政府$)"
)
"""市… or 甲县…: what stands before the office."""
_BRANCH = re.compile(r"(?P<head>.+局)[^局]{1,6}分局")


_HEAD = re.compile(r"(?P<head>.+?)(?:地委|党工委|党\(工\)委|党委|委员会|委|人民政府|政府|管委会)")


_OF_COUNTIES = re.compile(r"^(?:各|有关|相关)?[^,]{0,4}[县市区旗](?:\([^()]*\))?(?:人民)?政府$")
_ODD_PLACE = r"(?:镇[^政委党府局].{0,14}?|乡[城宁]|市[中南北]|全州)"
"""镇江市, 乡城县, 市中区, 全州县: places that begin with the name of a level."""
_LEVEL = re.compile("(?P<level>[市州盟])(?!直|级)")
_NESTED = re.compile(
    r"[^各省市州盟县区旗][^省市州盟县区旗]{0,5}[市州盟][^省市州盟县区旗]{1,5}[县区旗]"
)
"""赤峰市红山区…: only such a name says whose branch 市生态环境局红山区分局 is."""
_PLAIN = r"(?:城市|市场|市政|市容|城镇|乡村|城乡|社区|[^省市州盟县区旗乡镇])*"
"""Letters of an office's name without a place among them."""
_GENERIC = re.compile(
    r"(?P<level>[省市州盟县区旗乡镇])(?=委|党|政府|人民|纪|政协|人大|(?!直|级|内|域|辖"
    rf"|属){_PLAIN}(?:局|办|中心|公司|支队|大队|队|站|所|院|社|部|室)$)"
)


def stems(parts: list[Part], doubts: list[str]) -> list[Part]:
    """州住建、水务、农业农村局: level and suffix stand once for the list."""
    result = list(parts)
    head: Part | None = None
    for index, part in enumerate(parts):
        stem = words.STEM.fullmatch(part.text)
        last = next((p for p in parts[index:] if p.run == part.run and _ENDED.search(p.text)), None)
        if stem and stem["level"]:
            head = part.cut(0, stem.end("level"))
        ended = last is part and _STEM_ENDED.fullmatch(part.text)
        if stem or (head and ended):
            whole = part if (stem and stem["level"]) or not head else head.joined(part)
            tail = _ENDED.search(last.text) if stem and last else None
            whole = whole.joined(last.cut(tail.start())) if last and tail else whole
            result[index] = replace(whole, place=part.place, run=part.run)
            doubts.append(_("“{0}”是简写，已按同列单位补全").format(part.shown))
    return result


def branches(parts: list[Part], doubts: list[str]) -> list[Part]:
    """市生态环境局崆峒分局、泾川分局: the second branch is of the same office."""
    result: list[Part] = []
    for part in parts:
        found = _BRANCH.fullmatch(result[-1].text) if result else None
        if found and re.fullmatch(r"[^局省市县区]{1,6}分局", part.text):
            head = result[-1].cut(0, found.end("head"))
            doubts.append(_("“{0}”按同一局的分局补写，请核对").format(part.shown))
            part = replace(part, text=head.text, shown=head.shown).joined(part)
        result.append(part)
    return result


def two_masters(parts: list[Part], doubts: list[str]) -> list[Part]:
    """市委、市政府督查室: both have the office named once."""
    result = list(parts)
    for index, (part, following) in enumerate(pairwise(parts)):
        office = _OF_GOVERNMENT.fullmatch(following.text)
        if office and part.run == following.run and re.fullmatch(".*[省市州县区旗]委", part.text):
            result[index] = part.joined(following.cut(office.start("office")))
            doubts.append(_("“{0}”是否也设在党委，请核对").format(following.shown))
    return result


def collective_pairs(parts: list[Part], doubts: list[str]) -> list[Part]:
    """各县(市)委、县(市)政府: the second body is of the same places."""
    result: list[Part] = []
    for part in parts:
        first = _EACH_PARTY.fullmatch(result[-1].text) if result else None
        if first and result[-1].run == part.run and part.text.startswith(first["place"]):
            part = result[-1].cut(0, 1).joined(part)
        elif first and result[-1].run == part.run and _LEVEL_BODY.fullmatch(part.text):
            doubts.append(_("“{0}”按各个地方的政府计，请核对").format(part.shown))
            place = result[-1].cut(0, first.end("place"))
            part = replace(part, text=place.text, shown=place.shown).joined(part.cut(1))
        result.append(part)
    return result


def bare_bodies(parts: list[Part], doubts: list[str]) -> list[Part]:
    """园区党工委、管委会: the second body takes the head of the first."""
    result: list[Part] = []
    for part in parts:
        head = _HEAD.fullmatch(result[-1].text) if result else None
        if head and result[-1].run == part.run and words.BARE_BODY.fullmatch(part.text):
            if part.text.startswith("管") and _OF_COUNTIES.search(result[-1].text):
                doubts.append(_("“管委会”是哪些园区的，请核对"))
                result.append(part)
                continue
            result.append(
                replace(part, text="", shown="")
                .joined(result[-1].cut(0, head.end("head")))
                .joined(part)
            )
        else:
            if words.BARE_BODY.fullmatch(part.text):
                doubts.append(_("只有机关名称，没有地方"))
            result.append(part)
    return result


def place_heads(parts: list[Part], doubts: list[str]) -> list[Part]:
    """县水务局 after 舟曲县政府 belongs to that county, when only one county was named."""
    result: list[Part] = []
    for part in parts:
        branch = _BRANCH.fullmatch(part.text)
        generic = _LEVEL.match(part.text) if branch else _GENERIC.match(part.text)
        seen = [one for one in result if _NESTED.match(one.text)] if branch else result
        places = places_of(seen, generic["level"]) if generic else []
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
    offices = "局|[厂场院站所]|中心|公司" if level in "县区旗" else "局"
    pattern = re.compile(
        rf"(?!国网|中国)(?:[^各省市州盟县区旗乡镇、].{{0,16}}?|{_ODD_PLACE}){level}(?=委|党|人民|政府|纪|$|{_PLAIN}(?:{offices})"
        r"|[^县市区乡镇]{1,6}[乡镇]|[^县市区乡镇]{1,4}[县区旗](?:委|党|人民|政府))"
    )
    for part in parts:
        match = pattern.match(part.text)
        whole = words.COLLECTIVE.match(part.text) and not words.ODD_DISTRICT.match(part.text)
        if match and not words.PARK.search(match[0]) and not whole:
            found.append(part.cut(0, match.end()))
    return found


def department_heads(parts: list[Part], doubts: list[str]) -> list[Part]:
    """州发展改革委、财政局: the level stands once for the list."""
    result: list[Part] = []
    for part in parts:
        head = _LEVEL_HEAD.match(result[-1].text) if result else None
        bare = words.DEPARTMENTS.fullmatch(part.text)
        if head and head[0] in ("省", "自治区"):
            bare = bare or words.PROVINCIAL.fullmatch(part.text)
        if head and bare and result[-1].run == part.run:
            doubts.append(_("“{0}”前面的层级按前一单位补写，请核对").format(part.shown))
            lead = result[-1].cut(0, head.end())
            result.append(replace(part, text=lead.text, shown=lead.shown).joined(part))
        else:
            result.append(part)
    return result
