"""An office's own ledger: plan rows with state and dates, in any office's words."""

import re
from collections.abc import Iterator
from itertools import pairwise

from rectify.core.text import gettext_noop as _
from rectify.exchange.readers import readings
from rectify.exchange.readers.front import DAY, DOC_NO, Front
from rectify.exchange.readers.plan.checks import COUNT, NO_ISSUE, NOTHING
from rectify.exchange.readers.plan.compose import compose
from rectify.exchange.readers.plan.judged import A_DAY
from rectify.exchange.readers.plan.raw import RawIssue, Span
from rectify.exchange.readers.plan.reader import raw_issues
from rectify.exchange.readers.readings import TOGETHER, Context
from rectify.exchange.readers.signoff_words import YEARLESS
from rectify.exchange.readers.source import Source
from rectify.exchange.readers.source.clean import squeeze
from rectify.exchange.readers.states import Dated, agreed, state_of
from rectify.exchange.readers.values import Document, LedgerRow, Problem, Reading

AGAINST = _("第 %(number)s 项状态写“%(state)s”，日期却不符（%(what)s）。请核对。")
ORDER = _(
    "第 %(number)s 项的日期先后不对：%(first)s %(first_on)s，%(second)s %(second_on)s。请核对。"
)
NAMES = {"completed_on": _("完成"), "accepted_on": _("验收"), "notice_from": _("公示开始"),
         "notice_to": _("公示结束"), "filed_on": _("销号")}  # fmt: skip
UNTOLD, TOLD = _("没有销号时间和文号"), _("已有验收或销号时间")
SHORT_END = re.compile(r"起?(?:至|到|—|–|-|~|～)+(?:(\d{1,2})[月./])?(\d{1,2})(?:日|止|$)")


def read_ledger(source: Source, front: Front, context: Context) -> Document:
    """Return the rows of a ledger with what a person must look at."""
    issues, _overall, stated, aliases = raw_issues(source, plan=False)
    rows = tuple(_row(raw, context) for raw in issues)
    problems = list(_problems(rows))
    if not rows:
        problems.append(Problem("", NOTHING))
    elif stated and stated != len(rows):
        problems.append(Problem("", COUNT, {"stated": stated, "found": len(rows)}))
    return Document("ledger", rows, tuple(problems), stated_count=stated, aliases=aliases)


def _row(raw: RawIssue, context: Context) -> LedgerRow:
    start, end = notice(raw, context)
    dates = {name: _date(raw, name, context) for name in ("completed_on", "accepted_on")}
    number, filed = _filing(raw, context)
    dated = Dated(
        completed=bool(dates["completed_on"].value),
        accepted=bool(dates["accepted_on"].value),
        noticed=bool(start.value),
        filed=bool(filed.value or number.value),
    )
    return LedgerRow(
        plan=compose(raw, context),
        state=_state(raw, dated),
        completed_on=dates["completed_on"],
        accepted_on=dates["accepted_on"],
        notice_from=start,
        notice_to=end,
        filing_no=number,
        filed_on=filed,
    )


def _state(raw: RawIssue, dated: Dated) -> Reading:
    words = raw.text("state", "；") or _progress_state(raw)
    least, place = _says_least(raw, words), raw.first("state").place or raw.place
    state, doubt = agreed(state_of(words), dated, least=least, denied="未销号" in words)
    return Reading(state, words, place, words, "low" if doubt else "high", doubt)


def _says_least(raw: RawIssue, words: str) -> bool:
    """是否完成: 是, or 已完成 as a progress, tell a step reached; the dates may tell later ones."""
    denied = state_of(words) == "rectifying" or "未销号" in words
    return not denied and all(span.answer for span in raw.each("state"))


def _progress_state(raw: RawIssue) -> str:
    """Where there is no state column, a short word in 完成情况 says it."""
    text = raw.text("progress")
    return text if len(text) <= 12 else ""


def _date(raw: RawIssue, name: str, context: Context) -> Reading:
    spans = list(raw.each(name))
    span = spans[-1] if spans and name == "accepted_on" else raw.first(name)  # 市级 after 县级
    return readings.day(span.text, span.place, context, span.day)


