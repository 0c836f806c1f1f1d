"""What a notice says once for all its matters: when it runs and who signs it."""

import re
from collections.abc import Sequence
from itertools import pairwise

from rectify.exchange.readers.notice_dates import NoticeDates, notice_dates
from rectify.exchange.readers.plan.raw import Span
from rectify.exchange.readers.signoff_lines import BARE_DAY, RawNotice
from rectify.exchange.readers.signoff_words import SIGNATURE_TAIL
from rectify.exchange.readers.source.clean import squeeze

UNIT_FIELDS = ("responsible", "lead", "implementing", "publisher")


class Shared:
    """Reads the lines of a notice once, however many matters it is about."""

    def __init__(self) -> None:
        self._dates: dict[tuple[int, Span], NoticeDates] = {}
        self._signers: dict[int, tuple[Span, bool]] = {}

    def dates(self, notice: RawNotice) -> NoticeDates:
        """Return when the notice runs."""
        labelled = notice.first("period")
        key = (id(notice.lines), labelled)
        if key not in self._dates:
            self._dates[key] = notice_dates(labelled, notice.lines)
        return self._dates[key]

    def unit(self, notice: RawNotice) -> tuple[Span, bool]:
        """Return the unit, by its label or the signature, and whether its name tells it is one."""
        for name in UNIT_FIELDS:
            if (labelled := notice.first(name)).text:
                return labelled, True
        key = id(notice.lines)
        if key not in self._signers:
            signed = _signed(notice.lines)
            self._signers[key] = (
                (signed, True) if signed.text else (_above_date(notice.lines), False)
            )
        return self._signers[key]


def _signed(lines: Sequence[Span]) -> Span:
    for span in reversed(lines):
        text = re.sub(r"\s*(\d{4}|[二〇零○一三四五六七八九]{4})年.*$", "", span.text).strip("　 ")
        if len(squeeze(text)) <= 60 and SIGNATURE_TAIL.search(squeeze(text)) and "。" not in text:
            return Span(text, span.place)
    return Span("")


def _above_date(lines: Sequence[Span]) -> Span:
    """Return the short line right above the closing date: who signs, whatever its name."""
    for before, dated in reversed(list(pairwise(lines))):
        if BARE_DAY.fullmatch(squeeze(dated.text)):
            text = before.text.strip("　 ")
            plain = len(squeeze(text)) <= 40 and not re.search(r"[\d。:：]|如|联系|附件", text)
            return Span(text, before.place) if plain else Span("")
    return Span("")
