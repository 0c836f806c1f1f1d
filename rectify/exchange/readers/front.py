"""What a file says of itself: title, document number, date, year, the place it speaks of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rectify.exchange.readers.columns import is_word
from rectify.exchange.readers.readings import Context
from rectify.exchange.readers.serials import from_chinese, head_of
from rectify.exchange.readers.source import Paragraph, Source
from rectify.exchange.readers.source.clean import squeeze

TITLE = re.compile(
    r"(方案|清单|台账|一览表|公示|情况表|通知|报告|公告|任务|措施|表|情况|一览|汇总)([(（].*[)）])?$"
)
DOC_NO = re.compile(r"[一-龥]{1,12}[〔\[［(（]\s*\d{4}\s*[〕\]］)）]\s*(?:第\s*)?\d{1,4}\s*号")
DAY = re.compile(r"(\d{4})[年./-](\d{1,2})[月./-](\d{1,2})日?")
CHINESE_DAY = re.compile(
    r"([二〇零○一三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
YEAR = re.compile(r"(20\d{2})(?:年|\D|$)")
FILLED_IN = re.compile(r"填报|填表|截至|截止|制表|统计")
LOOK = 14


@dataclass(frozen=True, slots=True)
class Front:
    """The head of a document; `issued_on` is its own date, not the day a form was filled in."""

    title: str = ""
    doc_no: str = ""
    dated_on: date | None = None
    issued_on: date | None = None
    year: int | None = None


def front_of(source: Source) -> Front:
    """Return what the first lines (and, for the date, the last ones) say."""
    head = [text for text, _alone in _lines(source, LOOK)]
    title = _title(head)
    doc_no = next((m[0] for text in head if (m := DOC_NO.search(squeeze(text)))), "")
    tail = [p.text for p in source.paragraphs()][-4:]
    spoken = [text for text in (*head, *reversed(tail)) if _is_date_line(text)]
    dated = next((day for text in spoken if (day := day_in(text))), None)
    issued = next(
        (d for text in spoken if not FILLED_IN.search(text) and (d := day_in(text))), None
    )
    remark = next((d for text in source.remarks if (d := day_in(text))), None)
    dated = dated or remark
    year = _year(doc_no) or (dated.year if dated else None) or _year(title)
    return Front(title, doc_no, dated, issued or remark, year)


def context_of(front: Front, year: int | None, on: date | None) -> Context:
    """What the caller says stands over what the file says."""
    day = on or front.issued_on
    return Context(year or (on.year if on else None) or front.year, day)


def day_in(text: str) -> date | None:
    """Return the first full date of a text, in digits or in Chinese numerals."""
    bare = squeeze(text)
    match = DAY.search(bare)
    numbers: tuple[int, ...] = tuple(map(int, match.groups())) if match else ()
    if not match and (match := CHINESE_DAY.search(bare.replace("○", "〇"))):
        numbers = tuple(from_chinese(part) for part in match.groups())
    try:
        return date(*numbers) if len(numbers) == 3 and 1990 < numbers[0] < 2100 else None
    except ValueError:
        return None


def _is_date_line(text: str) -> bool:
    """Tell a line that dates the document from one that names a deadline or an event."""
    bare = squeeze(text)
    rest = DAY.sub("", CHINESE_DAY.sub("", bare))
    return len(rest) <= 30 and not re.search(r"前|底|时限|期限|之内|[:：]\d|至|措施|整改要求", rest)


def _title(head: list[str]) -> str:
    """Take the first line that names a document; a title broken over two lines is one."""
    for index, text in enumerate(head):
        line = text.strip()
        if len(line) > 80 or line.endswith(("。", "；", ":", "：")) or head_of(line):
            continue
        if TITLE.search(line) and not is_word(line) and not line.startswith(("附件：", "附件:")):
            before = head[index - 1].strip() if index else ""
            broken = before.startswith(("关于", "中共")) or before.endswith(
                ("督察", "保护", "落实", "反馈")
            )
            joined = before + line if broken and len(before) < 60 and before not in line else line
            return re.sub(r"^附件\s*\d*\s*[:：]?\s*", "", joined)
    return ""


def _lines(source: Source, limit: int) -> Iterator[tuple[str, bool]]:
    count = 0
    for block in source.blocks:
        if count >= limit:
            return
        if isinstance(block, Paragraph):
            count += 1
            yield block.text, True
        else:
            for row in block.rows[:4]:
                filled = row.filled()
                if len(filled) <= 2:
                    for cell in filled:
                        count += 1
                        yield cell.text, False


def _year(text: str) -> int | None:
    match = YEAR.search(squeeze(text)) or re.search(r"[〔\[［(（](20\d{2})[〕\]］)）]", text)
    return int(match[1]) if match else None
