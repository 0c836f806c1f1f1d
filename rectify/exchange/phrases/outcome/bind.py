"""Joins each word to its number: the one after it in its clause, else the one before it."""

import re
from dataclasses import replace

from rectify.exchange.phrases.outcome import words
from rectify.exchange.phrases.outcome.bound import OF_PERSONS, Binding, Bound, join_persons, share
from rectify.exchange.phrases.outcome.tokens import Scanned, Token

_MEANT = {"detained_moved": "detained", "done_or_staged": "done"}
_JOINED = re.compile(r"[^,;。、\d\n]{0,14}(?:和|及|与|以及)")
_FARTHEST = 24
"""Characters between a word and its number: 约谈乡镇分管负责人2人次."""


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
    share(scanned, bound)
    join_persons(scanned, bound)
    return bound


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
                times = _each(scanned, opened, token)
                bound.bindings.append(Binding(opened, token, negated=False, part=part, times=times))
    for index, token in enumerate(clause):
        if token.name == "part" and token.sort == "key":
            part = True
        elif token.sort == "key":
            bound.bindings += _bound(scanned, clause, index, taken, part)
    bound.loose += (
        [] if part else [t for i, t in enumerate(clause) if t.sort == "number" and i not in taken]
    )


def _bound(
    scanned: Scanned, clause: list[Token], index: int, taken: set[int], part: bool
) -> list[Binding]:
    """The bindings of one word: none where it is only threatened, several with listed numbers."""
    key = clause[index]
    place = _after(clause, index, taken)
    listed: list[int] = []
    if place is not None and _money(key, clause[place]):
        counted = _before(clause, index, taken)
        place = place if counted is None else counted
    if place is None:
        place = _before(clause, index, taken)
        listed = _listed_before(scanned, clause, place, key) if place is not None else []
    if place is None and _threatened(scanned, key):
        return []
    taken |= {*listed, place} if place is not None and key.name != "order" else set()
    negated = _negated(scanned, key)
    meant = replace(key, name=_MEANT.get(key.name, key.name))
    numbers = [clause[one] for one in listed if one not in taken or place is not None]
    first = clause[place] if place is not None else None
    times = max(_each(scanned, key, first), _each_of(scanned, key)) if first else 1
    return [Binding(meant, number, negated, part, times) for number in (*numbers, first)]


def _negated(scanned: Scanned, key: Token) -> bool:
    before = scanned.text[max(0, key.start - 18) : key.start]
    people = key.name in OF_PERSONS and words.NOT_DONE_TO.search(before)
    told = words.NEGATED.search(before[-14:]) or people
    return bool(told or words.NONE_AFTER.match(scanned.text, key.end))


def _each(scanned: Scanned, key: Token, number: Token) -> int:
    said = scanned.text[key.end : number.start]
    return len(re.split("[、及和与]", said)) if said.endswith("各") else 1


def _each_of(scanned: Scanned, key: Token) -> int:
    """对物业公司、施工单位各约谈1次: what 各 stands for is listed in front."""
    said = re.split("[,;。\n]", scanned.text[: key.start])[-1]
    people = key.name in ("talked_to", "accountable")
    return len(re.split("[、及和与]", said)) if people and said.endswith("各") else 1


def _threatened(scanned: Scanned, key: Token) -> bool:
    found = words.CONDITION.search(scanned.text[max(0, key.start - 48) : key.start])
    return found is not None and "已" not in found[0]


def _listed_before(scanned: Scanned, clause: list[Token], place: int, key: Token) -> list[int]:
    """对1名镇长和2名所长诫勉谈话: the numbers joined to the one before the word."""
    found: list[int] = []
    later = clause[place]
    for earlier in range(place - 1, -1, -1):
        token = clause[earlier]
        between = scanned.text[token.end : later.start]
        person = key.name in OF_PERSONS
        if token.name != later.name or not person or not _JOINED.fullmatch(between):
            break
        found.append(earlier)
        later = token
    return found[::-1]


def _after(clause: list[Token], index: int, taken: set[int]) -> int | None:
    key = clause[index]
    for place in range(index + 1, len(clause)):
        token = clause[place]
        if token.sort == "key":
            return None
        fits = token.name in words.UNITS.get(key.name, ()) or _money(key, token)
        fits = fits and not (_work(key) and token.name not in "家户")
        fits = fits or key.name == "ignored" or (key.name == "order" and token.name in "家户个处")
        if fits and place not in taken and token.start - key.end <= _FARTHEST:
            return place + 1 if _of_bodies(clause, place) else place
    return None


def _of_bodies(clause: list[Token], place: int) -> bool:
    """约谈5家企业负责人7人: the persons count, not the enterprises they are of."""
    key, number, following = clause[place - 1], clause[place], clause[place + 1 : place + 2]
    told = key.name == "talked_to" and number.name in "家户个"
    return told and bool(following) and following[0].name in ("人", "名", "人次")


def _before(clause: list[Token], index: int, taken: set[int]) -> int | None:
    key = clause[index]
    for place in range(index - 1, -1, -1):
        token = clause[place]
        fits = token.name in words.UNITS.get(key.name, ()) or key.name == "order"
        if token.sort == "number" and fits and place not in taken:
            return place
    return None


def _work(key: Token) -> bool:
    """责令企业完成3处点位治理: the number counts the work, not those ordered to do it."""
    named = re.search("[整改立]改|改正|纠正|治理|通知|决定|告知", key.text)
    return key.name == "ordered_rectify" and named is None


def _money(key: Token, token: Token) -> bool:
    """立案处罚642万元: the word for a case followed by money is the fine."""
    return key.name == "cases_filed" and token.name == "元"
