"""Collects the words of complaints from tables, labelled lines and running text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from rectify.exchange.readers.columns import bare, petition_field
from rectify.exchange.readers.events import Event
from rectify.exchange.readers.grid import Line, records, walk
from rectify.exchange.readers.headings import Columns, find_columns
from rectify.exchange.readers.petition_heads import opening_of
from rectify.exchange.readers.petition_lines import WEAK, of_form, of_line
from rectify.exchange.readers.petition_words import TICKS
from rectify.exchange.readers.plan.raw import NEAR, Span
from rectify.exchange.readers.source import Cell, Paragraph, Source, Table

NEEDED = frozenset({"complaint", "number", "finding", "handling"})


@dataclass(slots=True)
class RawPetition:
    """One complaint's words by field."""

    spans: dict[str, list[Span]] = field(default_factory=dict)
    section: str = ""
    place: str = ""
    running: bool = False

    def add(self, name: str, span: Span) -> None:
        """Keep words; those of a merged cell or a repeated line only once."""
        known = self.spans.get(name)
        if not span.text.strip():
            return
        if known is None:
            self.spans[name] = [span]
        elif all(span.text != old.text for old in known[-NEAR:]):
            known.append(span)

    def go_on(self, name: str, span: Span) -> None:
        """Put a line under the field's last words."""
        known = self.spans.get(name)
        if known:
            known[-1] = Span(f"{known[-1].text}\n{span.text}".strip(), known[-1].place)
        else:
            self.add(name, span)

    def text(self, name: str, joint: str = "\n") -> str:
        """Return a field's words."""
        return joint.join(span.text.strip() for span in self.spans.get(name, ()))

    def place_of(self, name: str) -> str:
        """Return where a field's words stand, else where the complaint does."""
        return next((span.place for span in self.spans.get(name, ())), self.place)


def collect(source: Source) -> tuple[list[RawPetition], int | None]:
    """Return the complaints of a file in order, and the number it claims to hold."""
    found: list[RawPetition] = []
    columns: Columns | None = None
    stated: int | None = None
    events: list[Event] = []
    for block in source.blocks:
        if isinstance(block, Paragraph):
            events.extend(of_line(block))
            continue
        own = find_columns(block, petition_field, NEEDED) or _continued(block, columns)
        if own is None:
            events.extend(of_form(block))
            continue
        columns = own
        found.extend(_labelled(events))
        events.clear()
        walked = walk(block, own)
        stated = walked.stated or stated
        found.extend(_of_lines(walked.lines, own))
    return [*found, *_labelled(events)], stated


def _continued(table: Table, columns: Columns | None) -> Columns | None:
    width = max((len(row.cells) for row in table.rows), default=0)
    if columns is None or width != len(columns.fields) or width < 5:
        return None
    return Columns(columns.fields, columns.headings, 0)


def _of_lines(lines: list[Line], columns: Columns) -> Iterator[RawPetition]:
    keys = [name for name in ("serial", "number") if columns.has(name)]

    def opens(first: Line, line: Line) -> bool:
        if not keys:
            return bool(line.text("complaint"))
        filled = [name for name in keys if line.cell(name).text.strip()]
        return any(line.cell(name) is not first.cell(name) for name in filled)

    for group in records(lines, opens):
        raw = RawPetition(section=group[0].section, place=group[0].row.place)
        for line in group:
            for name, cells in line.cells.items():
                for cell in cells:
                    raw.add(name, Span(_ticked(name, cell, line, columns), cell.place))
        if any(raw.text(name) for name in ("complaint", "number", "finding", "handling")):
            yield raw


def _ticked(name: str, cell: Cell, line: Line, columns: Columns) -> str:
    """Read a tick under 是否属实｜不属实 as the words above it."""
    if name not in {"verdict_text", "closure_text"} or cell.text.strip() not in TICKS:
        return cell.text
    headings = dict(zip(map(id, line.row.cells), columns.headings, strict=False))
    words = re.sub(
        r"^是否(?:属实|已?办结)|^(?:属实|办结)情况", "", bare(headings.get(id(cell), ""))
    )
    return words or cell.text


def _labelled(events: list[Event]) -> Iterator[RawPetition]:
    """Yield the complaints of labelled lines; the first label met again opens the next one."""
    unnamed = {"", "open", "stop"}
    opener = next((event.field for event in events if event.field not in unnamed), "")
    current: RawPetition | None = None
    name = ""
    for event in events:
        if not event.field:
            if current is not None and name:
                current.go_on(name, Span(event.text, event.place))
            continue
        if event.field == "stop":
            name = ""
            continue
        if current is None or _opens(current, event, opener):
            if current is not None and _says(current):
                yield current
            current = RawPetition(place=event.place, running=_is_heading(event))
        name = _take(current, event)
    if current is not None and _says(current):
        yield current


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
