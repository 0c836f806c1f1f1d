"""Narrative plans: headings, labelled lines, small tables, measures with their own units."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from rectify.exchange.readers.events import Event
from rectify.exchange.readers.items import Item, join_lines, says_something
from rectify.exchange.readers.plan.fields import CORE, OWN
from rectify.exchange.readers.plan.raw import RawIssue, RawMeasure, Span
from rectify.exchange.readers.plan.starts import find_starts
from rectify.exchange.readers.plan.stretches import CHAPTER
from rectify.exchange.readers.plan.tail import split_tail
from rectify.exchange.readers.serials import RANK

LEADING = re.compile(
    r"^(?:第[一二三四五六七八九十百\d]+[项条个号])?(?:反馈|督察|整改|具体)?(?:问题|任务|事项)?"
    r"(?:描述|内容|[一二三四五六七八九十\d]{1,4})?\s*[:：]\s*"
)
SHORT = 14
APPENDIX = re.compile(r"\s*(附件|附表|附)\s*[\d一二三四五六七八九十]{0,2}\s*([:：]|$)|抄送|主送")
"""What stands below is no part of the field above."""


def read_narrative(events: Sequence[Event]) -> tuple[list[RawIssue], list[Event]]:
    """Return the issues, and the lines that belong to none (introductions, general measures)."""
    labels = {event.field for event in events if event.field} & CORE
    if len(labels) < 2:
        return [], list(events)
    starts = find_starts(events)
    if not starts:
        return [], list(events)
    issues = []
    section, loose = "", events[: starts[0]]
    for begin, end in zip(starts, [*starts[1:], len(events)], strict=True):
        section = _section(events, loose, begin) or section
        stop = _closing(events, begin, end)
        issues.append(_issue(events[begin:stop], section))
        loose = events[stop:end]
    return issues, list(events[: starts[0]])


def _section(events: Sequence[Event], loose: Sequence[Event], start: int) -> str:
    """Return the heading an issue stands under: the last short line of a higher rank before it."""
    own = events[start].head
    rank = RANK[own.style] if own else 9
    headings = [
        event.text for event in loose
        if (head := event.head) and RANK[head.style] < min(rank, 3) and len(event.text) < 40
    ]  # fmt: skip
    return headings[-1] if headings else ""


def _closing(events: Sequence[Event], begin: int, end: int) -> int:
    """Return where an issue's own lines end: at a heading of a higher rank after its last label."""
    own = events[begin].head
    rank = RANK[own.style] if own else 9
    for index in range(begin + 1, end):
        if (
            (head := events[index].head)
            and RANK[head.style] < min(rank, 3)
            and (len(head.rest) <= SHORT and CHAPTER.search(head.rest))
        ):
            return index
    last = max((i for i in range(begin, end) if events[i].field), default=begin)
    follows = events[last + 1].head if last + 1 < end else None
    listed = events[last].field == "measures" and not events[last].text
    measures = follows.style if follows and listed else ""
    for index in range(last + 1, end):
        head = events[index].head
        if head is None or head.style == measures or RANK[head.style] > 2:
            continue
        parted = rank < 9 or events[index].level or CHAPTER.search(events[index].text)
        if parted and RANK[head.style] < rank:
            return index
    return end


def _issue(events: Sequence[Event], section: str) -> RawIssue:
    raw = RawIssue(section=section, place=events[0].place)
    current: str = "issue"
    lines: list[tuple[str, str]] = []
    repeated, counted = _repeated(events), _labels_counted(events)
    for position, event in enumerate(events):
        if not event.field:
            if position == 0:
                _head(raw, event)
            elif APPENDIX.match(event.text):
                current = ""
            elif current == "measures":
                lines.append((event.text, event.place))
            elif current:
                _append(raw, current, event)
        elif (event.field in repeated and (lines or raw.measures)) or _ends(event, lines):
            _flush(raw, lines)
            _own(raw, event)
            current = "measures"
        else:
            current = event.field if event.line else ""  # a cell ends with its frame
            _label(raw, replace(event, number="") if counted else event, lines)
    _flush(raw, lines)
    return raw


def _labels_counted(events: Sequence[Event]) -> bool:
    """Tell labels that are themselves numbered (一、问题 二、目标): none of it is the issue's."""
    numbers = [event.number for event in events if event.field]
    return any(one.isdigit() and two == str(int(one) + 1) for one, two in pairwise(numbers))


def _ends(event: Event, lines: list[tuple[str, str]]) -> bool:
    """Tell a label at the end of a measure's own line: …。责任单位：县住建局。"""
    return event.field in OWN and bool(lines) and event.line.startswith(lines[-1][0])


def _own(raw: RawIssue, event: Event) -> None:
    """Give a unit or a deadline to the measure it stands under."""
    if raw.measures:
        spans = raw.measures[-1].own.setdefault(event.field, [])
        spans.append(Span(event.text, event.place))


def _label(raw: RawIssue, event: Event, lines: list[tuple[str, str]]) -> None:
    if event.field == "measures":
        lines.extend((text, event.place) for text in event.text.split("\n"))
        return
    if event.field == "issue" and event.number and "serial" not in raw.spans:
        raw.add("serial", Span(event.number, event.place))
    raw.add(event.field, Span(event.text, event.place))


def _head(raw: RawIssue, event: Event) -> None:
    head = event.head
    if head is None:
        raw.add("issue", Span(event.text, event.place))
        return
    raw.add("serial", Span(head.number, event.place))
    rest = LEADING.sub("", head.rest).strip()
    if rest:
        text, tail = split_tail(rest)
        raw.add("issue", Span(text, event.place))
        for name, words in tail:
            raw.add(name, Span(words, event.place))


def _append(raw: RawIssue, current: str, event: Event) -> None:
    """A line after a label's own line goes on with it."""
    spans = raw.spans.get(current)
    if spans:
        spans[-1] = Span(f"{spans[-1].text}\n{event.text}", spans[-1].place)
    else:
        raw.add(current, Span(event.text, event.place))


def _repeated(events: Sequence[Event]) -> frozenset[str]:
    """Return the fields said more than once after the measures began: they are the measures'."""
    begun, counted = False, Counter[str]()
    for event in events:
        begun = begun or event.field == "measures"
        if begun and event.field in OWN:
            counted[event.field] += 1
    return frozenset(name for name, count in counted.items() if count > 1)


def _flush(raw: RawIssue, lines: list[tuple[str, str]]) -> None:
    items = join_lines(line for line in lines if says_something(line[0]))
    raw.measures.extend(RawMeasure(Item(item.text, item.place)) for item in items)
    lines.clear()
