"""The number of the matter a notice is about, and its problem where no label names it."""

import re

from rectify.exchange.readers.plan.raw import Span
from rectify.exchange.readers.signoff_raw import RawNotice
from rectify.exchange.readers.signoff_words import NOT_TASK, TASKS

SPOKEN = re.compile(
    r"(?P<before>第[一二三四五六七八九十百\d]{1,5}[项号条个])(?=.{0,4}(?:问题|任务))"
    r"|(?<=问题|任务|意见)(?P<after>第[一二三四五六七八九十百\d]{1,5}[项号条个])"
)
QUOTED = re.compile(r"(?:问题|任务|事项).{0,12}[“\"](?P<issue>[^”\"]{4,})[”\"]")
OPENING_LINES = 4


def task_number(notice: RawNotice) -> Span:
    """Return the number of the matter: in a list its serial, else from its heading or the title.

    A number that only its text names comes last.
    """
    serial = notice.first("serial")
    if "listed" in notice.spans and serial.text:
        return serial
    for span in (notice.heading, notice.title, serial):
        text = NOT_TASK.sub(lambda match: "　" * len(match[0]), span.text)
        match = TASKS.search(text)
        if match:
            return Span(match[0].strip(), span.place)
    return serial


def spoken_number(notice: RawNotice) -> Span:
    """Return the one number the opening lines call a problem or task; none where they name more."""
    found: dict[str, Span] = {}
    for span in notice.lines[:OPENING_LINES]:
        for match in SPOKEN.finditer(span.text):
            number = match["before"] or match["after"]
            found.setdefault(number, Span(number, span.place))
    return next(iter(found.values())) if len(found) == 1 else Span("")


def quoted_issue(notice: RawNotice) -> Span:
    """Return the problem an opening line quotes: 反馈问题第三十一项“……”已完成整改."""
    for span in notice.lines[:OPENING_LINES]:
        if match := QUOTED.search(span.text):
            return Span(match["issue"], span.place)
    return Span("")
