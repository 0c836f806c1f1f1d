"""A report on one complaint told in plain sentences, without labels or table: read with doubt."""

import re

from rectify.exchange.readers.petition_record import RawPetition
from rectify.exchange.readers.petition_told import number_in
from rectify.exchange.readers.plan.raw import Span
from rectify.exchange.readers.source import Paragraph

CALLED = re.compile(
    r"(?:受理|信访|举报|交办|转办|案件)[^，,。；;\d]{0,4}?(?:编号|号)(?:为|是)?[:：]?\s*[(（]?"
    r"(?P<number>[A-Za-z]{0,6}\d[\dA-Za-z-]*[*＊]?)"
)
MATTER = re.compile(r"[“\"](?P<issue>[^”\"]{8,})[”\"]")
FOUND = re.compile(
    r"^(?:经|现场|\d{1,2}月\d{1,2}日)[^。]{0,40}(?:查|核|调|看)|举报情况|反映(?:的)?(?:问题|情况)"
)
DONE = re.compile(r"^(?:处理|整改|下一步|目前|截至|针对)|^[^。]{0,30}(?:责令|立案|罚款|要求)")


def told_in_prose(paragraphs: list[Paragraph]) -> list[RawPetition]:
    """Return the one complaint such a report is about, or nothing."""
    texts = [paragraph.full for paragraph in paragraphs]
    called = dict.fromkeys(m["number"] for text in texts for m in CALLED.finditer(text))
    number = number_in(texts) or next(iter(called), "")
    start = next((i for i, text in enumerate(texts) if FOUND.search(text) and i), None)
    if not number or start is None:
        return []
    raw = RawPetition(place=paragraphs[start].place, lines=True)
    raw.add("number", Span(number, paragraphs[0].place))
    for paragraph in paragraphs[: start + 1]:
        if (matter := MATTER.search(paragraph.full)) and not raw.text("complaint"):
            raw.add("complaint", Span(matter["issue"], paragraph.place))
    name = "finding"
    for paragraph in paragraphs[start:]:
        name = "handling" if name == "handling" or DONE.search(paragraph.full) else name
        raw.add(name, Span(paragraph.full, paragraph.place))
    if not raw.text("complaint"):
        return []
    raw.found_outside.update({"number", "issue", "finding", "handling", "verdict_text"})
    return [raw]
