"""One amount of a fine: its value for all it was laid on, and whether it is a total."""

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from rectify.core.text import gettext_noop as _
from rectify.exchange.phrases.outcome import words
from rectify.exchange.phrases.outcome.tokens import Scanned, Token

_SUBJECTS = frozenset({"家", "户", "辆", "人", "名", "起", "个", "件", "台"})
_BESIDE = re.compile(r"[、,]?(?:和|及|与|以及)?")


@dataclass(frozen=True)
class Amount:
    """One sum in yuan for all it was laid on; `total` sums up others, `part` stands after 其中.

    `proposed`: the fine is only intended (拟罚款).
    """

    value: Decimal
    total: bool
    part: bool
    place: int
    proposed: bool = False


def amount_at(scanned: Scanned, index: int, part: bool, doubts: list[str]) -> Amount:
    """The amount of one number; 各罚2万元 counts for every one that was fined."""
    tokens = scanned.tokens
    token = tokens[index]
    before = scanned.text[max(0, token.start - 16) : token.start]
    value = token.value
    clause = before.rsplit(",", 1)[-1].rsplit(";", 1)[-1]
    listed = _listed(scanned, index)
    each = words.EACH.search(clause) or words.EACH.search(clause.split("罚")[0])
    each = each or words.EACH_AFTER.match(scanned.text, token.end)
    if each:
        targets = _targets(tokens, index)
        named = 1 if targets or listed else _named(scanned.text[: token.start])
        if named > 1:
            doubts.append(_("“各”罚几家按写出的名称数，请核对"))
        if not listed:
            value *= targets or named
            if "分别" in clause:
                doubts.append(_("“分别罚款”只有一个金额，按每家相同计"))
    total = words.TOTAL.search(clause) is not None or "共" in clause
    return Amount(value, total, part, token.start, proposed="拟" in clause)


_NAMED_EACH = re.compile(r"(?:^|[,;。\n对])(?P<names>[^,;。\n\d对]{2,60})各(?:处以?|予以)?罚款?\Z")


def _named(before: str) -> int:
    """对甲厂、乙厂各罚款2万元: how many names stand in the list."""
    found = _NAMED_EACH.search(before)
    return len(re.split("[、和及与]", found["names"])) if found else 1


def _listed(scanned: Scanned, index: int) -> bool:
    """分别罚款5万元、8万元: several amounts, one per target."""
    tokens = scanned.tokens
    money = [place for place, token in enumerate(tokens) if token.name == "元"]
    pairs = [pair for pair in pairwise(money) if index in pair]
    between = [scanned.text[tokens[one].end : tokens[other].start] for one, other in pairs]
    return any(_BESIDE.fullmatch(words_between) for words_between in between)


def _targets(tokens: tuple[Token, ...], index: int) -> Decimal | None:
    """How many were fined the same: before the amount in its sentence, or right after it."""
    for step in (range(index - 1, -1, -1), range(index + 1, min(len(tokens), index + 4))):
        for place in step:
            token = tokens[place]
            if token.sort == "separator" and token.name in ";。":
                break
            if token.sort == "number" and token.name in _SUBJECTS and token.value > 1:
                return token.value
    return None
