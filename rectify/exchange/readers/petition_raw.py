"""Collects the words of complaints from tables, labelled lines and running text."""

import re
from collections.abc import Iterator

from rectify.exchange.readers.columns import bare, petition_field
from rectify.exchange.readers.events import Event
from rectify.exchange.readers.grid import Line, records, walk
from rectify.exchange.readers.headings import Columns, find_columns
from rectify.exchange.readers.petition_labelled import labelled
from rectify.exchange.readers.petition_lines import habits_of, of_form, of_line, signature
from rectify.exchange.readers.petition_prose import told_in_prose
from rectify.exchange.readers.petition_record import RawPetition
from rectify.exchange.readers.petition_told import number_in
from rectify.exchange.readers.petition_turned import turned
from rectify.exchange.readers.petition_words import TICKS
from rectify.exchange.readers.plan.raw import Span
from rectify.exchange.readers.source import Cell, Paragraph, Source, Table

NEEDED = frozenset({"complaint", "number", "finding", "handling"})


def collect(source: Source) -> tuple[list[RawPetition], int | None]:
    """Return the complaints of a file in order, and the number it claims to hold."""
    signed = signature(source)
    found, stated = _in_order(source, signed)
    _numbered_outside(found, source)
    if not found:
        blocks = enumerate(source.blocks)
        told = [b for i, b in blocks if isinstance(b, Paragraph) and i not in signed]
        found.extend(told_in_prose(told))
    return found, stated


def _in_order(source: Source, signed: set[int]) -> tuple[list[RawPetition], int | None]:
    """Take the blocks as they come: lines and small forms until a table of complaints."""
    found: list[RawPetition] = []
    columns: Columns | None = None
    stated: int | None = None
    events: list[Event] = []
    habits, above = habits_of(source), ""
    for index, block in enumerate(source.blocks):
        if isinstance(block, Paragraph):
            last = [Event("", block.place, "stop")]
            events.extend(last if index in signed else of_line(block, habits))
            above = block.full
            continue
        table = turned(block) or block
        own = _columns(table, columns)
        if own is None:
            events.extend(of_form(table))
            continue
        columns = own
        found.extend(labelled(events))
        events.clear()
        walked = walk(table, own)
        stated = walked.stated or stated
        found.extend(_of_lines(walked.lines, own, above))
    return [*found, *labelled(events)], stated


def _columns(table: Table, last: Columns | None) -> Columns | None:
    """Return the columns of a table of complaints, those of the `last` one where it goes on."""
    own = find_columns(table, petition_field, NEEDED)
    return own or (last.continued(table, least=5) if last else None)


def _numbered_outside(found: list[RawPetition], source: Source) -> None:
    """A report on a single complaint names its number in the title or the opening words."""
    if len(found) != 1 or found[0].text("number") or not found[0].lines:
        return
    number = number_in(paragraph.text for paragraph in source.paragraphs())
    if number:
        found[0].add("number", Span(number, found[0].place))
        found[0].found_outside.add("number")


def _of_lines(lines: list[Line], columns: Columns, above: str) -> Iterator[RawPetition]:
    """Yield the rows of a table; `above` is the line it stands under."""
    keys = [name for name in ("serial", "number") if columns.has(name)]

    def opens(first: Line, line: Line) -> bool:
        if not keys:
            return bool(line.text("complaint"))
        filled = [name for name in keys if line.cell(name).text.strip()]
        return any(line.cell(name) is not first.cell(name) for name in filled)

    for group in records(lines, opens):
        raw = RawPetition(section=group[0].section or above, place=group[0].row.place)
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
