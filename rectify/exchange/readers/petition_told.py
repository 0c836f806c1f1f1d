"""What a complaint's own sentences tell where the form has no column: truth, number, matter."""

import re
from collections.abc import Iterable

from rectify.exchange.readers.petition_codes import verdict_of
from rectify.exchange.readers.petition_words import is_number
from rectify.exchange.readers.source.clean import squeeze

WORD = r"(?P<word>基本属实|大部[分份]属实|部[分份]属实|不属实|不实|属实|无法核实|无法查实)"
WHOLE = re.compile(r"该举报(?P<word>(?:(?!该举报)[^。:：]){1,24})[。.]?\s*$")
NAMED = re.compile(
    r"[^。；;，,、]{1,10}|(?:(?:基本|大部[分份]|部[分份]|不)?属实|[\d.、；;\s()（）]|[^。]{1,6}(?=不?属实))+|[/—-]"
)
"""该举报部分属实。 at the end is the column put into words: it is no part of the finding."""
# What is called true at the end of a finding: 群众反映问题, 该举报件, 上述两个问题.
MATTER = (
    r"(?:群众|信访|举报|反映|投诉|来[信电]|案件|问题|情况|事项|内容"
    r"|[件人的该此上述本所两三各])"
)
LAST = re.compile(
    rf"(?:^|[。；;，,：:\n”])\s*(?:综上(?:所述)?)?[，,]?(?:经[查核调][^。；;，,]{{0,8}}?[，,]?)?"
    rf"(?P<matter>{MATTER}+)(?:均|已|为|是|全部)?{WORD}\s*[。.]?\s*$"
)
"""。综上所述，经核查，反映问题部分属实。"""
SAID = re.compile(r"(?<!是否)(?:基本属实|部[分份]属实|不属实|属实)")
TAIL = re.compile(rf"{WORD}\s*[。.]?\s*$")
QUOTED = re.compile(r"(?:反映|举报|投诉)(?:的)?[^“”\"。]{0,12}[“\"](?P<issue>.+)[”\"]", re.DOTALL)
"""举报某厂“夜间排污”: the matter as it was told."""
NUMBERS = re.compile(
    r"(?<![A-Za-z0-9])(?:[DXWdxw信电]\d?[A-Za-z]{0,4}\d{6,}|[A-Z]{2,6}\d{8,})"
    r"(?:[*＊]|[(（][*＊][)）])?"
)
SENTENCE = 14  # characters: a verdict this long is told, not named


def told_of(texts: dict[str, str], *, running: bool) -> dict[str, str]:
    """Return the cells with the verdict a finding ends with, where no column holds one.

    A verdict told as a whole sentence (经核实，反映的“…”属实) gives its word and the matter.
    """
    found = dict(texts)
    words = texts["verdict_text"]
    if running and len(squeeze(words)) > SENTENCE:
        last = TAIL.search(words)
        quoted = QUOTED.search(words)
        found["verdict_text"] = last["word"] if last else words
        if quoted and not texts["issue"]:
            found["issue"] = quoted["issue"].strip()
    if words:
        return found
    whole = WHOLE.search(texts["finding"])
    if whole and NAMED.fullmatch(whole["word"]):
        found["verdict_text"] = whole["word"]
        found["finding"] = texts["finding"][: whole.start()].rstrip()
    elif running:
        found["verdict_text"] = _overall(texts["finding"])
    return found


def _overall(finding: str) -> str:
    """Return the verdict a finding opens with or ends with: 反映问题部分属实。 after its points."""
    opening = re.match(r"[^。；;\n]{4,60}[。；;\n]", finding)
    first = LAST.fullmatch(opening[0].rstrip("；;\n")) if opening else None
    if first and re.search(r"[举反投信问情来]", first["matter"]):
        return first["word"]
    last = LAST.search(finding)
    if last is None or not re.search(r"[举反投信问情来]", last["matter"]):
        return ""
    before = {verdict_of(match[0]) for match in SAID.finditer(finding, 0, last.start())}
    code = verdict_of(last["word"])
    return last["word"] if before <= {code} or code in {"partial", "mostly"} else ""


def number_in(lines: Iterable[str]) -> str:
    """Return the one number the lines before a single complaint name, or nothing."""
    found = {match[0] for line in lines for match in NUMBERS.finditer(line) if is_number(match[0])}
    return found.pop() if len(found) == 1 else ""
