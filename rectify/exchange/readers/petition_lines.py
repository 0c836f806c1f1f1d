"""Lines and small tables of complaints as events: what opens one, its labels, what ends it."""

from collections.abc import Iterator
from dataclasses import dataclass

from rectify.exchange.readers.events import Event, of_paragraph, of_table
from rectify.exchange.readers.petition_heads import Opening, opening_of
from rectify.exchange.readers.petition_words import BOOK, FOOTER, SERIAL_LINE, SIGNED_ON, SIGNER
from rectify.exchange.readers.serials import head_of
from rectify.exchange.readers.source import Paragraph, Source, Table

SHOWN = frozenset({"number", "complaint", "area", "pollution_types_text", "finding",
                   "verdict_text", "handling", "closure_text", "accountability"})  # fmt: skip
LONG = frozenset({"complaint", "finding", "handling"})
MINOR = frozenset({"unit", "ignored", "remark", "channel", "serial", "complaint"})
"""What nobody introduces in the middle of a finding: 责任单位:… is part of what was done."""
MOST_ALONE = 4
"""So many different labels on lines of their own are no accident."""
WEAK = -1
"""The level of an opening without number or place: a complaint that has no issue yet takes it."""


def of_form(table: Table) -> list[Event]:
    """Return the labels of one complaint's own small table; lines after it are not its last cell's.

    A table that names its complaint opens one, whatever number stands above it.
    """
    events = of_table(table, BOOK)
    named = {event.field for event in events} & {"number", "complaint"}
    opening = [Event("", table.place, "open", level=WEAK)] if named else []
    return [*opening, *events, Event("", table.place, "stop")] if events else []


@dataclass(frozen=True, slots=True)
class Habits:
    """How a file writes its labels: alone on their lines (then a colon makes none), or which
    fields begin lines (those begin none inside a line).
    """

    alone: bool
    begin: frozenset[str]


def habits_of(source: Source) -> Habits:
    """Return how the labels of a file stand."""
    alone: set[str] = set()
    begin: set[str] = set()
    for paragraph in source.paragraphs():
        for line in map(str.strip, paragraph.full.split("\n")):
            if not head_of(line) and (name := BOOK.alone(line)):
                alone.add(name)
            before, labels = BOOK.split(line)
            if labels and not before:
                begin.add(labels[0].field)
    return Habits(len(alone & SHOWN) >= MOST_ALONE, frozenset(begin - {"number"}))


def signature(source: Source) -> set[int]:
    """Return which blocks at the end of a file sign it: an office and a date, no one's words."""
    found: set[int] = set()
    dated = False
    for index in range(len(source.blocks) - 1, max(len(source.blocks) - 8, -1), -1):
        block = source.blocks[index]
        text = block.full.strip() if isinstance(block, Paragraph) else ""
        if SIGNED_ON.fullmatch(text):
            dated = True
        elif not (FOOTER.fullmatch(text) or (dated and SIGNER.fullmatch(text))):
            break
        found.add(index)
    return found if dated else set()


def of_line(paragraph: Paragraph, habits: Habits) -> Iterator[Event]:
    """Yield the events of a line, with what opens a complaint in running text set first."""
    for line in paragraph.full.split("\n"):
        serial = SERIAL_LINE.fullmatch(line.strip())
        if serial:
            yield Event(serial[1] or serial[2] or serial[3], paragraph.place, "open", line=line)
        elif FOOTER.fullmatch(line.strip()):
            yield Event("", paragraph.place, "stop", line=line)
        elif opening := opening_of(line):
            yield from _opening(opening, line, paragraph.place)
        elif not habits.alone or BOOK.alone(line):
            barred = habits.begin | (MINOR if _begins_long(line) else frozenset())
            yield from of_paragraph(Paragraph(line, paragraph.place), BOOK, barred)
        elif line.strip():
            yield Event(line.strip(), paragraph.place)


def _begins_long(line: str) -> bool:
    """Tell a line whose label introduces whole sentences."""
    _before, labels = BOOK.split(line)
    return bool(labels) and labels[0].field in LONG


def _opening(opening: Opening, line: str, place: str) -> Iterator[Event]:
    level = 0 if opening.number or opening.area else WEAK
    yield Event(opening.serial, place, "open", line=line, level=level)
    for name, text in (("number", opening.number), ("area", opening.area)):
        if text:
            yield Event(text, place, name)
    if opening.issue is not None:
        yield Event(opening.issue, place, "complaint")
