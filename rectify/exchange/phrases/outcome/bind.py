"""Joins each word to its number: the one after it in its clause, else the one before it."""

import re
from dataclasses import dataclass, field, replace

from rectify.exchange.phrases.outcome import words
from rectify.exchange.phrases.outcome.tokens import Scanned, Token

_MEANT = {"detained_moved": "detained", "done_or_staged": "done"}
_LISTED = re.compile(r"[、和及与](?:行政|实施|予以)?")
_FARTHEST = 24
"""Characters between a word and its number: 约谈乡镇分管负责人2人次."""


@dataclass
class Binding:
    """A word with the number that counts it, or none; `part` after 其中 or inside a bracket."""

    key: Token
    number: Token | None
    negated: bool
    part: bool


@dataclass
class Bound:
    """Every binding in order, and the numbers no word took."""

    bindings: list[Binding] = field(default_factory=list)
    loose: list[Token] = field(default_factory=list)


def bind(scanned: Scanned) -> Bound:
    """Bind clause by clause."""
    bound = Bound()
    clause: list[Token] = []
    part = False
    depth = 0
    opened: Token | None = None
    for token in scanned.tokens:
        if token.sort != "separator":
            clause.append(token)
            continue
        _bind_clause(scanned, clause, bound, part=part or depth > 0, opened=opened)
        opened = _last_key(clause) or opened if token.name == "、" else None
        part = part or any(one.name == "part" for one in clause)
        part = part and token.name not in ";。\n"
        depth = max(0, depth + {"(": 1, ")": -1}.get(token.name, 0))
        clause = []
    _bind_clause(scanned, clause, bound, part=part or depth > 0, opened=opened)
    _share(scanned, bound)
    return bound


def _share(scanned: Scanned, bound: Bound) -> None:
    """责令整改、立案处罚各3家: the number counts each word of the list."""
    for index, binding in enumerate(bound.bindings):
        number = binding.number
        if number is None or scanned.text[number.start - 1 : number.start] != "各":
            continue
        for before in reversed(bound.bindings[:index]):
            between = scanned.text[before.key.end : binding.key.start]
            if before.number is not None or not _LISTED.fullmatch(between):
                break
            before.number = number
            binding = before


def _same_deed(scanned: Scanned, opened: Token, clause: list[Token]) -> bool:
    """扣押挖掘机1台、铲车2台, but not 扣押挖掘机1台、清运垃圾2车."""
    if opened.name not in words.CONTINUED:
        return False
    start = scanned.text.rfind("、", 0, clause[0].start) + 1
    return words.OTHER_DEED.match(scanned.text, start) is None


def _last_key(clause: list[Token]) -> Token | None:
    return next((token for token in reversed(clause) if token.sort == "key"), None)


def _bind_clause(
    scanned: Scanned, clause: list[Token], bound: Bound, *, part: bool, opened: Token | None
) -> None:
    """Bind the words of one clause; a bare number after 、 goes on counting the word before it."""
    taken: set[int] = set()
    goes_on = opened and clause and not _last_key(clause) and _same_deed(scanned, opened, clause)
    if opened and goes_on:
        for index, token in enumerate(clause):
            if token.name in words.CONTINUED[opened.name]:
                taken.add(index)
                bound.bindings.append(Binding(opened, token, negated=False, part=part))
    for index, token in enumerate(clause):
        if token.name == "part" and token.sort == "key":
            part = True
        elif token.sort == "key":
            place = _after(clause, index, taken)
            place = _before(clause, index, taken) if place is None else place
            number = clause[place] if place is not None else None
            taken |= {place} if place is not None and token.name != "order" else set()
            negated = words.NEGATED.search(scanned.text[max(0, token.start - 14) : token.start])
            token = replace(token, name=_MEANT.get(token.name, token.name))
            bound.bindings.append(Binding(token, number, negated is not None, part))
    bound.loose += (
        [] if part else [t for i, t in enumerate(clause) if t.sort == "number" and i not in taken]
    )


def _after(clause: list[Token], index: int, taken: set[int]) -> int | None:
    key = clause[index]
    for place in range(index + 1, len(clause)):
        token = clause[place]
        if token.sort == "key":
            return None
        fits = token.name in words.UNITS.get(key.name, ()) or _money(key, token)
        fits = fits or key.name == "ignored" or (key.name == "order" and token.name in "家户个处")
        if fits and place not in taken and token.start - key.end <= _FARTHEST:
            return place
    return None


def _before(clause: list[Token], index: int, taken: set[int]) -> int | None:
    key = clause[index]
    for place in range(index - 1, -1, -1):
        token = clause[place]
        fits = token.name in words.UNITS.get(key.name, ()) or key.name == "order"
        if token.sort == "number" and fits and place not in taken:
            return place
    return None


def _money(key: Token, token: Token) -> bool:
    """立案处罚642万元: the word for a case followed by money is the fine."""
    return key.name == "cases_filed" and token.name == "元"
