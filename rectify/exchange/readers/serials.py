"""Numbers at the head of lines: 一、 (一) 1. (1) ① 一是 第3项, and what they count."""

import re
import unicodedata
from dataclasses import dataclass

CHINESE = "一二三四五六七八九十百零〇"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_DIGIT = {**{c: i for i, c in enumerate("零一二三四五六七八九")}, "〇": 0, "两": 2}

# After 1. a figure may follow: 1.2024年6月底前…, 1.5月底前拆除…, 1.3座…
COUNTED = r"\d{4}年|\d{1,2}月|\d+\s*[座家个条处台户项批名次]"

MEASURED = r"\d.．年月日%％\-座家个条处台户项批名次万亿米吨元公千倍亩"

STYLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("一、", re.compile(rf"([{CHINESE}]{{1,4}})\s*[、.．]\s*")),
    ("(一)", re.compile(rf"[（(]\s*([{CHINESE}]{{1,4}})\s*[)）]\s*[、.．]?\s*")),
    ("第一项", re.compile(
        rf"第\s*([{CHINESE}]{{1,4}}|\d{{1,4}})\s*(?:项|条|个|号|款)(?:问题|任务)?\s*[、.．:：]?\s*")),
    ("问题一", re.compile(
        rf"(?:反馈|整改|督察)?(?:问题|任务|事项)(?!\s+\d+[.．])\s*(?:[(（]\s*)?([{CHINESE}]{{1,4}}|\d{{1,4}})"
        r"\s*(?:[)）]\s*[、.．:：]?\s*|[、.．:：]\s*|$)")),
    ("序号1", re.compile(
        rf"(?:序号|编号)\s*[:：]?\s*([{CHINESE}]{{1,4}}|\d{{1,4}})(?!\d)\s*[、.．:：]?\s*")),
    ("1.1", re.compile(rf"(\d{{1,3}}[.．-]\d{{1,3}})(?=[、.．\s]|[^{MEASURED}])[、.．]?\s*")),
    ("1.", re.compile(rf"(\d{{1,4}})\s*(?:[.．](?!\d)|、|[.．](?={COUNTED}))\s*")),
    ("(1)", re.compile(r"[（(]\s*(\d{1,4})\s*[)）]\s*[、.．]?\s*")),
    ("1)", re.compile(r"(\d{1,3})\s*[)）]\s*")),
    ("①", re.compile(rf"([{CIRCLED}])\s*")),
    ("一是", re.compile(rf"([{CHINESE}]{{1,2}})(?:是|要)(?=[^\s否的不非])")),
)  # fmt: skip
RANK = {"一、": 1, "(一)": 2, "第一项": 2, "问题一": 2, "序号1": 2, "1.1": 3, "1.": 3, "(1)": 4,
        "1)": 4, "①": 5, "一是": 6}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Head:
    """The number a line begins with: its style, its value, and the text after it."""

    style: str
    number: str
    rest: str


def head_of(text: str) -> Head | None:
    """Return the number at the beginning of a line, or None."""
    line = text.lstrip()
    for style, pattern in STYLES:
        match = pattern.match(line)
        if match:
            return Head(style, plain_number(match[1]), line[match.end() :])
    return None


def plain_number(text: str) -> str:
    """Return 十五 as 15, 15、 as 15, 第3项 as 3; what is no number stays as written."""
    bare = unicodedata.normalize("NFKC", text).strip()
    bare = re.sub(r"\s+", "", bare)
    bare = re.sub(r"^(第|序号|编号|问题|任务|NO\.?|No\.?)[:：]?", "", bare)
    bare = re.sub(r"(项|条|号|个)?(问题|任务)?$", "", bare) or bare
    bare = bare.strip("、.。,，()（）:：*")
    if re.fullmatch(rf"[{CHINESE}两]+", bare):
        value = from_chinese(bare)
        return str(value) if value else bare
    if re.fullmatch(r"\d+\.0+", bare):
        return bare.partition(".")[0]
    return str(int(bare)) if re.fullmatch(r"\d{1,6}", bare) else bare


def from_chinese(text: str) -> int:
    """Return the value of 三, 十二, 二十, 一百零五; 0 when it is no such number."""
    if not any(unit in text for unit in "十百"):
        digits = [_DIGIT.get(character, -1) for character in text]
        return int("".join(map(str, digits))) if digits and min(digits) >= 0 else 0
    total, digit = 0, 0
    for character in text:
        if character == "百":
            total, digit = total + (digit or 1) * 100, 0
        elif character == "十":
            total, digit = total + (digit or 1) * 10, 0
        else:
            digit = _DIGIT.get(character, 0)
    return total + digit
