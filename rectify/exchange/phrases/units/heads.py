"""Writes out the place that stands once: 舟曲县政府、县水务局."""

import re
from dataclasses import replace

from rectify.core.text import gettext_noop as _
from rectify.exchange.phrases.units import kinds, words
from rectify.exchange.phrases.units.part import Part

_ODD_PLACE = r"(?:镇[^政委党府局].{0,14}?|乡[城宁]|市[中南北]|全州)"
"""镇江市, 乡城县, 市中区, 全州县: places that begin with the name of a level."""
_LEVEL = re.compile("(?P<level>[市州盟])(?!直|级)")
"""市 in 市水务局, not in 市直 or 市级, which mean all offices of a level."""
_COUNTY = re.compile(r"(?!各|有关|相关)[^省市州盟县区旗]{1,6}[县旗](?:委|党|人民|政府|$)")
_NESTED = re.compile(
    r"[^各省市州盟县区旗][^省市州盟县区旗]{0,5}[市州盟][^省市州盟县区旗]{1,5}[县区旗]"
)
"""赤峰市红山区…: only such a name says whose branch 市生态环境局红山区分局 is."""
_PLAIN = r"(?:城市|市场|市政|市容|城镇|乡村|城乡|社区|[^省市州盟县区旗乡镇])*"
"""Letters of an office's name without a place among them."""
_LEVELLED_OFFICE = re.compile(
    r"(?P<level>[省市州盟县区旗乡镇])(?=委|党|政府|人民|纪|政协|人大|(?!直|级|内|域|辖"
    rf"|属){_PLAIN}(?:局|办|中心|公司|支队|大队|队|站|所|院|社|部|室)$)"
)
"""县水务局, 市委, 镇政府: a level with its body, and no place named."""


def place_heads(parts: list[Part], doubts: list[str]) -> list[Part]:
    """县水务局 after 舟曲县政府 belongs to that county, when only one county was named."""
    result: list[Part] = []
    for part in parts:
        result.append(_placed(part, result, doubts))
    return result


def _placed(part: Part, before: list[Part], doubts: list[str]) -> Part:
    """The part with its place written out; as it stands where it names one, or could have two."""
    branch = kinds.BRANCH.fullmatch(part.text)
    level = _LEVEL.match(part.text) if branch else _LEVELLED_OFFICE.match(part.text)
    seen = [one for one in before if _NESTED.match(one.text)] if branch else before
    places = places_of(seen, level["level"]) if level else []
    if not level or not places:
        return part
    near = [one for one in places if one.run == part.run]
    head = (near or places)[-1]
    counties = [one for one in before if level["level"] == "市" and _COUNTY.match(one.text)]
    if counties:
        doubts.append(_("“{0}”属于哪个地方，请核对").format(part.shown))
    rivals = any(not _same_place(one.text, head.text) for one in near or places)
    rivals = rivals or any(one.place < head.place for one in counties)
    if rivals and not (near and head.text + "委" == before[-1].text):
        doubts.append(_("“{0}”属于哪个地方，请核对").format(part.shown))
        return part
    if not near:
        doubts.append(_("“{0}”按前面的地方补写，请核对").format(part.shown))
    return replace(part, text=head.text, shown=head.shown).joined(part.cut(1))


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
        whole = words.COLLECTIVE.match(part.text) and not kinds.ODD_DISTRICT.match(part.text)
        if match and not kinds.PARK.search(match[0]) and not whole:
            found.append(part.cut(0, match.end()))
    return found
