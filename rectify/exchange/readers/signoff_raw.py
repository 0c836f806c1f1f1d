"""Parts a file into public notices and sorts their words by field."""

from collections.abc import Iterator

from rectify.exchange.readers.events import Event, of_paragraph, of_table
from rectify.exchange.readers.plan.raw import Span
from rectify.exchange.readers.plan.tables import ListReader
from rectify.exchange.readers.signoff_lines import (
    RawNotice,
    closes,
    heads,
    is_title,
    unknown_label,
)
from rectify.exchange.readers.signoff_words import BOOK
from rectify.exchange.readers.source import Cell, Paragraph, Source, Table

TOLD = ("issue", "goal", "progress")
OPENING = frozenset({"issue", "goal", "serial"})
SHARED = ("period", "publisher")
"""What a notice says once for all its matters."""


class NoticeReader:
    """Goes through a file; a title line closes the notice before it."""

    def __init__(self) -> None:
        self.found: list[RawNotice] = []
        self.parts: list[RawNotice] = []
        self.current = RawNotice()
        self.waiting: Event | None = None
        self.label: Event | None = None
        self.name = ""

    def read(self, source: Source) -> list[RawNotice]:
        for block in source.blocks:
            if not isinstance(block, Paragraph):
                self._table(block)
            else:
                self._paragraph(block)
        self._close()
        return self.found

    def _close(self) -> None:
        """Hand over the notice, or its parts; what stands beside the parts is said of each."""
        self._settle()
        notice = self.current
        told = any(notice.spans.get(name) for name in TOLD)
        if told or (notice.title.text and notice.lines and not self.parts):
            self.parts.append(notice)
        for place, part in enumerate(self.parts):
            part.place, part.among = place, len(self.parts)
            part.title = part.title if part.title.text else notice.title
            for name in SHARED:
                said = (one.spans[name] for one in (notice, *self.parts) if name in one.spans)
                if name not in part.spans and (spans := next(said, None)):
                    part.spans[name] = spans
        self.found.extend(self.parts)
        self.current, self.parts, self.name = RawNotice(), [], ""

    def _paragraph(self, block: Paragraph) -> None:
        if not self._title(block):
            for event in of_paragraph(block, BOOK):
                self._event(event)

    def _title(self, block: Paragraph) -> bool:
        """A second title right under the first, with nothing said between, is its subtitle."""
        if not is_title(block):
            return False
        self._settle()
        if self.parts or self.current.spans or len(self.current.lines) > 1:
            self._close()
        if self.current.title.text:
            return False
        self.current.title = Span(block.text, block.place)
        return True

    def _event(self, event: Event) -> None:
        """Sort an event; a plain line waits, for what comes next tells whether it is a heading."""
        if not event.field:
            self._settle()
            self.waiting = event
            if unknown_label(event, self.label):
                self.name = ""
            return
        if self.name and not self.current.spans.get(self.name):
            self._settle()  # the line after a label that stands alone is what it says
        if event.field in OPENING and self._comes_round(event):
            heading, self.waiting = self.waiting, None
            if self.current.spans.get(event.field):
                self.name = ""
                self.parts.append(self.current)
                self.current = RawNotice(self.current.title, {}, self.current.lines)
            self.current.heading = Span(heading.text, heading.place) if heading else Span("")
        self._settle()
        self.name, self.label = event.field, event
        self.current.add(event.field, event.text, event.place)

    def _comes_round(self, event: Event) -> bool:
        """Tell the label that opens a matter: the first of all, or said before with others."""
        known = [name for name in self.current.spans if name in TOLD or name == "serial"]
        if event.field not in known:
            return not known and heads(self.waiting)
        if heads(self.waiting):
            return len(self.current.spans) > 1
        return len(known) > 1 and known[0] == event.field

    def _settle(self) -> None:
        """A plain line goes on with the label before it."""
        event, self.waiting = self.waiting, None
        if event is None:
            return
        self.current.lines.append(Span(event.text, event.place))
        if self.name and (not self.current.spans.get(self.name) or not closes(event)):
            self.current.add(self.name, event.text, event.place)
        else:
            self.name = ""

    def _table(self, table: Table) -> None:
        self._settle()
        self.name = ""
        lists = ListReader()
        if lists.read(table):
            for cell in _beside(table, lists):
                self._paragraph(Paragraph(cell.text, cell.place))
            self._settle()
            self.parts.extend(_listed(lists, self.current))
            self.name = ""
            return
        for event in of_table(table, BOOK):
            if event.field:
                self._event(event)
            else:
                self.current.lines.append(Span(event.text, event.place))
        self.name = ""


def _beside(table: Table, lists: ListReader) -> Iterator[Cell]:
    """Yield the cells above the headings, and those of their own row that tell a period."""
    start = lists.columns.start if lists.columns else 0
    for index, row in enumerate(table.rows):
        filled = row.filled()
        if len(filled) <= 2 and (index < start or "公示" in filled[0].text):
            yield from filled


def _listed(lists: ListReader, current: RawNotice) -> Iterator[RawNotice]:
    """A notice whose body is a list holds one issue a row; period and signature are shared."""
    for issue in lists.result.issues:
        notice = RawNotice(current.title, {}, current.lines)
        for name, spans in issue.spans.items():
            for span in spans:
                notice.add({"notice_period": "period"}.get(name, name), span.text, span.place)
        notice.add("listed", "1", issue.place)
        yield notice
