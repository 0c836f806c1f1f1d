"""Finds the style of number whose headings part a plan into its issues."""

import re
from collections.abc import Sequence
from itertools import pairwise

from rectify.exchange.readers.events import Event
from rectify.exchange.readers.plan.fields import CORE, ONCE, number_of
from rectify.exchange.readers.serials import RANK

CHAPTER = re.compile(
    r"保障|组织领导|工作要求|有关要求|附则|总体要求|指导思想|基本原则|督导检查|责任追究"
)


def _measure_styles(events: Sequence[Event]) -> set[str]:
    """Return the styles of number that measures begin with."""
    return {
        head.style for label, event in pairwise(events)
        if label.field == "measures" and not label.text and (head := event.head)
    }  # fmt: skip


def heading_style(events: Sequence[Event]) -> str:
    """Return the style of number that parts the file into issues, '' where none does.

    Each of its stretches holds one issue's labels at most (none twice that an issue has once),
    and no measure is numbered like it. Where sections and issues both fit (one issue a section),
    the inner one that counts on over the sections is the issues'.
    """
    taken = _measure_styles(events)
    styles = {head.style for event in events if (head := event.head)} - taken
    scored = [(score, RANK[style], style) for style in sorted(styles)
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
            number = number_of(events[index]) or 0
            score += 1.0 if number == previous + 1 or not previous else 0.6
            previous, found = number, found + 1
    wanted = max(sum(event.field == name for event in events) for name in ONCE)
    return score if found >= max(wanted, 1) else 0.0


def _between(events: Sequence[Event], style: str, first: int) -> list[tuple[int, int]]:
    headings = [i for i in range(first, len(events))
                if (head := events[i].head) and head.style == style]  # fmt: skip
    return list(zip(headings, [*headings[1:], len(events)], strict=True))


def by_headings(events: Sequence[Event], style: str) -> list[int]:
    """Every heading with labels after it is an issue.

    One without labels is an issue too if it counts on; chapters such as 保障措施 are none.
    """
    starts: list[int] = []
    previous = 0
    for index, end in _between(events, style, 0):
        number = number_of(events[index])
        labelled = any(event.field in CORE for event in events[index:end])
        counts_on = starts and number == previous + 1 and not CHAPTER.search(events[index].text)
        if labelled or counts_on:
            starts.append(index)
            previous = number or previous
    return starts
