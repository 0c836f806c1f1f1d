"""The labels of plans, and which look-alikes among chapter headings are none."""

import re
from dataclasses import replace

from rectify.exchange.readers.columns import plan_field
from rectify.exchange.readers.events import Event
from rectify.exchange.readers.labels import LabelBook
from rectify.exchange.readers.serials import CHINESE, head_of, plain_number
from rectify.exchange.readers.source import Paragraph
from rectify.exchange.readers.vocabulary import PLAN_WORDS

FIELDS = frozenset(PLAN_WORDS.values()) - {"area"} | {"units_and_person", "lead_and_cooperating"}
# Titles and table words that stand on a line of their own without labelling what follows.
NO_LABELS = frozenset(["整改方案", "项目", "标准", "区域", "责任", "单位", "工作内容", "重点任务"])
BOOK = LabelBook(
    {word: name for word, name in PLAN_WORDS.items() if word not in NO_LABELS},
    plan_field,
    FIELDS,
    spoken=re.compile(r"(存在|反馈|指出|发现)的?(主要|突出|具体)?问题"),
    with_colon={word: PLAN_WORDS[word] for word in ("责任", "单位", "标准")},
)
COUNTED = re.compile(
    rf"(?:整改|具体|工作|主要)?措施\s*[(（]?([{CHINESE}]{{1,3}}|\d{{1,2}})[)）]?\s*[:：、.．]\s*(?=\S)"
)


def counted_measures(paragraph: Paragraph) -> Paragraph:
    """Turn 措施一：… 措施2：… into the label and its numbered lines."""
    match = COUNTED.match(paragraph.full.lstrip())
    if not match:
        return paragraph
    number = plain_number(match[1])
    line = f"{number}. {paragraph.full.lstrip()[match.end() :]}"
    return Paragraph(f"整改措施：\n{line}" if number == "1" else line, paragraph.place)


DEPUTIES = {"completed_on": "deadline", "standard": "goal"}


def deputies_named(events: list[Event], *, plan: bool) -> list[Event]:
    """Without a goal so called, 整改标准 is the goal; in a plan 完成时间 the deadline likewise."""
    said = {event.field for event in events}
    named = {deputy: name for deputy, name in DEPUTIES.items()
             if name not in said and (plan or name == "goal")}  # fmt: skip
    return [replace(e, field=named[e.field]) if e.field in named else e for e in events]


def chapters_unlabelled(events: list[Event]) -> list[Event]:
    """Turn chapter headings (三、整改目标) back into plain lines.

    They look like labels. Where one or two stand on lines of their own, each once, or
    the issues carry the same label otherwise, the chapter is meant.
    """
    bare = [e for e in events if e.field and not e.text and e.number and e.line
            and e.line.rstrip()[-1] not in ":："]  # fmt: skip
    alone = {id(event) for event in bare}
    others = [e for e in events if e.field and id(e) not in alone]
    counted = {_number(event) for event in others if event.number.isdigit()}
    bare = [e for e in bare if not counted & {_number(e, -1), _number(e, 1)}]
    few = len({e.field for e in bare}) == len(bare) < 3
    spoken = {event.field for event in others}
    chapters = {id(event) for event in bare if few or event.field in spoken}
    return [Event(e.line, e.place, level=e.level) if id(e) in chapters else e for e in events]


def _number(event: Event, step: int = 0) -> tuple[str, int]:
    """Return style and value of the number before a label, or of the next one to it."""
    head = head_of(event.line)
    return (head.style if head else "", int(event.number) + step if event.number.isdigit() else -9)
