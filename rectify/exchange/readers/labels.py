"""Finds labels in running text: 整改目标：…, 【整改措施】…, a line that is only 整改目标."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from rectify.exchange.readers.columns import bare
from rectify.exchange.readers.serials import head_of

NAME = r"[一-龥A-Za-z/及和与、()（）“”\s]{2,20}?"
AT_START = re.compile(rf"\s*[【\[〔]?\s*({NAME})\s*[】\]〕]?\s*[:：]\s*")
BRACKETED = re.compile(r"\s*[【\[〔]\s*([一-龥、及和]{2,14})\s*[】\]〕]\s*")
SPACED = re.compile(r"\s*([一-龥]{4,8})[ \t\u3000]+(?=[^\s:：])")
"""整改目标　消除直排口: a known label, blanks instead of its colon."""
INSIDE = re.compile(r"(?<=[\s;；。,，\t])[【\[〔]?([一-龥]{3,12})[】\]〕]?\s*[:：]\s*")


@dataclass(frozen=True, slots=True)
class Label:
    """A label met: its field, the number before it (as written), and the text after it."""

    field: str
    text: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class LabelBook:
    """The labels of one kind of document.

    `words` are labels as they stand (bare), `field_of` judges others at the start of a line only,
    `alone` fields may stand on a line without a colon.
    """

    words: dict[str, str]
    field_of: Callable[[str], str | None]
    fields: frozenset[str]

    def split(self, text: str) -> tuple[str, list[Label]]:
        """Return what stands before the first label, and the labels in order."""
        marks: list[tuple[int, int, str, str]] = []
        first = self._at_start(text)
        if first:
            marks.append(first)
        for match in INSIDE.finditer(text, marks[0][1] if marks else 0):
            name = self._known(match[1], guess=False)
            if name and not _in_bracket(text, match.start()):
                marks.append((match.start(), match.end(), name, ""))
        if not marks:
            return text.strip(), []
        ends = [mark[0] for mark in marks[1:]] + [len(text)]
        labels = [
            Label(name, text[begin:end].strip().rstrip(";；,，" if end < len(text) else ""), number)
            for (_start, begin, name, number), end in zip(marks, ends, strict=True)
        ]
        return text[: marks[0][0]].strip(), labels

    def alone(self, text: str) -> str | None:
        """Return the field of a line or cell that is nothing but a label, None otherwise."""
        head = head_of(text)
        word = bare(head.rest if head else text)
        if not 2 <= len(word) <= 14 or text.rstrip()[-1] in "。；;，,":
            return None
        return self.words.get(word) if self.words.get(word) in self.fields else None

    def _at_start(self, text: str) -> tuple[int, int, str, str] | None:
        head = head_of(text)
        offset = len(text) - len(head.rest) if head else 0
        own = head.number if head and head.style == "问题一" else ""  # 问题（一）：…
        for begin, number in ((offset, head.number if head else ""), (0, own)):
            match = AT_START.match(text, begin) or BRACKETED.match(text, begin)
            plain = head is None or (match is not None and match[1].startswith("整改"))
            name = self._known(match[1], guess=plain) if match else None
            if match and name:
                return (0, match.end(), name, number)
            if not head:
                break
        spaced = SPACED.match(text, offset)
        if spaced and (name := self._known(spaced[1], guess=False)):
            rest = text[spaced.end() :].split()
            if not any(bare(word) in self.words for word in rest):
                return (0, spaced.end(), name, head.number if head else "")
        only = self.alone(text)
        return (0, len(text), only, head.number if head else "") if only else None

    def _known(self, word: str, *, guess: bool) -> str | None:
        name = self.words.get(bare(word))
        if name is None and guess and len(bare(word)) >= 4:
            name = self.field_of(word)
        return name if name in self.fields else None


def _in_bracket(text: str, position: int) -> bool:
    """A label inside (责任单位：…；完成时限：…) belongs to the bracket."""
    before = text[:position]
    opened = before.count("（") + before.count("(")
    return opened > before.count("）") + before.count(")")
