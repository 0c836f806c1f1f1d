"""The count of one column from the bound words: totals before parts, one case where told of one."""

import re

from rectify.core.text import gettext_noop as _
from rectify.exchange.phrases.numerals import integer
from rectify.exchange.phrases.outcome import words
from rectify.exchange.phrases.outcome.bind import Binding, Bound
from rectify.exchange.phrases.outcome.tokens import Scanned

_STRICT_STOP = re.compile(r"整[治改顿]|治理")
_FINED_TARGETS = re.compile(
    r"对(?P<n>\d{1,4}|[一二三四五六七八九十两]{1,3})(?:家|户)[^,;。※]{0,20}?(?:分别|各|均|共"
    r"|合计)?(?:处以?)?罚款"
)
_PERSONS_NEXT = re.compile(r"[^,;。]{0,8}\d{1,5}[人名]")
_NEXT_TERM = re.compile(r"责令[^;。]{0,24}?,※[^;。]{0,20}?(?:建|清|拆|完成|恢复|整改|安装|治理|改)")


def count(column: str, scanned: Scanned, bound: Bound, doubts: list[str]) -> int | None:
    """None where the text does not say, 0 where it says none."""
    mine = [b for b in bound.bindings if b.key.name == column and _means(column, b, scanned)]
    if any(b.negated and b.number is None for b in mine):
        mine = [b for b in mine if not b.negated]
        if not mine:
            return _none_of(column, bound, doubts)
    if column == "cases_filed":
        return _cases(mine, scanned, doubts)
    numbered = _numbered(mine)
    if numbered:
        return _sum(column, numbered, doubts)
    return _single(column, mine, scanned, bound, doubts)


def _none_of(column: str, bound: Bound, doubts: list[str]) -> int:
    """未立案 is none; 不予处罚 may still follow a case that was filed."""
    filed = any("立案" in b.key.text for b in bound.bindings if b.key.name == column)
    if column == "cases_filed" and not filed:
        doubts.append(_("“不予处罚”是否等于未立案，请核对"))
    return 0


def _means(column: str, binding: Binding, scanned: Scanned) -> bool:
    """Sort out words that only look like the column's."""
    before = scanned.text[max(0, binding.key.start - 14) : binding.key.start]
    if column == "suspended" and not _STRICT_STOP.search(binding.key.text):
        if words.ALREADY.search(before):
            return False
        return (
            binding.number is not None
            or words.DIRECTED.search(before + binding.key.text) is not None
        )
    if binding.number is None and column in ("closed_down", "sealed", "suspended"):
        return words.OWN_ACCORD.search(before) is None
    return True


def _numbered(mine: list[Binding]) -> list[Binding]:
    """Wholes before parts, counted enterprises before served documents."""
    numbered = [b for b in mine if b.number is not None and b.number.name != "元"]
    wholes = [b for b in numbered if not b.part]
    numbered = wholes or numbered
    acts = [b for b in numbered if not words.DOCUMENT.search(b.key.text)]
    return acts or numbered[:1]


def _sum(column: str, numbered: list[Binding], doubts: list[str]) -> int:
    if column == "accountable":
        totals = [b for b in numbered if "责" in b.key.text]
        numbered = totals or numbered
    values = [int(b.number.value) for b in numbered if b.number]
    same = len({_kind(b) for b in numbered}) < len(numbered)
    if len(values) > 1 and same and column in ("done", "staged_done", "not_done", "accountable"):
        doubts.append(_("同一项有几个数，可能分属不同批次"))
        return values[-1] if column != "accountable" else sum(values)
    return sum(values)


def _kind(binding: Binding) -> str:
    return re.sub(r"[已累计全部均共被给予以]", "", binding.key.text)


def _cases(mine: list[Binding], scanned: Scanned, doubts: list[str]) -> int | None:
    """立案 before 行政处罚 before 处罚决定书; failing all, 对2家…罚款."""
    numbered = [b for b in mine if b.number is not None and b.number.name != "元"]
    for tier in ("立案", "行政处罚(?!决定)|环境处罚", ".*"):
        found = [b for b in numbered if re.search(tier, b.key.text)]
        wholes = [b for b in found if not b.part] or found
        if wholes:
            values = [int(b.number.value) for b in wholes if b.number]
            if len(values) > 1 and len(set(values)) > 1:
                doubts.append(_("立案数有几个，请核对"))
            return sum(values) if tier == "立案" else values[0]
    fined = _FINED_TARGETS.search(scanned.text)
    if fined:
        doubts.append(_("立案数按被罚款的家数计，请核对"))
        return integer(fined["n"])
    unnumbered = [b for b in mine if b.number is None]
    if any("立案" in b.key.text for b in unnumbered):
        return 1
    if any(words.DOCUMENT.search(b.key.text) for b in unnumbered):
        doubts.append(_("处罚决定书没有写份数，按1计"))
        return 1
    return None


def _single(
    column: str, mine: list[Binding], scanned: Scanned, bound: Bound, doubts: list[str]
) -> int | None:
    """One case told without a number."""
    if column == "ordered_rectify":
        return _ordered(mine, scanned, bound, doubts)
    if not mine or column in ("done", "staged_done", "not_done"):
        return None
    if column == "accountable":
        return _one_person(mine, scanned)
    if column == "transferred":
        if any(_PERSONS_NEXT.match(scanned.text, b.key.end) for b in mine):
            return None
        doubts.append(_("移送没有写件数，按1计"))
        return 1
    if column in ("suspended", "closed_down", "sealed", "criminal_cases"):
        return 1
    if column == "detained":
        doubts.append(_("拘留没有写人数，按1人计"))
        return 1
    if column == "talked_to":
        doubts.append(_("约谈没有写人数，按1计"))
        return 1
    return None


def _one_person(mine: list[Binding], scanned: Scanned) -> int | None:
    """对网格员通报批评 names one person; 对单位通报批评 names none."""
    for binding in mine:
        before = re.split(r"[,;。]", scanned.text[: binding.key.start])[-1]
        after = re.split(r"[,;。]", scanned.text[binding.key.end :])[0]
        handled = not re.search("责|处分", binding.key.text)
        person = words.PERSON.search(before + after[:8])
        if handled and person and not words.BODY.search(before):
            return 1
    return None


def _ordered(mine: list[Binding], scanned: Scanned, bound: Bound, doubts: list[str]) -> int | None:
    if mine:
        return 1
    if _NEXT_TERM.search(scanned.text):
        orders = [b.number for b in bound.bindings if b.key.name == "order" and b.number]
        return int(orders[0].value) if orders else 1
    if words.ORDERED_WORK.search(scanned.text):
        doubts.append(_("责令做某事而没有写“整改”，按责令整改1家计"))
        return 1
    return None
