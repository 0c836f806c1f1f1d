"""Parts a file into public notices and sorts their words by field."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from rectify.exchange.readers.events import Event, of_paragraph, of_table
from rectify.exchange.readers.front import day_in
from rectify.exchange.readers.plan.raw import Span
from rectify.exchange.readers.plan.tables import ListReader
from rectify.exchange.readers.signoff_words import BOOK, NOT_TASK, SIGNATURE_TAIL, TASKS, TITLE
from rectify.exchange.readers.source import Cell, Paragraph, Source, Table
from rectify.exchange.readers.source.clean import squeeze

CLOSING = re.compile(
    r"如有|如对|公示如下|公示期|公示时间|特此|现(将|予)|对上述|欢迎|任何单位|凡对|监督电话|联系"
)
TOLD = ("issue", "goal", "progress")
OPENING = frozenset({"issue", "goal", "serial"})
SHARED = ("period", "publisher")
"""What a notice says once for all its matters."""
BARE_DAY = re.compile(r"[\d二〇零○一三四五六七八九十年月日./-]{6,14}")


@dataclass(slots=True)
class RawNotice:
    """One notice's words by field, its plain lines and its title.

    Of a notice about several matters each is one of these, with title and lines in common;
    `heading` is the line the matter stands under.
    """

    title: Span = field(default_factory=lambda: Span(""))
    spans: dict[str, list[Span]] = field(default_factory=dict)
    lines: list[Span] = field(default_factory=list)
    heading: Span = field(default_factory=lambda: Span(""))

    def add(self, name: str, text: str, place: str) -> None:
        """Keep words of a field."""
        if text.strip():
            self.spans.setdefault(name, []).append(Span(text.strip(), place))

    def first(self, name: str) -> Span:
        """Return a field's words, its lines joined."""
        found = self.spans.get(name, ())
        return Span("\n".join(s.text for s in found), found[0].place) if found else Span("")


class NoticeReader:
    """Goes through a file; a title line closes the notice before it."""

    def __init__(self) -> None:
        self.found: list[RawNotice] = []
        self.parts: list[RawNotice] = []
        self.current = RawNotice()
        self.waiting: Event | None = None
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
        for part in self.parts:
            part.title = part.title if part.title.text else notice.title
            for name in SHARED:
                if name not in part.spans and name in notice.spans:
                    part.spans[name] = notice.spans[name]
        self.found.extend(self.parts)
        self.current, self.parts, self.name = RawNotice(), [], ""

    def _paragraph(self, block: Paragraph) -> None:
        if not self._title(block):
            for event in of_paragraph(block, BOOK):
                self._event(event)

    def _title(self, block: Paragraph) -> bool:
        """A second title right under the first, with nothing said between, is its subtitle."""
        if not _is_title(block):
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
        self.name = event.field
        self.current.add(event.field, event.text, event.place)

    def _comes_round(self, event: Event) -> bool:
        """Tell the label that opens a matter: the first of all, or said before with others."""
        known = [name for name in self.current.spans if name in TOLD or name == "serial"]
        if event.field not in known:
            return not known and _heads(self.waiting)
        return len(known) > 1 and (known[0] == event.field or _heads(self.waiting))

    def _settle(self) -> None:
        """A plain line goes on with the label before it."""
        event, self.waiting = self.waiting, None
        if event is None:
            return
        self.current.lines.append(Span(event.text, event.place))
        if self.name and (not self.current.spans.get(self.name) or not _closes(event)):
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


def _heads(event: Event | None) -> bool:
    """Tell a line like 一、第3项问题 over the labels of one matter."""
    if event is None or len(event.text) > 40 or CLOSING.search(event.text):
        return False
    return bool(event.head or TASKS.search(NOT_TASK.sub("", event.text)))


def _closes(event: Event) -> bool:
    """Tell the lines after the last field: 如有异议…, 特此公示, the signature, the date."""
    text = squeeze(event.text)
    signed = len(text) < 30 and SIGNATURE_TAIL.search(text)
    dated = BARE_DAY.fullmatch(text) and day_in(text)
    return bool(CLOSING.match(text) or signed or dated)


def _is_title(block: Paragraph) -> bool:
    text = squeeze(block.text)
    return len(text) <= 90 and bool(TITLE.search(text)) and "：" not in text[:8] and not (
        text.startswith(("特此", "现", "附", "根据", "按照", "为"))
    )  # fmt: skip


def _listed(lists: ListReader, current: RawNotice) -> Iterator[RawNotice]:
    """A notice whose body is a list holds one issue a row; period and signature are shared."""
    for issue in lists.result.issues:
        notice = RawNotice(current.title, {}, current.lines)
        for name, spans in issue.spans.items():
            for span in spans:
                notice.add({"notice_period": "period"}.get(name, name), span.text, span.place)
        notice.add("listed", "1", issue.place)
        yield notice
