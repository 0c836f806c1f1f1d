"""Lines and small tables of complaints as events: what opens one, its labels, what ends it."""

import re
from collections.abc import Iterator

from rectify.exchange.readers.events import Event, of_paragraph, of_table
from rectify.exchange.readers.petition_words import BOOK, FOOTER, HEADLINE, RUNNING, SERIAL_LINE
from rectify.exchange.readers.source import Paragraph, Table

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


def of_line(paragraph: Paragraph) -> Iterator[Event]:
    """Yield the events of a line, with what opens a complaint in running text set first."""
    for line in paragraph.full.split("\n"):
        serial = SERIAL_LINE.fullmatch(line.strip())
        running = RUNNING.match(line)
        headline = None if running else HEADLINE.fullmatch(line)
        if serial:
            yield Event(serial[1] or serial[2], paragraph.place, "open", line=line)
        elif FOOTER.fullmatch(line.strip()):
            yield Event("", paragraph.place, "stop")
        elif running and (running["number"] or running["area"] or running["serial"]):
            yield from _opening(running, line, paragraph.place)
            yield Event(line[running.end() :].strip(), paragraph.place, "complaint")
        elif headline and _says_whose(headline, line):
            yield from _opening(headline, line, paragraph.place)
        else:
            yield from of_paragraph(Paragraph(line, paragraph.place), BOOK)


def _says_whose(match: re.Match[str], line: str) -> bool:
    """A bare number on its line is a value; with a place, a serial or 信访件 it is a heading."""
    named = any(match[name] for name in ("area", "serial", "inner", "nth"))
    return len(match["number"]) >= 8 and (named or bool(re.search(r"件|案|情况|结果", line)))


def _opening(match: re.Match[str], line: str, place: str) -> Iterator[Event]:
    parts = match.groupdict()
    serial = next((parts[name] for name in ("serial", "inner", "nth") if parts.get(name)), "")
    number = f"{parts['number'] or ''}{parts['star'] or ''}"
    level = 0 if number or parts["area"] else WEAK
    yield Event(serial, place, "open", line=line, level=level)
    for name, text in (("number", number), ("area", parts["area"])):
        if text:
            yield Event(text, place, name)
