"""One notice's words, and what its plain lines are: titles, headings of matters, closing lines."""

import re
from dataclasses import dataclass, field

from rectify.exchange.readers.events import Event
from rectify.exchange.readers.front import day_in
from rectify.exchange.readers.plan.raw import Span
from rectify.exchange.readers.serials import head_of
from rectify.exchange.readers.signoff_words import NOT_TASK, SIGNATURE_TAIL, TASKS, TITLE
from rectify.exchange.readers.source import Paragraph
from rectify.exchange.readers.source.clean import squeeze

CLOSING = re.compile(
    r"如有|如对|公示(?!牌|栏)|特此|现(将|予)|对上述|欢迎|任何单位|凡对|监督电话|联系"
)
LABEL_WIDTH = 12
BARE_DAY = re.compile(r"[\d二〇零○一三四五六七八九十年月日./-]{6,14}")


@dataclass(slots=True)
class RawNotice:
    """One notice's words by field, its plain lines and its title.

    Of a notice about several matters each is one of these, with title and lines in common;
    `heading` is the line the matter stands under; it is the matter `place` (from 0) `among` so
    many of the title.
    """

    title: Span = field(default_factory=lambda: Span(""))
    spans: dict[str, list[Span]] = field(default_factory=dict)
    lines: list[Span] = field(default_factory=list)
    heading: Span = field(default_factory=lambda: Span(""))
    place: int = 0
    among: int = 1

    def add(self, name: str, text: str, place: str) -> None:
        """Keep words of a field."""
        if text.strip():
            self.spans.setdefault(name, []).append(Span(text.strip(), place))

    def first(self, name: str) -> Span:
        """Return a field's words, its lines joined."""
        found = self.spans.get(name, ())
        return Span("\n".join(s.text for s in found), found[0].place) if found else Span("")


def heads(event: Event | None) -> bool:
    """Tell a line like 一、第3项问题 over the labels of one matter."""
    if event is None or len(event.text) > 40 or CLOSING.search(event.text):
        return False
    return bool(event.head or TASKS.search(NOT_TASK.sub("", event.text)))


def closes(event: Event) -> bool:
    """Tell the lines after the last field: 如有异议…, 特此公示, the signature, the date."""
    text = squeeze(event.text)
    signed = len(text) < 30 and SIGNATURE_TAIL.search(text)
    dated = BARE_DAY.fullmatch(text) and day_in(text)
    return bool(CLOSING.match(text) or signed or dated)


def is_title(block: Paragraph) -> bool:
    text = squeeze(block.text)
    return len(text) <= 90 and bool(TITLE.search(text)) and "：" not in text[:8] and not (
        text.startswith(("特此", "现", "附", "根据", "按照", "为"))
    )  # fmt: skip


def unknown_label(event: Event, labelled: Event | None) -> bool:
    """Tell a heading (三、主要做法 or 3.主要做法：…) that counts on from a label of its style."""
    last = head_of(labelled.line) if labelled and labelled.line else None
    head = event.head
    word = re.split(r"[:：]", head.rest, maxsplit=1)[0] if head else ""
    if head is None or last is None or head.style != last.style or len(word) > LABEL_WIDTH:
        return False
    counts_on = head.number.isdigit() and last.number.isdigit()
    return counts_on and int(head.number) > int(last.number) and word[-1:] not in "。；;"
