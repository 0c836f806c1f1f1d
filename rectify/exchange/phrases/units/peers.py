"""Cuts one comma run into names: at 、 and slashes, at blanks, at linking words."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from rectify.core.text import gettext_noop as _
from rectify.exchange.phrases.units import kinds, words
from rectify.exchange.phrases.units.part import Part

_COMMAS = frozenset(",;。")
_GLUED = re.compile(
    rf"{kinds.DEPARTMENTS.pattern}(?=[省市州县区旗]{kinds.DEPARTMENTS.pattern}|各(?!.*分局)[省市州县区旗乡镇(])"
)
_DUTY = re.compile(
    r"(?:按.{0,8}?|分别|共同|负责|具体)?(?:牵头|配合|负责|落实|督导|协助|参与|实施(?=$)|验收)|.某|[(]|※"
)
_NAME = 80
"""Characters looked at beside 和; no name is longer."""
_STRONG = re.compile(
    rf"(?:{kinds.DEPARTMENTS.pattern}|(?<!总)局|政府|公司|管委会|集团|法院|检察院|办事处)$"
)
_INNER_UNIT = re.compile(
    r"^(?!.*[省市州盟县区旗乡镇]).*(?:[支大中]队|分局|[所站处科]|中心|办公室)$"
)
"""市公安局 交警支队: a branch torn from its office, not a unit of its own."""
_PLACED = re.compile(
    r"[^省市州盟县区旗乡镇]{1,7}[省市州盟县区旗乡镇]|[^,]{2,8}(?:街道|园区|开发区|新区)"
)
_PEERS = frozenset("、/|※·-")


def at_commas(whole: Part) -> Iterator[Part]:
    """The stretches between commas outside brackets."""
    return _split(whole, _COMMAS)


def names(run: Part, doubts: list[str]) -> Iterator[Part]:
    """The names of one comma run, brackets and verbs still on them."""
    for peer in _split(run, _PEERS):
        pieces = list(_split_blanks(peer))
        if any(_weak(left.text) for left, _right in pairwise(pieces)):
            doubts.append(_("“{0}”里的空格是否分隔两个单位，请核对").format(peer.shown[:20]))
        for piece in pieces:
            yield from _split_links(piece)


def _weak(left: str) -> bool:
    """西部科 学城, 国家 级: an ending that may be the middle of a longer name."""
    return re.search(r"(?:[科家室组团方门港户店师行校]|(?<!管)委)$", left) is not None and not (
        kinds.DEPARTMENTS.search(left) or re.search(r"[省市州县区旗](?:委|纪委监委)$", left)
    )


def _begins_name(left: str, right: str) -> bool:
    """Whether what follows a blank is a name of its own: 组 织部 and 各县 市分局 are not."""
    right = right.rstrip(" .。*")
    if _DUTY.match(right) or words.PERSON.search(right):
        return True
    if re.search("(?:各|^)[县市区旗州盟全]$", left) and re.match("[市区县旗](?!直|级)", right):
        return False
    if re.match(r"(?:[省市州盟县区旗乡镇]|自治区)(?!分局|直|[党管])|各|有关|相关|涉|原", right):
        return True
    if re.match("会同|有限|集团|股份|责任公司", right):
        return False
    if _STRONG.search(left) and not _INNER_UNIT.search(right):
        return kinds.is_unit(kinds.unbracketed(right))
    if not kinds.ORGAN.search(kinds.unbracketed(left)) or len(right) < 4:
        return re.search("(?:牵头|配合|负责|落实|督导)$", left) is not None
    return _PLACED.match(right) is not None or len(right) > 5


def _split(whole: Part, separators: frozenset[str]) -> Iterator[Part]:
    """Cut at separators that stand outside brackets."""
    depth = start = 0
    for place, char in enumerate(whole.text):
        depth = max(0, depth + {"(": 1, ")": -1}.get(char, 0))
        if not depth and char in separators and (char != "-" or _ends_name(whole, start, place)):
            yield whole.cut(start, place)
            start = place + 1
    yield whole.cut(start)


def _ends_name(whole: Part, start: int, place: int) -> bool:
    """太统-崆峒山自然保护区 is one name: a dash parts whole names only."""
    left = whole.text[start:place].strip()
    return not left or kinds.is_unit(left) or left.endswith(("头", "合", "责"))


def _split_blanks(whole: Part) -> Iterator[Part]:
    """A blank separates where a whole unit stands before it; elsewhere it is a stray."""
    pieces = [piece for piece in re.split(r"[ \n]+", whole.text) if piece]
    current = ""
    kept: list[str] = []
    for piece in pieces:
        joins = current and not (_complete(current, piece) and _begins_name(current, piece))
        current = current + piece if joins else piece
        if joins:
            kept[-1] = current
        else:
            kept.append(current)
    shown = "".join(char for char in whole.shown if not char.isspace())
    place = 0
    for piece in kept:
        letters = shown[place : place + len(piece)]
        yield replace(whole, text=piece, shown=letters, place=whole.place + place)
        place += len(piece)


def _complete(left: str, right: str) -> bool:
    left = left[-_NAME:]
    bare = kinds.unbracketed(left)
    if kinds.ORGAN.search(bare) and len(bare) > 1:
        return not re.match(r"[(]", right)
    if kinds.is_place(left) and len(left) > 1:
        return kinds.DEPARTMENTS.match(right) is None and not re.match(r"(?:人民)?政府|党", right)
    return re.search(r"(?:牵头|配合|负责|落实|督导|公司)$", bare) is not None


def unglued(whole: Part) -> list[Part]:
    """市发改委市住建局各县政府: known offices written without anything between them."""
    starts = [found.end() for found in _GLUED.finditer(whole.text)]
    cuts = [0, *starts, len(whole.text)]
    return [whole.cut(start, end) for start, end in pairwise(cuts)]


def _split_links(whole: Part) -> Iterator[Part]:
    """和, 及, 与 separate whole names only: 州财政局和州水务局, but 住房和城乡建设局."""
    start = 0
    for link in words.LINK.finditer(whole.text):
        left, right = whole.text[start : link.start()], whole.text[link.end() :]
        if link[0] == "及其":
            yield whole.cut(start, link.start())
            return
        if _links(left[-_NAME:], right[:_NAME]):
            yield whole.cut(start, link.start())
            start = link.end()
    yield whole.cut(start)


def _links(left: str, right: str) -> bool:
    """Whether both sides of 和 are names of their own."""
    if not left or not right or left.count("(") > left.count(")"):
        return False
    if words.ONE_BODY.search(left[-3:] + "和" + right[:4]):
        return False
    if words.HALF_NAME.search(left) or words.OTHER_HALF.match(right):
        return False
    small = len(left) == 2 and kinds.COUNTY.search(left) and left[0] not in "各有相省市州县区全"
    small = small or words.BARE_BODY.fullmatch(left) is not None
    if len(left) < 3 and not small and not left.endswith(("委", "局", "办")):
        return False
    return kinds.is_unit(re.sub(r"(?:\([^()]*\)|等)$", "", left))
