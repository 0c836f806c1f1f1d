"""What a word without a number counts: one case told of, or nothing."""

import re

from rectify.core.text import gettext_noop as _
from rectify.exchange.phrases.outcome import words
from rectify.exchange.phrases.outcome.bound import Binding, Bound
from rectify.exchange.phrases.outcome.tokens import Scanned

_PERSONS_NEXT = re.compile(r"[^,;。\n]{0,8}\d{1,5}[人名]")
_NEXT_TERM = re.compile(r"责令[^;。]{0,24}?,※[^;。]{0,20}?(?:建|清|拆|完成|恢复|整改|安装|治理|改)")


_ONE_CASE = ("suspended", "sealed", "criminal_cases", "detained", "talked_to")


def single(
    column: str, mine: list[Binding], scanned: Scanned, bound: Bound, doubts: list[str]
) -> int | None:
    """One case told without a number."""
    if column == "ordered_rectify":
        return _ordered(mine, scanned, bound, doubts)
    if not mine or column in ("done", "staged_done", "not_done"):
        return None
    if column == "accountable":
        return _persons(mine, scanned, doubts)
    if column == "transferred":
        if any(_PERSONS_NEXT.match(scanned.text, b.key.end) for b in mine):
            return None
        doubts.append(_("移送没有写件数，按1计"))
        return 1
    if column == "closed_down":
        return _closed(mine, scanned, doubts)
    if column in ("detained", "talked_to"):
        detained = column == "detained"
        doubts.append(_("拘留没有写人数，按1人计") if detained else _("约谈没有写人数，按1计"))
        return _listed(mine[0], scanned)
    return 1 if column in _ONE_CASE else None


def _listed(binding: Binding, scanned: Scanned) -> int:
    """对镇党委书记、镇长进行约谈: the persons its clause lists."""
    said = re.split("[,;。\n]", scanned.text[: binding.key.start])[-1]
    named = [one for one in re.split("[、和及]", said) if words.PERSON.search(one)]
    return max(1, len(named))


def _closed(mine: list[Binding], scanned: Scanned, doubts: list[str]) -> int | None:
    """已于2020年关停 tells of the past; 已关停 may be the owner's own doing."""
    befores = [scanned.text[max(0, b.key.start - 14) : b.key.start] for b in mine]
    told = [scanned.raw[max(0, b.key.start - 14) : b.key.start] for b in mine]
    past = [words.LONG_AGO.search(one) for one in told]
    if all(past):
        doubts.append(_("关停是早先的事，没有计入"))
        return None
    pairs = zip(befores, mine, strict=True)
    shut = [words.ALREADY.search(one) and "取缔" not in b.key.text for one, b in pairs]
    if (
        all(shut)
        or any(one.endswith("限期") for one in befores)
        or all("断" in b.key.text for b in mine)
    ):
        doubts.append(_("是否由政府关停取缔，请核对"))
    return 1


def _persons(mine: list[Binding], scanned: Scanned, doubts: list[str]) -> int | None:
    """对网格员通报批评 names one person, each further clause another; 对单位通报批评 none."""
    named: set[int] = set()
    for binding in mine:
        start = max(scanned.text.rfind(mark, 0, binding.key.start) for mark in ",;。\n") + 1
        before = scanned.text[start : binding.key.start]
        after = re.split(r"[,;。]", scanned.text[binding.key.end :])[0]
        person = words.PERSON.search(before + after[:8])
        if person and not words.BODY.search(before) and _handled(binding.key.text):
            several = [one for one in re.split("[、和及]", before) if words.PERSON.search(one)]
            named |= {start + place for place in range(max(1, len(several)))}
            if len(several) > 1 or "等" in before:
                doubts.append(_("一句里可能说到几个人，问责人数请核对"))
        elif person and not words.BODY.search(before) and "警告" not in binding.key.text:
            doubts.append(_("问责没有写人数，请核对"))
    if len(named) > 1:
        doubts.append(_("分句各计一人，问责人数请核对"))
    return len(named) or None


def _handled(text: str) -> bool:
    """Whether the word says how one person was dealt with; 问责 alone does not."""
    return "责" not in text and not re.fullmatch("(?:给予|予以|受到)?(?:警告|处分)", text)


def _ordered(mine: list[Binding], scanned: Scanned, bound: Bound, doubts: list[str]) -> int | None:
    if mine:
        return _ordered_before(mine, scanned, bound)
    if _NEXT_TERM.search(scanned.text):
        orders = [b.number for b in bound.bindings if b.key.name == "order" and b.number]
        return int(orders[0].value) if orders else 1
    if words.ORDERED_WORK.search(scanned.text):
        doubts.append(_("责令做某事而没有写“整改”，按责令整改计"))
        return _targets(scanned) or 1
    if words.STOP_AND_WORK.search(scanned.text):
        doubts.append(_("责令停产的同时要求做某事，是否算责令整改，请核对"))
        return None
    bare = _bare_orders(scanned)
    if bare:
        doubts.append(_("责令做某事而没有写“整改”，按责令整改计，请核对"))
        return None if all(words.VAGUE.search(one) for one in bare) else _targets(scanned) or 1
    if words.ASKED_BY_DAY.search(scanned.text):
        doubts.append(_("要求限时做某事，按责令整改1家计，请核对"))
        return 1
    if words.FORBIDDEN.search(scanned.text):
        doubts.append(_("要求不得做某事，按责令整改1家计，请核对"))
        return 1
    return None


def _ordered_before(mine: list[Binding], scanned: Scanned, bound: Bound) -> int:
    """责令2家砂场停产,限期10日内建成沉淀池: the limit is for those ordered in its sentence."""
    for order in bound.bindings:
        counted = order.key.name == "order" and order.number and order.number.name in "家户"
        between = scanned.text[order.key.end : mine[0].key.start]
        same = order.key.end <= mine[0].key.start and not re.search("[;。\n]|责令|对", between)
        if counted and same and order.number and mine[0].key.text.startswith("限期"):
            return int(order.number.value)
    return 1


def _targets(scanned: Scanned) -> int:
    """责令2家养殖场和7家养殖户日产日清: those ordered, up to the comma."""
    tokens = scanned.tokens
    for index, token in enumerate(tokens):
        if token.sort == "key" and token.text.startswith("责令"):
            ends = (i for i in range(index, len(tokens)) if tokens[i].sort == "separator")
            stretch = tokens[index : next(ends, len(tokens))]
            counted = [int(t.value) for t in stretch if t.sort == "number" and t.name in "家户"]
            if counted:
                return sum(counted)
    return 0


def _bare_orders(scanned: Scanned) -> list[str]:
    """What 责令 goes on to say where no other word of an outcome follows in its clause."""
    tokens = scanned.tokens
    found: list[str] = []
    for index, token in enumerate(tokens):
        if token.name == "order" and token.sort == "key":
            ends = (i for i in range(index + 1, len(tokens)) if tokens[i].sort == "separator")
            end = next(ends, len(tokens))
            said = re.split("[,;。\n]", scanned.text[token.end :])[0]
            if all(t.sort != "key" for t in tokens[index + 1 : end]) and len(said) > 1:
                found.append(said)
    return found
