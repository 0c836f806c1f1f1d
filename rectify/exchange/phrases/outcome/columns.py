"""The count of one column from the bound words: totals before parts, one case where told of one."""

import re

from rectify.core.text import gettext_noop as _
from rectify.exchange.phrases.numerals import integer
from rectify.exchange.phrases.outcome import words
from rectify.exchange.phrases.outcome.bound import Binding, Bound
from rectify.exchange.phrases.outcome.singles import single
from rectify.exchange.phrases.outcome.tokens import Scanned

_PERSONS = ("人", "名", "位", "人次")
_STRICT_STOP = re.compile(r"整[治改顿]|治理")
_FINED_TARGETS = re.compile(
    r"对(?P<n>\d{1,4}|[一二三四五六七八九十两]{1,3})(?:家|户)[^,;。※\n]{0,20}?(?:分别|各|均|共"
    r"|合计)?(?:处以?)?罚(?:款|\d)"
)
"""对2家企业分别处以罚款, 对3家单位共罚5万元."""
_SERVED = re.compile(rf"{words.DOCUMENT.pattern}|(?:实施|作出|给予)行政处罚")
_DOUBTFUL = re.compile(
    r"限期.*搬迁.|正在.*整改[个项]|(?:适用|实施)?(?:行政)?拘留.*案件[件起]|移.*立案.*"
)


def count(column: str, scanned: Scanned, bound: Bound, doubts: list[str]) -> int | None:
    """None where the text does not say, 0 where it says none."""
    mine = [b for b in bound.bindings if b.key.name == column and _means(column, b, scanned)]
    if column == "closed_down" and any(_of_a_thing(b, scanned) for b in mine):
        doubts.append(_("关停的是设备，没有计入"))
        mine = [b for b in mine if not _of_a_thing(b, scanned)]
    if column == "accountable" and any(_not_called_for(b, scanned) for b in mine):
        doubts.append(_("“不需问责”是否等于没有，请核对"))
    if any(b.negated and b.number is None for b in mine):
        mine = [b for b in mine if not b.negated]
        if not mine:
            return _none_of(column, bound, doubts)
    if column == "cases_filed":
        return _cases(mine, scanned, doubts)
    numbered = _numbered(mine)
    if column == "sealed" and numbered and any(b.number is None for b in mine):
        doubts.append(_("查封扣押有的写了数、有的没写，请核对"))
    if column == "suspended" and any(_stopped_already(b, scanned) for b in mine):
        doubts.append(_("停产是否由政府责令，请核对"))
    if numbered:
        return _sum(column, numbered, doubts)
    return single(column, mine, scanned, bound, doubts)


def _of_a_thing(binding: Binding, scanned: Scanned) -> bool:
    thing = words.THING_CLOSED.match(scanned.text, binding.key.end)
    return thing is not None and "取缔" not in binding.key.text


def _stopped_already(binding: Binding, scanned: Scanned) -> bool:
    before = scanned.text[max(0, binding.key.start - 14) : binding.key.start]
    return (
        "整改" in binding.key.text
        and binding.number is None
        and words.ALREADY.search(before) is not None
    )


def _not_called_for(binding: Binding, scanned: Scanned) -> bool:
    return words.NOT_CALLED_FOR.search(scanned.text[: binding.key.start][-10:]) is not None


def _none_of(column: str, bound: Bound, doubts: list[str]) -> int:
    """未立案 is none; 不予处罚 may still follow a case that was filed."""
    filed = any("立案" in b.key.text for b in bound.bindings if b.key.name == column)
    if column == "cases_filed" and not filed:
        doubts.append(_("“不予处罚”是否等于未立案，请核对"))
    return 0


def _means(column: str, binding: Binding, scanned: Scanned) -> bool:
    """Sort out words that only look like the column's."""
    before = scanned.text[max(0, binding.key.start - 14) : binding.key.start]
    told = scanned.raw[max(0, binding.key.start - 14) : binding.key.start]
    if binding.number is None and words.PROMISED.search(before):
        return False
    if column == "closed_down" and (words.LONG_AGO.search(told) or before.endswith("或")):
        return False
    if column == "accountable" and "责" not in binding.key.text:
        return words.NOT_STAFF.search(re.split("[,;。\n]", before)[-1]) is None
    if column == "suspended" and words.NIGHTLY.search(before):
        return False
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
        totals = [b for b in numbered if re.search("问责|追责|追究", b.key.text)]
        numbered = totals or numbered
    persons = [b for b in numbered if b.number and b.number.name in _PERSONS]
    if column == "talked_to" and 0 < len(persons) < len(numbered):
        doubts.append(_("约谈的单位、次数和人数并列，请核对"))
        numbered = [b for b in numbered if b.number and b.number.name != "次"]
    values = [int(b.number.value) * b.times for b in numbered if b.number]
    if any(b.times > 1 for b in numbered):
        doubts.append(_("“各”管几个对象，请核对"))
    if any(_DOUBTFUL.fullmatch(b.key.text + b.number.name) for b in numbered if b.number):
        doubts.append(_("“{0}”是否属于这一项，请核对").format(numbered[0].key.text))
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
    if any("立案" in b.key.text for b in mine if b.number and b.number.name == "元"):
        return _one_with_money(scanned, doubts)
    return _one_case([b for b in mine if b.number is None], scanned, doubts)


def _one_case(unnumbered: list[Binding], scanned: Scanned, doubts: list[str]) -> int | None:
    """立案查处 and 作出行政处罚 without a number tell of one case."""
    told = [b for b in unnumbered if "立案" in b.key.text]
    if told:
        if all(words.ON_TRIAL.search(scanned.text[: b.key.start][-16:]) for b in told):
            doubts.append(_("对人立案是否计入立案处罚，请核对"))
        return 1
    if any(_SERVED.search(b.key.text) for b in unnumbered if not b.negated):
        doubts.append(_("行政处罚没有写件数，按1计"))
        return 1
    return None


def _one_with_money(scanned: Scanned, doubts: list[str]) -> int | None:
    """立案处罚1.5万元 tells of one case; beside counts of hundreds it tells the sum only."""
    if any(t.sort == "number" and t.name != "元" and t.value > 1 for t in scanned.tokens):
        return None
    doubts.append(_("立案后面写的是金额，按立案1件计"))
    return 1
