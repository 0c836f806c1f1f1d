"""What the petitions on record already answer: the same words again ask nothing. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from petitions.importing.drafts import COUNTED, NOTHING, Draft
from rectify.exchange.readers.source.clean import tidy
from rectify.exchange.writers.cells import FORBIDDEN

COLUMN = {
    "issue": "text",
    "area": "area",
    "finding": "finding",
    "closure_target": "closure_target",
    "handling": "handling",
    "accountability": "accountability",
}
"""Names of texts in a draft → columns of a petition."""
NOBODY = frozenset({"无", "/", "-", "—", "暂无", "不涉及"})


@dataclass(frozen=True)
class Known:
    """A petition as the tables have it; `worked_on`: somebody handles it in the system."""

    id: int
    batch: int
    values: Mapping[str, Any]
    worked_on: bool


def with_known(drafts: list[Draft], known: Mapping[str, Known]) -> list[Draft]:
    """What was read out of words holds as it is on record while the words are the same: a person
    has confirmed it, or entered it. What the file leaves out takes nothing away (design §7)."""
    return [_with(draft, known.get(draft.number.key)) for draft in drafts]


def alike(one: str, other: str) -> bool:
    """Whether two texts differ in blanks, breaks and what no file can hold at most."""
    return _bare(one) == _bare(other)


def nobody(text: str) -> str:
    """Who was held to account; empty where the words say nobody."""
    return "" if text.strip(" 。") in NOBODY else text


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", tidy(FORBIDDEN.sub("", text)))


def _with(draft: Draft, known: Known | None) -> Draft:
    if known is None:
        return draft
    values = known.values
    same = {name for name in COLUMN if _same(draft, name, values)}
    texts = {n: values[COLUMN[n]] if n in same else text for n, text in draft.texts.items()}
    numbered = alike(draft.number.printed, values["number"])
    found = replace(
        draft,
        texts=texts,
        number=replace(draft.number, printed=values["number"]) if numbered else draft.number,
        is_key=draft.is_key or (numbered and values["is_key"]),
        duplicate_number=_duplicate(draft, values, same, numbered),
        known=frozenset(same & {"area", "accountability"})
        | ({"number"} if numbered else frozenset()),
    )
    return _answered(found, values, same) if draft.answered and values["closure"] else found


def _same(draft: Draft, name: str, values: Mapping[str, Any]) -> bool:
    old, new = values[COLUMN[name]], draft.texts[name]
    if name == "accountability":
        old, new = nobody(old), nobody(new)
    return alike(old, new)


def _duplicate(draft: Draft, values: Mapping[str, Any], same: set[str], numbered: bool) -> str:
    stored = str(values["duplicate_number"])
    if numbered and {"issue", "finding", "handling"} <= same:
        return stored
    return draft.duplicate_number or stored


def _answered(draft: Draft, values: Mapping[str, Any], same: set[str]) -> Draft:
    """The readings of a result, each as on record where the words it was read from are."""
    known = set(draft.known)
    if {"handling", "accountability"} <= same and "outcome" not in draft.edited:
        draft = replace(draft, outcome={name: values[name] for name in COUNTED})
        known.add("outcome")
    if "handling" in same and draft.closure == values["closure"]:
        draft = replace(draft, next_due_on=values["next_due_on"])
        known.add("next")
    reading = draft.row.get("verdict") or NOTHING
    unsure = reading.get("confidence") == "low" and "verdict" not in draft.edited
    if unsure and "finding" in same:
        draft = replace(draft, verdict=values["verdict"])
        known.add("verdict")
    return replace(draft, known=frozenset(known))
