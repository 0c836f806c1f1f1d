"""Finds labels in running text: 整改目标：…, 【整改措施】…, a line that is only 整改目标."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from rectify.exchange.readers.columns import bare
from rectify.exchange.readers.serials import head_of

NAME = r"[一-龥A-Za-z/及和与、()（）“”\s]{2,20}?"
AT_START = re.compile(rf"\s*+(?:[【\[〔]\s*+)?({NAME})\s*+(?:[】\]〕]\s*+)?[:：]\s*")
BRACKETED = re.compile(
    r"\s*[【\[〔]\s*([一-龥、/及和]{2,14}(?:[(（][一-龥、及]{1,8}[)）])?)\s*[】\]〕]\s*[:：]?\s*"
)
SPACED = re.compile(r"\s*([一-龥]{4,8})[ \t\u3000]+(?=[^\s:：])")
"""整改目标　消除直排口: a known label, blanks instead of its colon."""
ATTRIBUTES = re.compile(
    r"(?:(?:中央|国家|省级?|市级?|州级?|县级?)?(?:督察组?|环保督察|检查)?(?:发现|指出|反馈|移交|交办|披露|通报"
    r"|存在|涉及|需要?|要求|要|应|拟|达到|规定|采取|取得|确定|计划|具体|主要|本次)的?)+(?=..)"
)
ADDITIONS = re.compile(
    r"(?<=..)[及和与]?(?:其|具体)?(?:内容|要求|任务|标准|表现|名称|概况|说明|成因|来源)$"
)
"""What stands before and behind the noun of a label: 督察发现的｜问题, 整改目标｜及要求."""
NOUN = re.compile(
    r"(问题|任务|目标|要求|标准|措施|举措|做法|时限|期限|时间|节点|情况|成效|效果|单位|部门|主体|领导|责任人)$"
)
DEED = re.compile(
    r"强化|加强|落实(?!单位|情况)|加快|全面|限期|完善|推进|明确|健全|严格|压实|细化|提升|规范|建立|持续|开展|抓[好紧]|突出|坚持|严肃"
)
"""强化措施：…, 落实责任：… open measures; they are no labels."""
LONGEST_LABEL = 12
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

    `words` are labels as they stand (bare), `field_of` judges others at the start of a line only.
    A known label may stand on a line without a colon; so may one in a numbered line that reads
    like `spoken` (（二）要达到的整改目标). `with_colon` words are labels only before a colon.
    """

    words: dict[str, str]
    field_of: Callable[[str], str | None]
    fields: frozenset[str]
    spoken: re.Pattern[str] | None = None
    with_colon: Mapping[str, str] = field(default_factory=dict)

    def split(self, text: str, barred: frozenset[str] = frozenset()) -> tuple[str, list[Label]]:
        """Return what stands before the first label, and the labels in order.

        Labels of `barred` fields count at the start only, not in the middle.
        """
        marks: list[tuple[int, int, str, str]] = []
        first = self._at_start(text)
        if first:
            marks.append(first)
        for match in INSIDE.finditer(text, marks[0][1] if marks else 0):
            name = self._known(match[1])
            if name and name not in barred and not _in_bracket(text, match.start()):
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
        name = self._word(word)
        if name is None and head and self.spoken and self.spoken.fullmatch(word):
            name = self.field_of(word)
        return name if name in self.fields else None

    def beside(self, text: str) -> str | None:
        """Return the field of the first cell of a form's row, other offices' words included."""
        word = bare(text)
        name = self.alone(text)
        if name is None and len(word) <= LONGEST_LABEL and NOUN.search(word):
            name = self.field_of(word)
        return name if name in self.fields else None

    def _word(self, word: str) -> str | None:
        """Look a word up as it stands, without its additions, in a notice without attributes."""
        found = self.words.get(word) or self.words.get(ADDITIONS.sub("", word))
        if found is None and self.spoken:
            noun = ATTRIBUTES.sub("", word, count=1)
            found = self.words.get(noun) or self.words.get(ADDITIONS.sub("", noun))
        return found

    def _at_start(self, text: str) -> tuple[int, int, str, str] | None:
        head = head_of(text)
        offset = len(text) - len(head.rest) if head else 0
        own = head.number if head and head.style == "问题一" else ""  # 问题（一）：…
        for begin, number in ((offset, head.number if head else ""), (0, own)):
            match = AT_START.match(text, begin) or BRACKETED.match(text, begin)
            plain = head is None or (match is not None and match[1].startswith("整改"))
            name = self._opening(match[1], guess=plain) if match else None
            if match and name:
                return (0, match.end(), name, number)
            if not head:
                break
        spaced = SPACED.match(text, offset)
        if spaced and (name := self._known(spaced[1])):
            rest = text[spaced.end() :].split()
            if not any(bare(word) in self.words for word in rest):
                return (0, spaced.end(), name, head.number if head else "")
        only = self.alone(text)
        return (0, len(text), only, head.number if head else "") if only else None

    def _known(self, word: str) -> str | None:
        name = self.words.get(bare(word))
        return name if name in self.fields else None

    def _opening(self, word: str, *, guess: bool) -> str | None:
        """Return the field of the word before a colon at the beginning of a line."""
        plain = bare(word)
        if word.count("（") + word.count("(") != word.count("）") + word.count(")"):
            return None
        name = self._word(plain) or self.with_colon.get(plain)
        if name is None and guess and len(plain) >= 4 and not DEED.match(plain):
            name = self.field_of(word)
        return name if name in self.fields else None


def _in_bracket(text: str, position: int) -> bool:
    """A label inside (责任单位：…；完成时限：…) belongs to the bracket."""
    before = text[:position]
    opened = before.count("（") + before.count("(")
    return opened > before.count("）") + before.count(")")
