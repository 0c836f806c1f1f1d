"""Writes out what offices of one list share: 州住建、水务局; 崆峒分局、泾川分局."""

import re
from dataclasses import replace

from rectify.core.text import gettext_noop as _
from rectify.exchange.phrases.units import kinds
from rectify.exchange.phrases.units.part import Part

_ENDED = re.compile(r"(?:[局委厅]|部门)$")
_STEM_ENDED = re.compile(rf"(?:{kinds.DEPARTMENTS.pattern}|(?:{kinds.STEM.pattern})部门)")
_TOLD_LEVEL = re.compile(r"[省市州县区旗盟各]|自治区|[^省市州盟县区旗]{1,6}[省市州盟县区旗]")
_LEVEL_HEAD = re.compile(
    r"(?:自治区|[省市州县区旗盟])(?=[^省市州县区旗盟委]|市场|市政|市容)"
    rf"|各[县市区旗](?:\([^()]{{1,6}}\)|[市区])?(?=(?:{kinds.DEPARTMENTS.pattern})$|(?:人民)?政府$)"
    r"|(?!各|有关|相关)[^省市州盟县区旗乡镇(]{1,6}[县市区旗州盟](?=[^省市州盟县区旗乡镇]{2,14}(?:局|委|办)$|(?:人民)?政府$)"
)
"""市… or 甲县…: what stands before the office."""
_LEVELLED = re.compile(rf"[省市州县区旗](?:{kinds.DEPARTMENTS.pattern})")


def stems(parts: list[Part], doubts: list[str]) -> list[Part]:
    """州住建、水务、农业农村局: level and suffix stand once for the list."""
    result = list(parts)
    head: Part | None = None
    for index, part in enumerate(parts):
        stem = kinds.STEM.fullmatch(part.text)
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
        found = kinds.BRANCH.fullmatch(result[-1].text) if result else None
        if found and re.fullmatch(r"[^局省市县区]{1,6}分局", part.text):
            head = result[-1].cut(0, found.end("head"))
            doubts.append(_("“{0}”按同一局的分局补写，请核对").format(part.shown))
            part = replace(part, text=head.text, shown=head.shown).joined(part)
        result.append(part)
    return result


def department_heads(parts: list[Part], doubts: list[str]) -> list[Part]:
    """州发展改革委、财政局: the level stands once for the list."""
    result: list[Part] = []
    for part in parts:
        before = [one for one in result if one.run == part.run]
        heads = [(one, found) for one in before if (found := _LEVEL_HEAD.match(one.text))]
        bare = kinds.DEPARTMENTS.fullmatch(part.text)
        if heads and heads[-1][1][0] in ("省", "自治区"):
            bare = bare or kinds.PROVINCIAL.fullmatch(part.text)
        if heads and bare:
            doubts.append(_("“{0}”前面的层级按前一单位补写，请核对").format(part.shown))
            lead = heads[-1][0].cut(0, heads[-1][1].end())
            result.append(replace(part, text=lead.text, shown=lead.shown).joined(part))
        else:
            result.append(part)
    return result


def of_the_cell(parts: list[Part], doubts: list[str]) -> list[Part]:
    """市住建局牵头,城管局配合: the one level the cell's offices have is the bare one's too."""
    levels = {p.text[0]: p.cut(0, 1) for p in parts if _LEVELLED.fullmatch(p.text)}
    told = any(_TOLD_LEVEL.match(part.text) for part in parts)
    result: list[Part] = []
    for part in parts:
        if told and part.role != "dropped" and kinds.DEPARTMENTS.fullmatch(part.text):
            doubts.append(_("“{0}”是哪一级的，请核对").format(part.shown))
            if len(levels) == 1:
                level = next(iter(levels.values()))
                head = replace(part, text=level.text, shown=level.shown)
                part = replace(head.joined(part), place=part.place)
        result.append(part)
    return result
