"""A document as a run of events: plain lines, labels with their text, cells of small tables."""

from collections.abc import Iterator
from dataclasses import dataclass

from rectify.exchange.readers.labels import LabelBook
from rectify.exchange.readers.serials import Head, head_of
from rectify.exchange.readers.source import Cell, Paragraph, Table, TableRow


@dataclass(frozen=True, slots=True)
class Event:
    """A plain line (`field` empty) or a label with its text; `line` is all it stood in."""

    text: str
    place: str
    field: str = ""
    level: int = 0
    number: str = ""
    line: str = ""

    @property
    def head(self) -> Head | None:
        """The number the line begins with."""
        return None if self.field else head_of(self.text)


def of_paragraph(
    paragraph: Paragraph, book: LabelBook, barred: frozenset[str] = frozenset()
) -> Iterator[Event]:
    """Yield a paragraph's events; lines broken by hand inside it count as lines."""
    for line in paragraph.full.split("\n"):
        if not line.strip():
            continue
        before, labels = book.split(line, barred)
        if before:
            yield Event(before, paragraph.place, level=paragraph.level)
        for label in labels:
            yield Event(
                label.text, paragraph.place, label.field, paragraph.level, label.number, line
            )


def of_table(table: Table, book: LabelBook) -> list[Event]:
    """Return the labels of a small table, or nothing where it has fewer than two.

    A label's value stands to its right, or below it where a whole row is labels.
    """
    events = _by_columns(table, book)
    if events:
        return events
    seen: set[Cell] = set()
    for row in table.rows:
        events.extend(_of_row(row, seen, book))
    labels = {event.field for event in events if event.field and event.field != "ignored"}
    return _joined(events) if len(labels) >= 2 else []


def _of_row(row: TableRow, seen: set[Cell], book: LabelBook) -> Iterator[Event]:
    """Yield a row's labels and values; a cell merged with one `seen` above is told only once."""
    name = ""
    for cell in row.distinct():
        if cell in seen:
            name = name if not cell.text else _label(cell.text, book) or name
            continue
        seen.add(cell)
        found = _label(cell.text, book, first=cell is row.cells[0])
        if found:
            name = found
            yield Event("", cell.place, name)
        elif cell.text and name:
            yield Event(cell.text, cell.place, name)
        elif cell.text:
            yield from of_paragraph(Paragraph(cell.text, cell.place), book)


def _by_columns(table: Table, book: LabelBook) -> list[Event]:
    """Return the labels of a table of two rows: labels above, their values below."""
    if len(table.rows) != 2:
        return []
    above, below = (row.cells for row in table.rows)
    names = [_label(cell.text, book) for cell in above]
    if None in names or len(names) < 2 or any(_label(cell.text, book) for cell in below):
        return []
    return [Event(value.text, value.place, name)
            for name, value in zip(names, below, strict=False) if name and value.text]  # fmt: skip


def _label(text: str, book: LabelBook, *, first: bool = False) -> str | None:
    bare = text.strip().rstrip(":：")
    if not bare:
        return None
    return book.beside(bare) if first else book.alone(bare)


def _joined(events: list[Event]) -> list[Event]:
    """Give every label event the text of the cells after it."""
    found: list[Event] = []
    for event in events:
        last = found[-1] if found else None
        if last and event.text and event.field and event.field == last.field:
            text = f"{last.text}\n{event.text}" if last.text else event.text
            place = last.place if last.text else event.place
            found[-1] = Event(text, place, last.field)
        else:
            found.append(event)
    return found
