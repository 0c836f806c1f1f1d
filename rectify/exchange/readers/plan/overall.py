"""Overall measures (总体措施): work tasks that belong to no issue, duties in a closing bracket."""

from collections.abc import Sequence

from rectify.exchange.readers.events import Event
from rectify.exchange.readers.items import Item
from rectify.exchange.readers.plan.raw import RawIssue, RawMeasure, Span
from rectify.exchange.readers.plan.tail import split_tail
from rectify.exchange.readers.serials import RANK, Head
from rectify.exchange.readers.source.numbering import chinese

SHORT = 80


def read_overall(events: Sequence[Event]) -> list[RawIssue]:
    """Return a row for every numbered line that ends with who does it."""
    found: list[RawIssue] = []
    path: dict[int, tuple[Head, str]] = {}
    for event in events:
        if event.field:
            continue
        head = event.head
        if head:
            rank = RANK[head.style]
            path = {key: value for key, value in path.items() if key < rank}
            path[rank] = (head, event.text)
        text, tail = split_tail(head.rest if head else event.text)
        roles = [name for name, _words in tail if name != "deadline"]
        if roles and (head or len(text) > SHORT // 2):
            found.append(_row(event, text, tail, path, bool(head)))
    return found


def _row(
    event: Event, text: str, tail: list[tuple[str, str]], path: dict[int, tuple[Head, str]],
    numbered: bool,
) -> RawIssue:  # fmt: skip
    ranks = sorted(path)
    own = path[ranks[-1]][0] if ranks and numbered else None
    above = [path[rank] for rank in (ranks[:-1] if numbered else ranks)]
    raw = RawIssue(place=event.place, overall=True, section=above[-1][1] if above else "")
    raw.add("serial", Span(_number([head for head, _text in above], own), event.place))
    raw.add("issue", Span(above[-1][0].rest if above else text[:SHORT], event.place))
    raw.measures.append(RawMeasure(Item(text, event.place)))
    for name, words in tail:
        raw.add(name, Span(words, event.place))
    return raw


def _number(above: list[Head], own: Head | None) -> str:
    """Return the number as the plan would be quoted: (二)3; never like an issue's bare number."""
    shown = [_shown(head) for head in above if RANK[head.style] >= 2]
    if own is None:
        return "".join(shown)
    return "".join([*shown, own.number]) if shown else _shown(own)


def _shown(head: Head) -> str:
    words = chinese(int(head.number)) if head.number.isdigit() else head.number
    return {"一、": f"{words}、", "(一)": f"({words})"}.get(head.style, f"{head.number}.")
