"""When a public notice runs: both ends, the length it states, and whether they agree."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rectify.core.text import gettext_noop as _
from rectify.core.workdays import is_provisional, workdays_between
from rectify.exchange.readers.front import day_in
from rectify.exchange.readers.plan.raw import Span
from rectify.exchange.readers.serials import from_chinese, plain_number
from rectify.exchange.readers.signoff_words import COUNTED, LENGTH, PERIOD, YEARLESS
from rectify.exchange.readers.source.clean import squeeze
from rectify.exchange.readers.values import Reading
from rectify.regions.statutory import calendar

BLANK = Reading("")
SPELT = re.compile(
    r"(?:([二〇零一三四五六七八九]{4})年)?([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
ONE_DAY = re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日")
PROVISIONAL = _("这一年的法定工作日历尚未公布，工作日数按周一至周五估算。")


@dataclass(frozen=True, slots=True)
class NoticeDates:
    """The dates of a notice; `working_days` counts both ends, None without both dates."""

    notice_from: Reading = BLANK
    notice_to: Reading = BLANK
    stated: Reading = BLANK
    working_days: Reading = BLANK
    agrees: str = ""

    def cells(self) -> dict[str, Reading]:
        """Return the columns of design 8."""
        return {
            "notice_from": self.notice_from,
            "notice_to": self.notice_to,
            "stated_period": self.stated,
            "working_days_in_period": self.working_days,
            "period_agrees": Reading(self.agrees),
        }


def notice_dates(labelled: Span, lines: Sequence[Span]) -> NoticeDates:
    """Read the period from its label or from the sentence about objections."""
    spans = [labelled, *lines] if labelled.text else list(lines)
    signed = next((s for s in reversed(lines) if len(s.text) < 40 and day_in(s.text)), None)
    start = day_in(signed.text) if signed else None
    for span in spans:
        first, second = _ends(_plain(span.text), start)
        if first and second:
            return _complete(first, second, span)
    stated = next(
        (
            s
            for span in spans
            if (span is labelled or "公示" in span.text) and (s := _stated(span)).value
        ),
        BLANK,
    )
    place = signed.place if signed else ""
    begun = Reading(start, "", place, "", "low", _("没有写公示起止日期，按落款日期读出。"))
    return NoticeDates(begun if start else BLANK, BLANK, stated)


def _plain(text: str) -> str:
    """Return the text without blanks, days in Chinese numerals as figures."""
    return SPELT.sub(
        lambda day: (
            f"{from_chinese(day[1])}年{from_chinese(day[2])}月{from_chinese(day[3])}日"
            if day[1]
            else f"{from_chinese(day[2])}月{from_chinese(day[3])}日"
        ),
        squeeze(text).replace("○", "〇"),
    )


def _ends(bare: str, signed: date | None) -> tuple[date | None, date | None]:
    """Return both ends of a period; one that names no year is of the year it was signed in."""
    match = PERIOD.search(bare)
    if match is None and signed and (short := YEARLESS.search(bare)):
        match = PERIOD.search(f"{signed.year}年{short[0]}")
    if match is None:
        return None, None
    first = day_in(match["first"])
    return first, _second(match["second"], first) if first else None


def _complete(first: date, second: date, span: Span) -> NoticeDates:
    official = calendar()
    count = workdays_between(first, second, official)
    stated = _stated(span)
    number = re.search(r"\d+|[一二三四五六七八九十]+", stated.value or "")
    said = int(plain_number(number[0])) if number else None
    agrees = "no" if said is not None and "工作日" in stated.value and said != count else ""
    doubt = PROVISIONAL if is_provisional(first, second, official) else ""
    return NoticeDates(
        Reading(first, span.text, span.place, span.text),
        Reading(second, span.text, span.place, span.text),
        stated,
        Reading(count, span.text, span.place, span.text, "low" if doubt else "high", doubt),
        agrees,
    )


def _second(text: str, first: date) -> date | None:
    """The closing day may leave out its year, or year and month."""
    full = day_in(text)
    if full:
        return full
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    month, day = (numbers[0], numbers[1]) if len(numbers) >= 2 else (first.month, numbers[-1])
    try:
        found = date(first.year, month, day)
        return found if found >= first else found.replace(year=first.year + 1)
    except ValueError:
        return None


def _stated(span: Span) -> Reading:
    """Return the length as written; dates are cut out first so that 23日 is no length."""
    bare = ONE_DAY.sub("｜", YEARLESS.sub("｜", PERIOD.sub("｜", _plain(span.text))))
    if match := COUNTED.search(bare):
        return Reading(match[1], match[1], span.place, span.text)
    for match in LENGTH.finditer(bare):
        text = match[1] or match[2]
        if "公示" in bare or "共" in bare[: match.start()] or len(bare) < 40:
            return Reading(text, text, span.place, span.text)
    return BLANK
