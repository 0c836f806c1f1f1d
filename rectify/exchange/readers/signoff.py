"""Public notices of sign-off: one or many in a file, as labelled lines, headings or tables."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from rectify.core.text import gettext_noop as _
from rectify.exchange.readers import readings
from rectify.exchange.readers.events import Event, of_paragraph, of_table
from rectify.exchange.readers.front import Front, day_in
from rectify.exchange.readers.items import clean
from rectify.exchange.readers.notice_dates import NoticeDates, notice_dates
from rectify.exchange.readers.plan.raw import Span
from rectify.exchange.readers.plan.tables import ListReader
from rectify.exchange.readers.readings import Context
from rectify.exchange.readers.signoff_words import (
    BOOK,
    NOT_TASK,
    SIGNATURE_TAIL,
    TASKS,
    TITLE,
)
from rectify.exchange.readers.source import Paragraph, Source, Table
from rectify.exchange.readers.source.clean import squeeze
from rectify.exchange.readers.values import Document, Problem, Reading, SignoffRow

NOTHING = _(
    "没有读出销号公示。请确认文件是公示文本，并检查是否有“反馈问题、整改目标、完成情况”等内容。"
)
DISAGREES = _("公示写明“%(stated)s”，起止日期之间却是 %(count)d 个工作日。请核对。")
NO_PERIOD = _("没有读出公示起止日期。请补充。")
BARE_DAY = re.compile(r"[\d二〇零○一三四五六七八九十年月日./-]{6,14}")
CLOSING = re.compile(
    r"如有|如对|公示期|公示时间|特此|现(将|予)|对上述|欢迎|任何单位|凡对|监督电话|联系"
)
UNIT_FIELDS = ("responsible", "lead", "implementing", "publisher")


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


def read_signoff(source: Source, front: Front, context: Context) -> Document:
    """Return a row for every notice with the columns of design 8."""
    notices = _NoticeReader().read(source)
    rows = [_row(notice, source, context) for notice in notices]
    problems = [problem for row in rows for problem in _problems(row)]
    if not rows:
        problems.append(Problem("", NOTHING))
    return Document("signoff", tuple(rows), tuple(problems))


class _NoticeReader:
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


def _row(notice: RawNotice, source: Source, context: Context) -> SignoffRow:
    dates = notice_dates(notice.first("period"), notice.lines, source, context)
    issue, goal = notice.first("issue"), notice.first("goal")
    if not issue.text and not goal.text:
        issue, goal = _unlabelled(notice)
    deadline = Span(clean(notice.first("deadline").text), notice.first("deadline").place)
    unit = _unit(notice)
    cells = {
        "file": Reading(source.filename),
        "task_no": _task_no(notice),
        **dates.cells(),
        "issue": _text(issue),
        "goal": _text(goal),
        "unit": _text(unit),
        "deadline_text": _text(deadline),
        "gold_deadline": _due(deadline, context, dates),
    }
    return SignoffRow(cells, notice.title.place or issue.place)


def _text(span: Span) -> Reading:
    return Reading(clean(span.text), span.text, span.place, span.text)


def _task_no(notice: RawNotice) -> Reading:
    """Take the number of the matter from the title, else from a label, else from the issue."""
    serial = notice.first("serial")
    if "listed" in notice.spans and serial.text:
        return Reading(serial.text, serial.text, serial.place, serial.text)
    for span in (notice.title, serial):
        text = NOT_TASK.sub(lambda match: "　" * len(match[0]), span.text)
        match = TASKS.search(text)
        if match:
            return Reading(match[0].strip(), match[0], span.place, span.text)
    return Reading(serial.text, serial.text, serial.place, serial.text)


def _unlabelled(notice: RawNotice) -> tuple[Span, Span]:
    """A body without labels: its first sentence tells the issue, a short second one the goal."""
    line = next(
        (span for span in notice.lines if not span.text.startswith(("如", "现", "根据"))), None
    )
    if line is None:
        return Span(""), Span("")
    parts = [part for part in re.split(r"[。\n]", line.text) if part.strip()]
    goal = parts[1] if len(parts) >= 3 and len(parts[1]) <= 40 else ""
    return Span(parts[0] if parts else "", line.place), Span(goal, line.place)


def _unit(notice: RawNotice) -> Span:
    for name in UNIT_FIELDS:
        if notice.first(name).text:
            return notice.first(name)
    for span in reversed(notice.lines):
        text = span.text.strip("　 ")
        if len(squeeze(text)) <= 60 and SIGNATURE_TAIL.search(squeeze(text)) and "。" not in text:
            return Span(re.sub(r"\s*\d{4}年.*$", "", text), span.place)
    return Span("")


def _due(deadline: Span, context: Context, dates: NoticeDates) -> Reading:
    """Read every task's date; several tasks are parted by semicolons."""
    start: date | None = dates.notice_from.value or context.on
    nearer = Context(context.year or (start.year if start else None), context.on or start)
    found = []
    for part in re.split(r"[;；]", deadline.text):
        if part.strip():
            reading = readings.deadline(part, deadline.place, nearer)
            if reading.value.due_on:
                found.append(reading.value.due_on.isoformat())
    return Reading(";".join(found), deadline.text, deadline.place, deadline.text)


def _problems(row: SignoffRow) -> Iterator[Problem]:
    cells = row.cells
    if not cells["notice_to"].value:
        yield Problem(row.place, NO_PERIOD)
    if cells["period_agrees"].value == "no":
        values = {"stated": cells["stated_period"].value,
                  "count": cells["working_days_in_period"].value}  # fmt: skip
        yield Problem(cells["stated_period"].place, DISAGREES, values)