def notice(raw: RawIssue, context: Context) -> tuple[Reading, Reading]:
    """Return both ends of the public notice, from two columns or from one period."""
    start, end = _date(raw, "notice_from", context), _date(raw, "notice_to", context)
    span = raw.first("notice_period")
    for candidate in (span, raw.first("notice_from")):
        first, second = period(candidate.text, context.year)
        if first and second:
            one = readings.day(first, candidate.place, context)
            two = readings.day(second, candidate.place, context)
            return (one, two) if not end.value else (one, end)
    if not start.value and span.text:
        start = readings.day(span.text, span.place, context, span.day)
    return start, end


def period(text: str, year: int | None = None) -> tuple[str, str]:
    """Return the two days of 2022年12月12日至12月23日 written out, or two empty strings.

    A period without a year is of the year given.
    """
    short = YEARLESS.search(squeeze(text)) if year else None
    if short and not DAY.search(squeeze(text)):
        text = f"{year}年{short[0]}"
    bare = TOGETHER.sub(r"\1年\2月\3日", squeeze(text))
    found = list(DAY.finditer(bare))
    if len(found) >= 2:
        return found[0][0], found[1][0]
    if not found:
        return "", ""
    match = SHORT_END.match(bare, found[0].end())
    if not match:
        return "", ""
    month = match[1] or found[0][2]
    return found[0][0], f"{found[0][1]}年{month}月{match[2]}日"


def _filing(raw: RawIssue, context: Context) -> tuple[Reading, Reading]:
    """Return number and day of the filing; one cell may hold both."""
    span, filed = raw.first("filing_no"), _date(raw, "filed_on", context)
    text = span.text.strip()
    papers = (span for span in raw.each("state") if DOC_NO.search(squeeze(span.text)))
    said = next(papers, raw.first("state"))
    if not text and not filed.value and state_of(said.text) == "signed_off":
        span, text = _told_with_state(said)
    if not filed.value and A_DAY.search(squeeze(text)):
        filed = readings.day(text, span.place, context)
    other = raw.first("filed_on")
    if not text and (match := DOC_NO.search(squeeze(other.text))):
        return Reading(match[0], other.text, other.place, other.text), filed
    match = DOC_NO.search(squeeze(text))
    bare = match[0] if match else A_DAY.sub("", text).strip("/无-— ")
    return Reading(bare or None, text, span.place, text), filed


def _told_with_state(said: Span) -> tuple[Span, str]:
    """A state may name its paper: 2023年5月6日云督改〔2023〕7号同意销号."""
    bare = squeeze(said.text)
    named = re.search(rf"(?:日|经|以|据|由|^|[，,；;（(])({DOC_NO.pattern})", bare)
    day = A_DAY.search(bare)
    text = " ".join(found for found in (named[1] if named else "", day[0] if day else "") if found)
    return Span(text, said.place), text


def _problems(rows: tuple[LedgerRow, ...]) -> Iterator[Problem]:
    for row in rows:
        number = row.plan.number.value or row.place
        known = [(name, getattr(row, name)) for name in NAMES if getattr(row, name).value]
        for (name, one), (other, two) in pairwise(known):
            if one.value > two.value:
                values = {"number": number, "first": NAMES[name], "first_on": one.value}
                values |= {"second": NAMES[other], "second_on": two.value}
                yield Problem(two.place, ORDER, values)
        if row.state.value == "signed_off" and not row.filed_on.value and not row.filing_no.value:
            values = {"number": number, "state": row.state.text, "what": UNTOLD}
            yield Problem(row.state.place, AGAINST, values)
        if row.state.value == "rectifying" and (row.accepted_on.value or row.filed_on.value):
            values = {"number": number, "state": row.state.text, "what": TOLD}
            yield Problem(row.state.place, AGAINST, values)
        if not row.plan.issue.value:
            yield Problem(row.place, NO_ISSUE, {"number": number})
