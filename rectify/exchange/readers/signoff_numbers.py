"""The number of the matter a notice is about, and its problem where no label names it."""

import re

from rectify.exchange.readers.plan.raw import Span
from rectify.exchange.readers.serials import head_of
from rectify.exchange.readers.signoff_lines import RawNotice
from rectify.exchange.readers.signoff_words import NOT_TASK, TASKS

SPOKEN = re.compile(
    r"(?P<before>第[一二三四五六七八九十百\d]{1,5}[项号条个])(?=.{0,4}(?:问题|任务))"
    r"|(?<=问题|任务|意见)(?P<after>第[一二三四五六七八九十百\d]{1,5}[项号条个])"
)
QUOTED = re.compile(
    r"(?:问题|任务|事项).{0,12}[“\"](?P<issue>[^”\"]{4,})[”\"]"
    r"|[“\"](?P<named>[^”\"]{6,})[”\"](?:的|这一|等|一)?(?:整改|反馈)?(?:问题|任务|事项)"
)
TITLED = re.compile(r"关于(.{1,24}?)问题整改")
COUNTED = re.compile(r"(?:整改|反馈|任务|清单|方案|问题|事项|\d+\.)+")
BARE = re.compile(r"\d{1,4}(?:[、,，]\d{1,4})*")
SINGLE = re.compile(r"第?\s*(?:序号|编号)?[一二三四五六七八九十百\d]+\s*[项号条个]?")
NAMED = re.compile(
    r"关于((?:第|序号|编号|清单|任务|问题|事项|整改|反馈|重点|[Nn][Oo]|年度?|轮|批|次|项|号|条|个|类|点|款"
    r"|[一二三四五六七八九十百\d]|[A-Z]|[-—.、,，和及至()（）\s])+?)(?:问题整改|整改(?=销号|完成))"
)
"""关于2023年第5号问题整改…: a title that holds nothing but the number, kept as it stands."""
COUNTED_BEFORE = re.compile(r"^(?:清单|任务|问题|事项|整改|反馈|重点)+(?=第|序号|编号)")
COUNTS = re.compile(r"[一二三四五六七八九十\d]")
HEADED = re.compile(r"^(?:(?:反馈|整改)?(?:问题|任务))?\s*[:：、,，.．)）]?\s*")
SHORTEST = 6
OPENING_LINES = 4


def task_number(notice: RawNotice) -> Span:
    """Return the number of the matter: in a list its serial, else from its heading or the title.

    A number that only its text names comes last.
    """
    serial = notice.first("serial")
    if "listed" in notice.spans and serial.text:
        return serial
    if notice.among == 1 and (named := NAMED.match(notice.title.text)) and COUNTS.search(named[1]):
        return Span(COUNTED_BEFORE.sub("", named[1]), notice.title.place)
    for span in (notice.heading, *_by_trust(notice, serial)):
        text = NOT_TASK.sub(lambda match: "　" * len(match[0]), span.text)
        match = TASKS.search(text)
        if match:
            return Span(_whole(span.text, match[0].strip()), span.place)
    if notice.among > 1:
        return serial if serial.text else _share(notice)
    bare = TITLED.search(notice.title.text)
    if not serial.text and bare and BARE.fullmatch(bare[1]):
        return Span(bare[1], notice.title.place)
    return serial


def _by_trust(notice: RawNotice, serial: Span) -> tuple[Span, ...]:
    """The title of several matters counts or lists them; it is the number of none."""
    return (serial,) if notice.among > 1 else (notice.title, serial)


def _share(notice: RawNotice) -> Span:
    """Return a matter's own number of a title that lists as many as there are matters."""
    text = NOT_TASK.sub(lambda match: "　" * len(match[0]), notice.title.text)
    match = TASKS.search(text)
    found = SINGLE.findall(match[0]) if match else []
    if len(found) == notice.among:
        return Span(found[notice.place], notice.title.place)
    return Span("")


def _whole(title: str, number: str) -> str:
    """Take the words before the number with it where they only say what is counted (任务清单19)."""
    titled = None if number.startswith(("第", "序号", "编号")) else TITLED.search(title)
    if titled and titled[1].endswith(number) and COUNTED.fullmatch(titled[1][: -len(number)]):
        return titled[1]
    return number


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
    for span in (notice.title, *notice.lines[:OPENING_LINES]):
        if match := QUOTED.search(span.text):
            return Span(match["issue"] or match["named"], span.place)
    return Span("")


def headed_issue(notice: RawNotice) -> Span:
    """Return the problem told in the line a matter stands under: 一、第5项：水源地未规范建设."""
    text = notice.heading.text
    head = head_of(text)
    rest = head.rest if head else text
    match = TASKS.match(rest)
    words = HEADED.sub("", rest[match.end() :] if match else rest).strip()
    told = match is not None or (head is not None and len(words) > SHORTEST)
    return Span(words if told and len(words) >= SHORTEST else "", notice.heading.place)
