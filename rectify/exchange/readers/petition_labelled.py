"""Complaints from labelled lines and running text: which line opens one, which goes on."""

from collections.abc import Iterator, Sequence

from rectify.exchange.readers.events import Event
from rectify.exchange.readers.petition_heads import opening_of
from rectify.exchange.readers.petition_lines import LONG, WEAK
from rectify.exchange.readers.petition_record import RawPetition
from rectify.exchange.readers.petition_words import BARE_SERIAL
from rectify.exchange.readers.plan.raw import Span


def labelled(events: Sequence[Event]) -> Iterator[RawPetition]:
    """Yield the complaints of labelled lines; the first label met again opens the next one."""
    events = _settled(events)
    unnamed = {"", "open", "stop"}
    opener = next((event.field for event in events if event.field not in unnamed), "")
    events = list(_with_serials(events, opener))
    numbered = _numbered(events)
    current: RawPetition | None = None
    name = ""
    for event in events:
        if event.field == "stop":
            if current and name in LONG and event.line and name not in current.spans:
                current.add(name, Span(event.line.strip(), event.place))
            name = ""
        elif not event.field or (current and _part_of(event, name, current, opener, numbered)):
            if current is not None and name:
                current.go_on(name, Span(event.line or event.text, event.place))
        else:
            if current is None or _opens(current, event, opener):
                if current is not None and _says(current):
                    yield current
                current = RawPetition(place=event.place, running=_is_heading(event), lines=True)
            name = _take(current, event)
    if current is not None and _says(current):
        yield current


def _settled(events: Sequence[Event]) -> Sequence[Event]:
    """Where complaints open with place and number, 1.举报问题:… is a point of a finding."""
    openings = (opening_of(e.line) for e in events if e.field == "open" and e.level != WEAK)
    if not any(found and found.issue is not None for found in openings):
        return events
    found: list[Event] = []
    weak = False
    for event in events:
        if weak and event.field == "complaint":
            weak = False
            continue
        weak = event.field == "open" and event.level == WEAK and bool(event.line)
        found.append(Event(event.line.strip(), event.place) if weak else event)
    return found


def _with_serials(events: Sequence[Event], opener: str) -> Iterator[Event]:
    """Yield the events, a number alone on the line before the opening label as what opens."""
    for index, event in enumerate(events):
        bare = None if event.field else BARE_SERIAL.fullmatch(event.text)
        if bare and events[index + 1 : index + 2] and events[index + 1].field == opener:
            yield Event(bare[1] or bare[2], event.place, "open", line=event.text)
        else:
            yield event


def _numbered(events: Sequence[Event]) -> bool:
    """Tell whether the labels of findings carry numbers here (三、调查核实情况)."""
    found = [bool(event.number) for event in events if event.field in {"finding", "handling"}]
    return bool(found) and found[0]


def _part_of(event: Event, name: str, current: RawPetition, opener: str, numbered: bool) -> bool:
    """Tell a label inside a cell's own words: (一)基本情况:… in the middle of a finding."""
    if name not in LONG or not event.line.lstrip().endswith(event.text) or not event.text:
        return False
    if event.field in {opener, "number", "open"}:
        return False
    if event.field not in current.spans:
        return event.field == name and bool(event.number) and not numbered
    if event.number and not numbered:
        return True
    return event.field == name or (event.field == "complaint" and name != "complaint")


def _opens(current: RawPetition, event: Event, opener: str) -> bool:
    if event.field == "open" and event.level == WEAK:
        begun = current.spans.keys() & {"serial", "number", "area"}
        return "complaint" in current.spans or not begun
    again = event.field in {"number", opener} and event.field in current.spans
    return event.field == "open" or again


def _is_heading(event: Event) -> bool:
    return event.field == "open" and opening_of(event.line) is not None


def _take(current: RawPetition, event: Event) -> str:
    """Add a label's words; return the field that plain lines after it go on with."""
    if event.field == "open":
        if "serial" not in current.spans:
            current.add("serial", Span(event.text, event.place))
        return ""
    current.add(event.field, Span(event.text, event.place))
    if event.number and event.field in {"number", "complaint"} and "serial" not in current.spans:
        current.add("serial", Span(event.number, event.place))
    return event.field


def _says(raw: RawPetition) -> bool:
    told = [name for name in ("complaint", "finding", "handling", "number") if raw.text(name)]
    return len(told) >= 2
