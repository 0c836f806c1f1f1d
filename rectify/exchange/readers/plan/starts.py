"""Finds where the issues of a narrative plan begin: labels come round, headings count on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rectify.exchange.readers.events import Event
from rectify.exchange.readers.serials import RANK

SLOT = {"lead": "unit", "responsible": "unit", "implementing": "unit", "units_and_person": "unit",
        "lead_and_cooperating": "unit"}  # fmt: skip
CORE = frozenset(
    ["goal", "measures", "deadline", "lead", "responsible", "cooperating", "supervising",
     "acceptance", "implementing", "units_and_person", "lead_and_cooperating", "issue",
     "serial"]
)  # fmt: skip
CHAPTER = re.compile(
    r"保障|组织领导|工作要求|有关要求|附则|总体要求|指导思想|基本原则|督导检查|责任追究"
)
NAMING = frozenset(["issue", "serial"])
ONCE = frozenset(["goal", "measures", "issue", "serial"])
OWN = frozenset(["deadline", "lead", "responsible", "cooperating", "implementing", "person",
                 "units_and_person", "lead_and_cooperating"])  # fmt: skip


@dataclass(frozen=True, slots=True)
class Round:
    """One round of labels: where its first label stands and where the lines before it begin."""

    label: int
    lines: range


def find_starts(events: Sequence[Event]) -> list[int]:
    """Return the index of every event that opens an issue, in order."""
    heading = _heading_style(events)
    if heading:
        return _by_headings(events, heading)
    rounds = _rounds(events)
    style = _style(events, rounds)
    starts: list[int] = []
    previous = 0
    for one in rounds:
        start, number = _start(events, one, style, previous)
        starts.append(start)
        previous = number or previous
    return starts


def _measure_styles(events: Sequence[Event]) -> set[str]:
    """Return the styles of number that measures begin with."""
    return {
        head.style for label, event in pairwise(events)
        if label.field == "measures" and not label.text and (head := event.head)
    }  # fmt: skip


def _heading_style(events: Sequence[Event]) -> str:
    """Return the style of number that parts the file into issues, '' where none does.

    Each of its stretches holds one issue's labels at most (none twice that an issue has once),
    and no measure is numbered like it.
    """
    taken = _measure_styles(events)
    styles = {head.style for event in events if (head := event.head)} - taken
    scored = [(score, -RANK[style], style) for style in sorted(styles)
              if (score := _stretches(events, style)) > 0]  # fmt: skip
    return max(scored)[2] if scored else ""


def _stretches(events: Sequence[Event], style: str) -> float:
    """Score a style: its stretches with labels, those that count on worth more; 0 if it fails."""
    score, previous, found = 0.0, 0, 0
    for index, end in _between(events, style, 0):
        fields = [event.field for event in events[index:end] if event.field in CORE]
        if any(fields.count(name) > 1 for name in ONCE):
            return 0.0
        if fields:
            number = _number(events[index]) or 0
            score += 1.0 if number == previous + 1 or not previous else 0.6
            previous, found = number, found + 1
    wanted = max(sum(event.field == name for event in events) for name in ONCE)
    return score if found >= max(wanted, 1) else 0.0


def _between(events: Sequence[Event], style: str, first: int) -> list[tuple[int, int]]:
    headings = [i for i in range(first, len(events))
                if (head := events[i].head) and head.style == style]  # fmt: skip
    return list(zip(headings, [*headings[1:], len(events)], strict=True))


def _by_headings(events: Sequence[Event], style: str) -> list[int]:
    """Every heading with labels after it is an issue.

    One without labels is an issue too if it counts on; chapters such as 保障措施 are none.
    """
    starts: list[int] = []
    previous = 0
    for index, end in _between(events, style, 0):
        number = _number(events[index])
        labelled = any(event.field in CORE for event in events[index:end])
        counts_on = starts and number == previous + 1 and not CHAPTER.search(events[index].text)
        if labelled or counts_on:
            starts.append(index)
            previous = number or previous
    return starts


def _rounds(events: Sequence[Event]) -> list[Round]:
    """A round begins where a label comes that the running issue has had already."""
    found: list[Round] = []
    seen: set[str] = set()
    last = -1
    opener = next((_slot(event.field) for event in events if event.field in CORE), "")
    for index, event in enumerate(events):
        if event.field not in CORE:
            last = index if event.field else last
            continue
        slot = _slot(event.field)
        if not seen or (slot in seen and _comes_round(events, index, slot, opener, seen)):
            found.append(Round(index, range(last + 1, index)))
            seen = set()
        seen.add(slot)
        last = index
    return found


def _comes_round(
    events: Sequence[Event], index: int, slot: str, opener: str, seen: set[str]
) -> bool:
    """Tell a new issue's label from one more unit or deadline of a measure."""
    if events[index].field not in OWN or "measures" not in seen:
        return True
    return _heads(events, index - 1, slot == opener)


