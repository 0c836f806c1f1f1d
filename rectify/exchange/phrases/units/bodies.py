"""Writes out what bodies of one list share: 园区党工委、管委会; 各县市委、县市政府."""

import re
from dataclasses import replace
from itertools import pairwise

from rectify.core.text import gettext_noop as _
from rectify.exchange.phrases.units import words
from rectify.exchange.phrases.units.part import Part

_EACH_PARTY = re.compile(
    r"(?P<all>各|有关|相关|所有|涉及)(?P<place>[县市区旗州盟][^委]{0,8}?)党?委"
)
_OF_GOVERNMENT = re.compile(
    r"[省市州县区旗](?:人民)?政府(?P<office>督查[室局]|办公[室厅]|研究室|信访局|接待办|法制办)"
)
_LEVEL_BODY = re.compile(r"[县市区旗州盟](?:人民)?政府")
_HEAD = re.compile(r"(?P<head>.+?)(?:地委|党工委|党\(工\)委|党委|委员会|委|人民政府|政府|管委会)")
_OF_COUNTIES = re.compile(r"^(?:各|有关|相关)?[^,]{0,4}[县市区旗](?:\([^()]*\))?(?:人民)?政府$")


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
            part = result[-1].cut(0, first.end("all")).joined(part)
        elif first and result[-1].run == part.run and _LEVEL_BODY.fullmatch(part.text):
            doubts.append(_("“{0}”按各个地方的政府计，请核对").format(part.shown))
            place = result[-1].cut(0, first.end("place"))
            part = replace(part, text=place.text, shown=place.shown).joined(part.cut(1))
        elif _follows_each(result, part):
            doubts.append(_("“{0}”按“各”计，请核对").format(part.shown))
            part = result[-1].cut(0, 1).joined(part)
        result.append(part)
    return result


def _follows_each(before: list[Part], part: Part) -> bool:
    """各盟行政公署、市人民政府: 各 stands once for both."""
    each = before and before[-1].run == part.run and before[-1].text.startswith("各")
    bodied = each and re.search(r"(?:政府|行政公署|行署|委)$", before[-1].text)
    return bool(bodied and _LEVEL_BODY.fullmatch(part.text))


def bare_bodies(parts: list[Part], doubts: list[str]) -> list[Part]:
    """园区党工委、管委会: the second body takes the head of the first."""
    result: list[Part] = []
    for part in parts:
        head = _HEAD.fullmatch(result[-1].text) if result else None
        if head and part.text == "地区行署" and result[-1].text.endswith("地委"):
            result.append(result[-1].cut(0, head.end("head")).joined(part))
            continue
        if head and result[-1].run == part.run and words.BARE_BODY.fullmatch(part.text):
            if re.search("([县区旗])\\1$", head["head"]):
                doubts.append(_("“{0}”的写法请核对").format(result[-1].shown))
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
