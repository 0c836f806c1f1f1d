"""Words bound to numbers, and the lists in which one word or number serves several."""

import re
from dataclasses import dataclass, field, replace

from rectify.exchange.phrases.outcome.tokens import Scanned, Token

_LISTED = re.compile(r"[、和及与](?:行政|实施|予以)?")
_LISTED_PERSON = re.compile(r"[^,;。、\d\n]{0,12}、(?:对)?")
OF_PERSONS = ("accountable", "talked_to", "detained")


@dataclass
class Binding:
    """A word with the number that counts it, or none; `part` after 其中 or inside a bracket.

    `times` is how many targets 各 gives the number to: 约谈企业负责人及镇长各1人.
    """

    key: Token
    number: Token | None
    negated: bool
    part: bool
    times: int = 1


@dataclass
class Bound:
    """Every binding in order, and the numbers no word took."""

    bindings: list[Binding] = field(default_factory=list)
    loose: list[Token] = field(default_factory=list)


def share(scanned: Scanned, bound: Bound) -> None:
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


def join_persons(scanned: Scanned, bound: Bound) -> None:
    """对1名局长、2名科长给予处分: the word counts the persons listed before its own."""
    for binding in list(bound.bindings):
        first = binding.number
        if binding.key.name not in OF_PERSONS or not first or first.start > binding.key.start:
            continue
        for token in reversed([one for one in bound.loose if one.end <= first.start]):
            between = scanned.text[token.end : first.start]
            if token.name not in "人名位" or not _LISTED_PERSON.fullmatch(between):
                break
            bound.bindings.append(replace(binding, number=token))
            bound.loose.remove(token)
            first = token