def _heads(events: Sequence[Event], index: int, opens: bool) -> bool:
    """Tell a line after the measures that heads an issue from one more measure.

    Its number is of another style, or it has none and stands after a label; where issues and
    measures are numbered alike, the label that opened the first issue decides (`opens`).
    """
    before = events[index]
    if before.field:
        return False
    begin = max(i for i in range(index) if events[i].field == "measures")
    if before.head is None:
        return index - 1 > begin and bool(events[index - 1].field)
    styles = {head.style for event in events[begin:index] if (head := event.head)}
    return before.head.style not in styles or opens


def _style(events: Sequence[Event], rounds: Sequence[Round]) -> str:
    """Return the style of number whose headings count on from round to round."""
    rounds = [one for one in rounds if events[one.label].field not in NAMING]
    styles = {head.style for one in rounds for i in one.lines if (head := events[i].head)}
    ranked = sorted(styles, key=lambda name: RANK[name])
    best = max(ranked, key=lambda style: _score(events, rounds, style), default="")
    return best if best and _score(events, rounds, best) * 2 >= len(rounds) else ""


def _score(events: Sequence[Event], rounds: Sequence[Round], style: str) -> float:
    """A heading that counts on is worth 1, another of its style half; near its labels more."""
    score, previous = 0.0, 0
    for position, one in enumerate(rounds):
        index = _in_style(events, one, style, previous)
        if index is None:
            continue
        number = _number(events[index])
        near = 0.2 if index >= one.label - 2 else 0.0
        score += (1.0 if number == previous + 1 or not position else 0.5) + near
        previous = number or previous
    return score


def _in_style(events: Sequence[Event], one: Round, style: str, previous: int) -> int | None:
    """Return a round's heading in this style: the next number, else a restart, else a later one."""
    fitting = [i for i in one.lines if (head := events[i].head) and head.style == style]
    for wanted in (previous + 1, 1):
        for index in reversed(fitting):
            if _number(events[index]) == wanted:
                return index
    later = [i for i in fitting if (_number(events[i]) or 0) >= previous]
    return later[-1] if later else None


def _start(
    events: Sequence[Event], one: Round, style: str, previous: int
) -> tuple[int, int | None]:
    if events[one.label].field in NAMING:
        near = events[one.label - 1].head if one.lines else None
        return one.label - (near is not None and len(near.rest.strip()) <= 2), None
    index = _in_style(events, one, style, previous) if style else None
    if index is not None:
        return index, _number(events[index])
    numbered = [i for i in one.lines if events[i].head]
    if not one.lines:
        return one.label, None
    after = events[one.lines.start - 1].field if one.lines.start else ""
    if after == "measures":  # the lines are measures; only an unnumbered last one is a heading
        last = one.lines[-1]
        heads_it = not events[last].head and (numbered or len(one.lines) > 1)
        return (last, None) if heads_it else (one.label, None)
    chosen = numbered[-1] if numbered and not style else one.lines[-1]
    return chosen, _number(events[chosen])


def _number(event: Event) -> int | None:
    head = event.head
    return int(head.number) if head and head.number.isdigit() else None


def _slot(name: str) -> str:
    return SLOT.get(name, name)
