"""The fine of an outcome: a stated total, else the sum of its parts, in yuan."""

import re
from dataclasses import dataclass
from decimal import Decimal

from rectify.core.text import gettext_noop as _
from rectify.exchange.phrases.outcome import words
from rectify.exchange.phrases.outcome.amounts import Amount, amount_at
from rectify.exchange.phrases.outcome.tokens import Scanned, Token

_THRESHOLD = re.compile("以[上下]的")
_CHANGED = re.compile("(?:增加?|升|降|提高|减少?|调整|变更|改|核减)[至到为]$")
_RANGED = re.compile(r"\d万?元?[-至到]$|从[\d.]+万?元[^,;。\n]{0,6}[至到]$")
_SAME_SUM = re.compile("整?[()大小写:,即人民币¥￥※]{1,12}")


@dataclass(frozen=True)
class Fine:
    """None where no fine is spoken of; `takes` are the places of the numbers used."""

    yuan: Decimal | None
    doubts: tuple[str, ...]
    takes: frozenset[int]


def fine(scanned: Scanned, since: int = 0) -> Fine:
    """Collect the amounts that follow or precede 罚款, then choose the total or add up.

    Amounts before the place `since` belong to an earlier period and are passed over.
    """
    walk = _Walk(scanned)
    for index, token in enumerate(scanned.tokens):
        walk.step(index, token)
    amounts = [one for one in walk.amounts if one.place >= since]
    if sum(not one.part for one in amounts) > 1 and re.search("按日(?:连续|计)", scanned.text):
        walk.doubts.append(_("按日计罚的金额是否含在内，请核对"))
    return _chosen(amounts, walk.doubts, frozenset(walk.takes))


class _Walk:
    """Goes through the tokens and remembers which 罚款 is still open."""

    def __init__(self, scanned: Scanned) -> None:
        self.scanned = scanned
        self.amounts: list[Amount] = []
        self.takes: set[int] = set()
        self.doubts: list[str] = []
        self._open: int | None = None
        self._part = False

    def step(self, index: int, token: Token) -> None:
        """Take one token in."""
        if token.sort == "separator":
            self._open = self._open if token.name in "、,(:" else None
            self._part = self._part and token.name not in ";。\n"
        elif token.sort == "key":
            self._word(index, token)
        elif token.name == "元" and index not in self.takes:
            self._number(index)

    def _word(self, index: int, token: Token) -> None:
        tokens = self.scanned.tokens
        self._part = self._part or token.name == "part"
        fines = token.name == "fine_yuan" or _case_with_money(tokens, index)
        self._open = index if fines else None
        punished = fines or (token.name == "cases_filed" and "处罚" in token.text)
        ahead = _ahead_of(tokens, index) if punished else None
        if ahead is not None and ahead not in self.takes:
            self._take(ahead)

    def _number(self, index: int) -> None:
        if _belongs(self.scanned, index, self._open):
            self._take(index)
        elif _paid_only(self.scanned, index, self._open):
            self.doubts.append(_("只写了缴纳的金额，没有计入罚款"))

    def _take(self, index: int) -> None:
        self.takes.add(index)
        if _RANGED.search(self.scanned.text[: self.scanned.tokens[index].start]):
            self.doubts.append(_("罚款写的是幅度，没有计入"))
            return
        if self._repeats(index) or _THRESHOLD.match(
            self.scanned.text, self.scanned.tokens[index].end
        ):
            return
        if self.amounts and _CHANGED.search(self.scanned.text[: self.scanned.tokens[index].start]):
            self.amounts.pop()
            self.doubts.append(_("罚款写了前后两个数，取后一个，请核对"))
        self.amounts.append(amount_at(self.scanned, index, self._part, self.doubts))
        before = self.scanned.raw[: self.scanned.tokens[index].start]
        if words.FORMER_FINE.search(before[-48:]):
            self.doubts.append(_("罚款可能是早先的，请核对"))

    def _repeats(self, index: int) -> bool:
        """叁万元整(30000元): the same sum in other figures."""
        last = max((place for place in self.takes if place < index), default=None)
        if last is None:
            return False
        one, other = self.scanned.tokens[last], self.scanned.tokens[index]
        between = self.scanned.raw[one.end : other.start]
        return one.value == other.value and _SAME_SUM.fullmatch(between) is not None


def _case_with_money(tokens: tuple[Token, ...], index: int) -> bool:
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    return (
        tokens[index].name == "cases_filed"
        and following is not None
        and (following.sort == "number" and following.name == "元")
    )


def _ahead_of(tokens: tuple[Token, ...], index: int) -> int | None:
    """处以5万元罚款: the amount stands right before the word, none after it."""
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if after and after.sort == "number" and after.name == "元":
        return None
    before = tokens[index - 1] if index else None
    near = before and before.name == "元" and tokens[index].start - before.end <= 3
    return index - 1 if near else None


def _belongs(scanned: Scanned, index: int, since: int | None) -> bool:
    """Whether an amount continues the fine before it: right after, in its list, or its total."""
    if since is None:
        return False
    tokens = scanned.tokens
    between = tokens[since + 1 : index]
    said = scanned.text[tokens[since].end : tokens[index].start]
    if words.EARLIER.search(scanned.text[: tokens[since].start][-24:]):
        return False
    if "缴" in said or "没收" in said:
        return False
    if all(one.name not in (",", "(") for one in between if one.sort == "separator"):
        return True
    last = said.rsplit(",", 1)[-1].rsplit("(", 1)[-1]
    return words.TOTAL.search(last) is not None and len(last) <= 8


def _paid_only(scanned: Scanned, index: int, since: int | None) -> bool:
    """罚款缴纳到位15万元: no other sum was told for this 罚款."""
    if since is None or index != since + 1:
        return False
    return "缴" in scanned.text[scanned.tokens[since].end : scanned.tokens[index].start]


def _chosen(amounts: list[Amount], doubts: list[str], takes: frozenset[int]) -> Fine:
    if not amounts:
        return Fine(None, tuple(doubts), takes)
    totals = [one.value for one in amounts if one.total and not one.part]
    if len({one.proposed for one in amounts}) > 1:
        doubts.append(_("既有拟罚款又有已罚款，请核对"))
    whole = [one.value for one in amounts if not one.part] or [one.value for one in amounts]
    if totals and len(amounts) > 1:
        if len(set(totals)) > 1:
            doubts.append(_("有几个罚款总额，取最大的一个"))
        return Fine(max(totals), tuple(doubts), takes)
    return Fine(sum(whole, Decimal(0)), tuple(doubts), takes)
