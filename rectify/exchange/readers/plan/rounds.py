"""Finds issues by their labels coming round, where headings and measures are numbered alike."""

from collections.abc import Sequence
from dataclasses import dataclass

from rectify.exchange.readers.events import Event
from rectify.exchange.readers.plan.fields import CORE, NAMING, OWN, number_of, slot_of
from rectify.exchange.readers.serials import RANK


@dataclass(frozen=True, slots=True)
class Round:
    """One round of labels: where its first label stands and where the lines before it begin."""

    label: int
    lines: range


def rounds_of(events: Sequence[Event]) -> list[Round]:
    """A round begins where a label comes that the running issue has had already."""
    found: list[Round] = []
    seen: set[str] = set()
    last = -1
    opener = next((slot_of(event.field) for event in events if event.field in CORE), "")
    for index, event in enumerate(events):
        if event.field not in CORE:
            last = index if event.field else last
            continue
        slot = slot_of(event.field)
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


def counting_style(events: Sequence[Event], rounds: Sequence[Round]) -> str:
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
        number = number_of(events[index])
        near = 0.2 if index >= one.label - 2 else 0.0
        score += (1.0 if number == previous + 1 or not position else 0.5) + near
        previous = number or previous
    return score


def _in_style(events: Sequence[Event], one: Round, style: str, previous: int) -> int | None:
    """Return a round's heading in this style: the next number, else a restart, else a later one."""
    fitting = [i for i in one.lines if (head := events[i].head) and head.style == style]
    for wanted in (previous + 1, 1):
        for index in reversed(fitting):
            if number_of(events[index]) == wanted:
                return index
    later = [i for i in fitting if (number_of(events[i]) or 0) >= previous]
    return later[-1] if later else None


def start_of(
    events: Sequence[Event], one: Round, style: str, previous: int
) -> tuple[int, int | None]:
    if events[one.label].field in NAMING:
        near = events[one.label - 1].head if one.lines else None
        return one.label - (near is not None and len(near.rest.strip()) <= 2), None
    index = _in_style(events, one, style, previous) if style else None
    if index is not None:
        return index, number_of(events[index])
    numbered = [i for i in one.lines if events[i].head]
    if not one.lines:
        return one.label, None
    after = events[one.lines.start - 1].field if one.lines.start else ""
    if after == "measures":  # the lines are measures; only an unnumbered last one is a heading
        last = one.lines[-1]
        heads_it = not events[last].head and (numbered or len(one.lines) > 1)
        return (last, None) if heads_it else (one.label, None)
    chosen = numbered[-1] if numbered and not style else one.lines[-1]
    return chosen, number_of(events[chosen])
