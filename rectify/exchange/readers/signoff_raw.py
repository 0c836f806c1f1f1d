"""Parts a file into public notices and sorts their words by field."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from rectify.exchange.readers.events import Event, of_paragraph, of_table
from rectify.exchange.readers.front import day_in
from rectify.exchange.readers.plan.raw import Span
from rectify.exchange.readers.plan.tables import ListReader
from rectify.exchange.readers.signoff_words import BOOK, NOT_TASK, SIGNATURE_TAIL, TASKS, TITLE
from rectify.exchange.readers.source import Paragraph, Source, Table
from rectify.exchange.readers.source.clean import squeeze

CLOSING = re.compile(
    r"如有|如对|公示期|公示时间|特此|现(将|予)|对上述|欢迎|任何单位|凡对|监督电话|联系"
)
BARE_DAY = re.compile(r"[\d二〇零○一三四五六七八九十年月日./-]{6,14}")


@dataclass(slots=True)
class RawNotice:
    """One notice's words by field, its plain lines and its title."""

    title: Span = field(default_factory=lambda: Span(""))
    spans: dict[str, list[Span]] = field(default_factory=dict)
    lines: list[Span] = field(default_factory=list)

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
        self.current = RawNotice()
        self.listed = False
        self.name = ""

    def read(self, source: Source) -> list[RawNotice]:
        for block in source.blocks:
            if not isinstance(block, Paragraph):
                self._table(block)
            elif not self._title(block):
                self._line(block)
        self._close()
        return self.found

    def _close(self) -> None:
        told = any(self.current.spans.get(name) for name in ("issue", "goal", "progress"))
        spoken = self.current.title.text and self.current.lines and not self.listed
        if told or spoken:
            self.found.append(self.current)
        self.current, self.listed, self.name = RawNotice(), False, ""

    def _title(self, block: Paragraph) -> bool:
        """A second title right under the first, with nothing said between, is its subtitle."""
        if not _is_title(block):
            return False
        if self.listed or self.current.spans or len(self.current.lines) > 1:
            self._close()
        if self.current.title.text:
            return False
        self.current.title = Span(block.text, block.place)
        return True

    def _line(self, block: Paragraph) -> None:
        """Sort a line's events; a plain line goes on with the label before it."""
        for event in of_paragraph(block, BOOK):
            if event.field:
                self.name = event.field
                self.current.add(event.field, event.text, event.place)
                continue
            self.current.lines.append(Span(event.text, event.place))
            if self.name and (not self.current.first(self.name).text or not _closes(event)):
                self.current.add(self.name, event.text, event.place)
            else:
                self.name = ""

    def _table(self, table: Table) -> None:
        self.name = ""
        lists = ListReader()
        if lists.read(table):
            self.found.extend(_listed(lists, self.current))
            self.listed = True
            return
        for event in of_table(table, BOOK):
            if event.field:
                self.current.add(event.field, event.text, event.place)
            else:
                self.current.lines.append(Span(event.text, event.place))


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


def task_number(notice: RawNotice) -> Span:
    """Return the number of the matter: in a list its serial, else from the title, else a label."""
    serial = notice.first("serial")
    if "listed" in notice.spans and serial.text:
        return serial
    for span in (notice.title, serial):
        text = NOT_TASK.sub(lambda match: "　" * len(match[0]), span.text)
        match = TASKS.search(text)
        if match:
            return Span(match[0].strip(), span.place)
    return serial
