"""What stands in brackets beside a name: a mark of its role, a level, a gloss."""

import re
from collections.abc import Iterator
from dataclasses import replace

from rectify.core.text import gettext_noop as _
from rectify.exchange.phrases.units import duties, kinds, words
from rectify.exchange.phrases.units.part import BLANKS, Part, Role

_FIRM = re.compile("有限|股份|集团|责任|总?公司")
"""甲(集团)有限公司: the bracket is inside the name."""
_GLOSS = re.compile(r"\(([^()]*)\)?")
_BRACKET = re.compile(r"\(([^()]{2,8})\)")
_RUN = re.compile(
    r"(?<=牵头|负责|落实|实施)\(([^()]{2,60}[局厅委办府会司](?:配合|协助|协办|参与|督导|指导|落实))\)"
)
_QUOTED = re.compile(r'"([^"]{2,8})":')
_SCOPE = re.compile("^(?:不?含|除|包括)|除外$")


def labels_out(text: str) -> str:
    """【牵头单位】市住建局【配合单位】市财政局: a cell that begins so has labels in brackets."""
    first = _BRACKET.match(text.lstrip())
    if not first or not _role_of_mark(first[1]) or not first.string[first.end() :].strip():
        return text
    return _BRACKET.sub(lambda m: f" {m[1]}:" if _role_of_mark(m[1]) else m[0], text)


def runs_out(text: str) -> str:
    """州住建局牵头(州财政局配合): a duty after a duty is a run of its own."""
    return _RUN.sub(lambda m: f",{m[1]},", _QUOTED.sub(_unquoted, text))


def _unquoted(found: re.Match[str]) -> str:
    """ "牵头单位":州住建局."""
    return f" {found[1]}: " if _role_of_mark(found[1]) else found[0]


def taken(whole: Part, doubts: list[str]) -> Iterator[Part]:
    """Take the brackets of one part: a mark of its role, a level (县(区)), or a gloss to drop."""
    role = whole.role
    part = whole
    for found in reversed(list(_GLOSS.finditer(whole.text))):
        mark = _role_of_mark(found[1].strip())
        if mark:
            role = mark
            if "主管" in found[1]:
                doubts.append(_("括号里的“主管”是责任还是督导，请核对"))
        elif _stays(found, part.text, doubts):
            continue
        else:
            _doubt_gloss(found, part.text[found.end() :], whole, doubts)
        part = part.cut(0, found.start()).joined(part.cut(found.end()))
    uneven = part.text.count("(") != part.text.count(")")
    part = part.stripped('()" \n.。:,、;*' if uneven else BLANKS)
    if part.text:
        yield replace(part, role=role, marked=role is not None)


def _stays(found: re.Match[str], text: str, doubts: list[str]) -> bool:
    """Whether a bracket is part of the name: a scope (不含市区), a level, or inside a firm's."""
    before = found.string[: found.start()]
    if _SCOPE.search(found[1].strip()) and before:
        doubts.append(_("括号里说明了范围，按原文保留"))
        return True
    return _is_level(found[0], before) or _FIRM.match(text, found.end()) is not None


def _doubt_gloss(found: re.Match[str], after: str, whole: Part, doubts: list[str]) -> None:
    """A gloss is dropped; what it may have said of units is told."""
    before = found.string[: found.start()]
    if _speaks_of_units(found[1].strip(), before):
        doubts.append(_("括号里另列了单位，没有计入"))
    if kinds.COUNTY.search(before) or kinds.ORGAN.search(after):
        doubts.append(_("“{0}”的括号没有计入").format(whole.shown[:20]))


def _speaks_of_units(inside: str, before: str) -> bool:
    """A gloss that may name further units: a list, a duty, or a body after a collective name."""
    if duties.OWN_DUTY.fullmatch(inside):
        return False
    if re.search(r"牵头|配合|负责|落实|督导|指导|监督|监管|协助|参与|验收", inside):
        return True
    collective = words.COLLECTIVE.match(before) is not None and before[0] in "各有相所"
    seat = before.endswith(("政府", "党委", "管委会"))
    return kinds.ORGAN.search(inside) is not None and ("、" in inside or collective or seat)


def _is_level(bracket: str, before: str) -> bool:
    return words.LEVEL_BRACKET.fullmatch(bracket) is not None and bool(before)


def _role_of_mark(inside: str) -> Role | None:
    found = duties.LABEL.match(inside + "单位:") or duties.LABEL.match(inside + ":")
    if not found or len(inside) > 8:
        return None
    return next(role for role in duties.ROLES if found[role])
