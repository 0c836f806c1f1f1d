"""The seam to the phrase readers: what they say, carried over into our readings."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Literal

from rectify.core.text import gettext_noop as _
from rectify.exchange.phrases.deadline import read_deadline
from rectify.exchange.phrases.outcome import read_outcome
from rectify.exchange.phrases.outcome.model import COUNTS
from rectify.exchange.phrases.units import read_units
from rectify.exchange.readers.source.clean import squeeze
from rectify.exchange.readers.values import DeadlineReading, Reading

Role = Literal["lead", "cooperating", "supervising", "acceptance"]
SHORT_DATE = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?")
TOGETHER = re.compile(r"(?<!\d)(20\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
"""20230630, as some ledgers write a day."""


# A list says the same units, dates and outcomes over and over; what is read is immutable.
_deadline = lru_cache(maxsize=4096)(read_deadline)
_units = lru_cache(maxsize=4096)(read_units)
_outcome = lru_cache(maxsize=4096)(read_outcome)


@dataclass(frozen=True, slots=True)
class Context:
    """What the words of a file are read against: its year and its date."""

    year: int | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Units:
    """Names by role, as one cell or bracket gives them."""

    lead: tuple[str, ...] = ()
    cooperating: tuple[str, ...] = ()
    supervising: tuple[str, ...] = ()
    acceptance: tuple[str, ...] = ()
    aliases: tuple[tuple[str, tuple[str, ...]], ...] = ()
    confidence: Literal["high", "low"] = "high"
    reason: str = ""


def deadline(text: str, place: str, context: Context, sentence: str = "") -> Reading:
    """Read the words of a deadline; the value is always a DeadlineReading."""

    words = text.strip()
    if not words:
        return Reading(DeadlineReading(), "", place, sentence, "low", _("原文没有写整改时限。"))
    found = _deadline(words, year=context.year, on=context.on)
    value = DeadlineReading(words, found.kind, found.due_on, tuple(found.stages), found.long_term)
    return Reading(value, words, place, sentence or words, found.confidence, _doubt(found))


def units(text: str) -> Units:
    """Read who leads, helps, supervises and accepts in one text."""

    found = _units(text)
    return Units(
        lead=found.lead,
        cooperating=found.cooperating,
        supervising=found.supervising,
        acceptance=found.acceptance,
        aliases=tuple((short, tuple(full)) for short, full in found.aliases.items()),
        confidence=found.confidence,
        reason=_doubt(found),
    )


def outcome(text: str, place: str) -> Reading:
    """Read the counts of a text by the columns of design 8; None = the text does not say."""

    found = _outcome(text)
    counts = {name: getattr(found, name) for name in COUNTS}
    fine = found.fine_yuan
    if fine is not None:
        counts["fine_yuan"] = int(fine) if fine == fine.to_integral_value() else float(fine)
    return Reading(counts, text, place, text, found.confidence, _doubt(found))


def day(text: str, place: str, context: Context, known: date | None = None) -> Reading:
    """Read a date of the past (a completion, an acceptance), by the words or a date cell."""
    words = text.strip()
    if known is not None:
        return Reading(known, words, place, words)
    if not words or squeeze(words) in {"/", "-", "—", "无", "暂无", "未完成", "未销号", "未验收"}:
        return Reading(None, words, place, words)
    match = SHORT_DATE.search(squeeze(words)) or TOGETHER.search(words)
    if match:
        try:
            return Reading(date(int(match[1]), int(match[2]), int(match[3])), words, place, words)
        except ValueError:
            return Reading(None, words, place, words, "low", _("日期不存在，请核对。"))
    found = deadline(words, place, context)
    value = found.value.due_on
    reason = (
        _("只写到月份或没有年份，按上下文读出，请核对。") if value else _("没有读出日期，请核对。")
    )
    return Reading(value, words, place, words, "low", reason)


def _doubt(found: Any) -> str:
    """A reason is told only where there is a doubt; a sure reading needs no explaining."""
    return str(found.reason) if found.confidence == "low" else ""
