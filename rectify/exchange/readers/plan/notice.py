"""A public notice handed in as a plan: its issue, goal, deadline, units; its number as titled."""

from rectify.exchange.readers.front import Front
from rectify.exchange.readers.items import Item, split_items
from rectify.exchange.readers.plan.raw import RawIssue, RawMeasure, Span
from rectify.exchange.readers.signoff_lines import RawNotice
from rectify.exchange.readers.signoff_numbers import task_number
from rectify.exchange.readers.signoff_raw import NoticeReader
from rectify.exchange.readers.signoff_words import TITLE
from rectify.exchange.readers.source import Source
from rectify.exchange.readers.source.clean import squeeze

FIELDS = ("issue", "goal", "deadline", "lead", "responsible", "implementing", "cooperating",
          "supervising", "acceptance", "progress")  # fmt: skip


def is_notice(front: Front) -> bool:
    """Tell by the title: 关于第3项问题整改销号公示."""
    title = squeeze(front.title)
    return bool(TITLE.search(title)) and "公示" in title


def of_notices(source: Source) -> list[RawIssue]:
    """Return one issue for every notice of a file."""
    return [_issue(notice) for notice in NoticeReader().read(source)]


def _issue(notice: RawNotice) -> RawIssue:
    raw = RawIssue(place=notice.title.place or notice.first("issue").place, verbatim=True)
    number = task_number(notice)
    raw.add("serial", Span(number.text, number.place))
    for name in FIELDS:
        for span in notice.spans.get(name, ()):
            raw.add(name, span)
    for span in notice.spans.get("measures", ()):
        items: list[Item] = split_items(span.text, span.place)
        raw.measures.extend(RawMeasure(item) for item in items)
    return raw
