"""What a person should look at in a plan before it is taken over."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from rectify.core.text import gettext_noop as _
from rectify.exchange.readers.front import Front
from rectify.exchange.readers.readings import Context
from rectify.exchange.readers.source import Paragraph, Source
from rectify.exchange.readers.values import PlanRow, Problem

COUNT = _("文中写明共 %(stated)d 项，实际读出 %(found)d 项。请核对是否有遗漏或重复。")
NOTHING = _(
    "没有读出整改问题。请确认文件是整改方案或清单，并检查表头或“整改目标、整改措施”等栏目名称。"
)
DOUBLED = _("序号 %(number)s 出现 %(times)d 次。请核对并改正。")
MISSING = _("序号不连续，缺少 %(numbers)s。请核对是否漏项。")
NO_NUMBER = _("这一项没有序号。请补上序号。")
NO_MEASURE = _("第 %(number)s 项没有整改措施。请补充。")
NO_ISSUE = _("第 %(number)s 项没有问题内容。请补充。")
NO_LEAD = _("第 %(number)s 项没有读出责任单位。请补充。")
EARLY = _("第 %(number)s 项的整改时限（%(due)s）早于方案日期（%(dated)s）。请核对年份。")
STRANGE = _(
    "标题写的是“%(own)s”，这里出现了“%(other)s”%(times)d 次。请核对是否套用了其他地方的方案。"
)
NOT_A_PLACE = re.compile(
    r"(各|全|我|本|该|上|下|级|直|辖|城|园|地|县|市|区|州|省|盟|旗|中心|自治|保护|流域|功能|开发|[向以称送在对由与和及报给从为成立简抄督察组本该按经把将等其同前后])"
)


def check(
    rows: Sequence[PlanRow], stated: int | None, front: Front, context: Context, source: Source
) -> Iterator[Problem]:
    """Yield the doubts about the plan as a whole and about single rows."""
    issues = [row for row in rows if not row.overall]
    if not rows:
        yield Problem("", NOTHING)
        return
    if stated and issues and stated != len(issues):
        yield Problem("", COUNT, {"stated": stated, "found": len(issues)})
    yield from _serials(issues)
    for row in issues:
        yield from _row(row, front)
    yield from _other_places(front.title, source, rows)


def _serials(issues: Sequence[PlanRow]) -> Iterator[Problem]:
    numbers = [str(row.number.value) for row in issues]
    if not any(numbers):
        return
    counted = Counter(number for number in numbers if number)
    for row, number in zip(issues, numbers, strict=True):
        if not number:
            yield Problem(row.place, NO_NUMBER)
        elif counted[number] > 1:
            yield Problem(row.number.place, DOUBLED, {"number": number, "times": counted[number]})
            counted[number] = 1
    whole = sorted({int(number) for number in numbers if number.isdigit()})
    if len(whole) >= 2:
        gaps = [str(n) for n in range(whole[0], whole[-1] + 1) if n not in set(whole)]
        if 0 < len(gaps) <= max(len(whole) // 2, 3):
            yield Problem("", MISSING, {"numbers": "、".join(gaps)})


def _row(row: PlanRow, front: Front) -> Iterator[Problem]:
    number = row.number.value or row.place
    if not row.issue.value:
        yield Problem(row.place, NO_ISSUE, {"number": number})
    if not row.measures:
        yield Problem(row.place, NO_MEASURE, {"number": number})
    if not row.lead_units.value:
        yield Problem(row.place, NO_LEAD, {"number": number})
    due = row.deadline.value.due_on
    if due and front.issued_on and due < front.issued_on and "完成" not in row.deadline.text:
        values = {"number": number, "due": due.isoformat(), "dated": front.issued_on.isoformat()}
        yield Problem(row.deadline.place or row.place, EARLY, values)


def _other_places(title: str, source: Source, rows: Sequence[PlanRow]) -> Iterator[Problem]:
    """A plan copied from elsewhere keeps the other place's name (seen in 2018, domain V93)."""
    own = re.match(r"(?:中共|附件\s*\d*\s*)?([一-龥]{2,5}?)(市|州|县|区|旗|盟)", title)
    if not own:
        return
    name, rank = own[1], own[2]
    inside = re.compile(
        rf"(?:^|(?<=[，,。；;：:、“《（(\s]))([一-龥]{{2,4}}){rank}(?=委|人民政府|政府|生态|贯彻|整改)"
    )
    found: dict[str, list[str]] = {}
    heads = re.compile(rf"^([一-龥]{{2,4}}){rank}")
    texts = [(inside, b.text, b.place) for b in source.blocks if isinstance(b, Paragraph)]
    texts += [(heads, unit, row.place) for row in rows for unit in row.lead_units.value]
    for pattern, text, place in texts:
        for match in pattern.finditer(text):
            if not match[1].endswith(name) and not NOT_A_PLACE.search(match[1]):
                found.setdefault(match[1], []).append(place)
    for other, places in found.items():
        values = {"own": f"{name}{rank}", "other": f"{other}{rank}", "times": len(places)}
        yield Problem(places[0], STRANGE, values)
