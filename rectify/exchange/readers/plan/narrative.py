"""Narrative plans: 一、/(一)/1. headings, labelled lines, small tables, measures with their own units."""

import re
from collections import Counter
from collections.abc import Sequence

from rectify.exchange.readers.events import Event
from rectify.exchange.readers.items import Item, join_lines, says_something
from rectify.exchange.readers.plan.raw import RawIssue, RawMeasure, Span
from rectify.exchange.readers.plan.tail import split_tail
from rectify.exchange.readers.serials import RANK

CORE = frozenset(["goal", "measures", "deadline", "lead", "responsible", "cooperating", "supervising", "acceptance", "implementing"])  # fmt: skip
ONCE = frozenset({"goal", "measures", "issue"})
OWN = frozenset({"deadline", "lead", "responsible", "cooperating", "implementing", "person"})
LEADING = re.compile(r"^(反馈|督察|整改)?(问题|任务|事项)\s*(描述|内容)?\s*[:：]\s*")


def read_narrative(events: Sequence[Event]) -> tuple[list[RawIssue], list[Event]]:
    """Return the issues, and the lines that belong to none (introductions, general measures)."""
    labels = {event.field for event in events if event.field} & CORE
    if len(labels) < 2 and not ("measures" in labels or "goal" in labels):
        return [], list(events)
    starts = _starts(events)
    if not starts:
        return [], list(events)
    issues = []
    ends = [*starts[1:], len(events)]
    sections = _sections(events, starts)
    for begin, end, section in zip(starts, ends, sections, strict=True):
        stop = _closing(events, begin, end, starts)
        issues.append(_issue(events[begin:stop], section))
    return issues, list(events[: starts[0]])


def _starts(events: Sequence[Event]) -> list[int]:
    """Return where issues begin: by repeated labels, then by the headings' own count."""
    found: list[int] = []
    seen: set[str] = set()
    opener = next((event.field for event in events if event.field in CORE | {"issue"}), "")
    for index, event in enumerate(events):
        if event.field not in CORE | {"issue"}:
            continue
        again = event.field in seen and (event.field in ONCE or event.field == opener)
        if (again and not _per_measure(events, index, seen)) or not seen:
            start = _heading_before(events, index, found[-1] if found else -1, found)
            if start is not None:
                found.append(start)
                seen = set()
        seen.add(event.field)
    return _without_labels(events, found)


def _per_measure(events: Sequence[Event], index: int, seen: set[str]) -> bool:
    """A unit or a deadline said again among the measures belongs to one measure."""
    event = events[index]
    if event.field not in OWN or "measures" not in seen:
        return False
    before = events[index - 1]
    return before.field in OWN or not (before.head and RANK[before.head.style] <= 2)


def _heading_before(events: Sequence[Event], index: int, last: int, found: list[int]) -> int | None:
    """Return the line that heads the issue whose first label is at `index`."""
    event = events[index]
    begin = index
    while begin - 1 > last and not events[begin - 1].field:
        begin -= 1
    lines = range(begin, index)
    style = _style(events, found)
    if event.field == "issue":
        near = events[index - 1] if index - 1 > last else None
        bare = near is not None and near.head is not None and len(near.head.rest.strip()) <= 12
        return index - 1 if bare and near is not None and not near.field else index
    by_style = [i for i in lines if (head := events[i].head) and head.style == style]
    if style and by_style:
        return by_style[-1]
    if begin - 1 > last >= 0 and events[begin - 1].field == "measures" and not by_style and style:
        return index if event.field in ONCE else None
    numbered = [i for i in lines if events[i].head]
    if numbered:
        return _outermost_last(events, numbered)
    return lines[-1] if lines else index


def _outermost_last(events: Sequence[Event], numbered: list[int]) -> int:
    """Prefer the last heading line; a run 1. 2. 3. directly before a label is its description."""
    last = numbered[-1]
    headings = [i for i in numbered if events[i].level]
    return headings[-1] if headings else last


def _style(events: Sequence[Event], found: list[int]) -> str:
    counted = Counter(head.style for i in found if (head := events[i].head))
    return counted.most_common(1)[0][0] if counted else ""


def _without_labels(events: Sequence[Event], found: list[int]) -> list[int]:
    """Add issues that have a heading in sequence but not one label of their own."""
    style = _style(events, found)
    if not style or RANK[style] > 2:
        return found
    known = set(found)
    for index, event in enumerate(events):
        head = event.head
        if index in known or head is None or head.style != style or index < found[0]:
            continue
        before = max((i for i in known if i < index), default=None)
        previous = events[before].head if before is not None else None
        if previous and head.number.isdigit() and previous.number.isdigit():
            if int(head.number) == int(previous.number) + 1:
                known.add(index)
    return sorted(known)


def _sections(events: Sequence[Event], starts: list[int]) -> list[str]:
    """Return the heading each issue stands under (its number's style is of a higher rank)."""
    found, section, begin = [], "", 0
    for start in starts:
        own = events[start].head
        rank = RANK[own.style] if own else 9
        for event in events[begin:start]:
            head = event.head
            if head and RANK[head.style] < min(rank, 3) and len(event.text) < 40:
                section = event.text
        found.append(section)
        begin = start
    return found


def _closing(events: Sequence[Event], begin: int, end: int, starts: list[int]) -> int:
    """Cut off what follows an issue without being its own: the next section's heading."""
    own = events[begin].head
    rank = RANK[own.style] if own else 9
    for index in range(begin + 1, end):
        event = events[index]
        head = event.head
        if head and RANK[head.style] < rank and not event.field and RANK[head.style] <= 2:
            if rank < 9 or event.level:
                return index
    return end


def _issue(events: Sequence[Event], section: str) -> RawIssue:
    raw = RawIssue(section=section, place=events[0].place)
    current, lines = "issue", []
    repeated = _repeated(events)
    for position, event in enumerate(events):
        if not event.field and position == 0:
            _head(raw, event)
        elif not event.field:
            if current == "measures":
                lines.append((event.text, event.place))
            else:
                _append(raw, current, event)
        elif event.field in repeated and (lines or raw.measures):
            _flush(raw, lines)
            if raw.measures:
                raw.measures[-1].own.setdefault(event.field, []).append(
                    Span(event.text, event.place)
                )
            current = "measures"
        else:
            current = event.field
            if current == "measures":
                lines.extend((text, event.place) for text in event.text.split("\n"))
            else:
                if current == "issue" and event.number and "serial" not in raw.spans:
                    raw.add("serial", Span(event.number, event.place))
                raw.add(current, Span(event.text, event.place))
    _flush(raw, lines)
    return raw


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
