"""Finds where the issues of a narrative plan begin: labels come round, headings count on."""

from collections.abc import Sequence
from dataclasses import dataclass

from rectify.exchange.readers.events import Event
from rectify.exchange.readers.serials import RANK

SLOT = {"lead": "unit", "responsible": "unit", "implementing": "unit", "units_and_person": "unit",
        "lead_and_cooperating": "unit"}  # fmt: skip
CORE = frozenset(
    ["goal", "measures", "deadline", "lead", "responsible", "cooperating", "supervising",
     "acceptance", "implementing", "units_and_person", "lead_and_cooperating", "issue",
     "serial"]
)  # fmt: skip
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
    rounds = _rounds(events)
    style = _style(events, rounds)
    starts: list[int] = []
    previous = 0
    for one in rounds:
        start, number = _start(events, one, style, previous)
        starts.append(start)
        previous = number or previous
    return _with_unlabelled(events, starts, style)


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
    event = events[index]
    if event.field in ONCE:
        return True
    if event.field not in OWN or "measures" not in seen:
        return slot == opener
    return slot == opener and _heads(events, index - 1)


def _heads(events: Sequence[Event], index: int) -> bool:
    """Tell a line after the measures that heads an issue: its number is of another style."""
    before = events[index]
    if before.field or before.head is None:
        return False
    begin = max(i for i in range(index) if events[i].field == "measures")
    styles = {head.style for event in events[begin:index] if (head := event.head)}
    return before.head.style not in styles


def _style(events: Sequence[Event], rounds: Sequence[Round]) -> str:
    """Return the style of number whose headings count on from round to round."""
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
    index = _in_style(events, one, style, previous) if style else None
    if index is not None:
        return index, _number(events[index])
    if events[one.label].field in {"issue", "serial"}:
        return one.label, None
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


def _with_unlabelled(events: Sequence[Event], starts: list[int], style: str) -> list[int]:
    """Add issues that have a heading in sequence but not one label of their own."""
    if not style or RANK[style] > 2 or not starts:
        return starts
    known = set(starts)
    for index in range(starts[0], len(events)):
        head = events[index].head
        if index in known or head is None or head.style != style:
            continue
        before = max(i for i in known if i < index)
        number, previous = _number(events[index]), _number(events[before])
        if number is not None and previous is not None and number == previous + 1:
            known.add(index)
    return sorted(known)


def _number(event: Event) -> int | None:
    head = event.head
    return int(head.number) if head and head.number.isdigit() else None


def _slot(name: str) -> str:
    return SLOT.get(name, name)
