"""Public notices of sign-off: one or many in a file, as labelled lines, headings or tables."""

import re
from collections.abc import Iterator
from datetime import date

from rectify.core.text import gettext_noop as _
from rectify.exchange.readers import readings
from rectify.exchange.readers.front import Front
from rectify.exchange.readers.items import clean
from rectify.exchange.readers.notice_dates import NoticeDates
from rectify.exchange.readers.plan.raw import Span
from rectify.exchange.readers.plan.tables import AHEAD
from rectify.exchange.readers.readings import Context
from rectify.exchange.readers.signoff_lines import RawNotice
from rectify.exchange.readers.signoff_numbers import (
    headed_issue,
    quoted_issue,
    spoken_number,
    task_number,
)
from rectify.exchange.readers.signoff_raw import NoticeReader
from rectify.exchange.readers.signoff_shared import Shared
from rectify.exchange.readers.source import Source
from rectify.exchange.readers.values import Confidence, Document, Problem, Reading, SignoffRow

NOTHING = _(
    "没有读出销号公示。请确认文件是公示文本，并检查是否有“反馈问题、整改目标、完成情况”等内容。"
)
DISAGREES = _("公示写明“%(stated)s”，起止日期之间却是 %(count)d 个工作日。请核对。")
NO_LABEL = _("原文没有写栏目名称，按位置读出，请核对。")
IN_TEXT = _("标题没有写编号，按正文读出，请核对。")
NOT_SAID = _("原文没有写这一项，请核对。")
NO_PERIOD = _("没有读出公示起止日期。请补充。")


def read_signoff(source: Source, front: Front, context: Context) -> Document:
    """Return a row for every notice with the columns of design 8."""
    notices = NoticeReader().read(source)
    said = Shared()
    rows = [_row(notice, said, source, context) for notice in notices]
    problems = [problem for row in rows for problem in _problems(row)]
    if not rows:
        problems.append(Problem("", NOTHING))
    return Document("signoff", tuple(rows), tuple(problems))


def _row(notice: RawNotice, said: Shared, source: Source, context: Context) -> SignoffRow:
    dates, (unit, named) = said.dates(notice), said.unit(notice)
    issue, goal = notice.first("issue"), notice.first("goal")
    goal = goal if goal.text else notice.first("standard")
    labelled = bool(issue.text or goal.text)
    told = labelled and bool(issue.text)
    if not labelled:
        issue, goal = _unlabelled(notice)
    elif not issue.text:
        issue = headed_issue(notice)
        told = bool(issue.text)
        issue = issue if told else quoted_issue(notice)
    deadline = _deadline(notice)
    cells = {
        "file": Reading(source.filename),
        "task_no": _task_no(notice),
        **dates.cells(),
        "issue": _text(issue, sure=told),
        "goal": _text(goal, sure=labelled),
        "unit": _text(unit, sure=named),
        "deadline_text": _text(deadline, sure=labelled),
        "gold_deadline": _due(deadline, context, dates),
    }
    return SignoffRow(cells, notice.title.place or issue.place)


def _deadline(notice: RawNotice) -> Span:
    """Return the words of the deadline; a 完成时间 that looks ahead (8月底前) is one."""
    span, done = notice.first("deadline"), notice.first("completed_on")
    if not span.text and AHEAD.search(done.text):
        span = done
    return Span(clean(span.text), span.place)


def _text(span: Span, *, sure: bool = True) -> Reading:
    """What is missing, or was found without its label, a person must look at."""
    doubt = "" if sure and span.text else (NO_LABEL if span.text else NOT_SAID)
    confidence: Confidence = "low" if doubt else "high"
    return Reading(clean(span.text), span.text, span.place, span.text, confidence, doubt)


def _task_no(notice: RawNotice) -> Reading:
    number = task_number(notice)
    spoken = spoken_number(notice) if not number.text else Span("")
    if spoken.text:
        return Reading(spoken.text, spoken.text, spoken.place, spoken.text, "low", IN_TEXT)
    return Reading(number.text, number.text, number.place, number.text)


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
    doubt = "" if deadline.text else NOT_SAID
    confidence: Confidence = "low" if doubt else "high"
    return Reading(";".join(found), deadline.text, deadline.place, deadline.text, confidence, doubt)


def _problems(row: SignoffRow) -> Iterator[Problem]:
    cells = row.cells
    if not cells["notice_to"].value:
        yield Problem(row.place, NO_PERIOD)
    if cells["period_agrees"].value == "no":
        values = {"stated": cells["stated_period"].value,
                  "count": cells["working_days_in_period"].value}  # fmt: skip
        yield Problem(cells["stated_period"].place, DISAGREES, values)
