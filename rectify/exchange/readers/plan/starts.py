"""Finds where the issues of a narrative plan begin: headings count on, or labels come round."""

from collections.abc import Sequence

from rectify.exchange.readers.events import Event
from rectify.exchange.readers.plan.rounds import counting_style, rounds_of, start_of
from rectify.exchange.readers.plan.stretches import by_headings, heading_style


def find_starts(events: Sequence[Event]) -> list[int]:
    """Return the index of every event that opens an issue, in order."""
    heading = heading_style(events)
    if heading:
        return by_headings(events, heading)
    rounds = rounds_of(events)
    style = counting_style(events, rounds)
    starts: list[int] = []
    previous = 0
    for one in rounds:
        start, number = start_of(events, one, style, previous)
        starts.append(start)
        previous = number or previous
    return starts
