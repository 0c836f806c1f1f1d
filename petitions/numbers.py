"""What a petition's number tells: its key, its day, the batch it should be in (domain §9.1)."""

import re
from dataclasses import dataclass
from datetime import date

from rectify.core.text import gettext_noop as _
from rectify.exchange.phrases.petition_number import read_petition_number

NOT_IN_KEYS = re.compile(r"[\s*＊★☆※#]|[(（][^()（）]*[)）]")
"""Blanks, stars and remarks such as （重复件）are no part of what makes a number unique."""
LABEL = re.compile(r"\s*第(\d{1,6})批第(\d{1,6})件\s*")
"""How a petition without a number is called (`Petition.label`), in tables that went out too."""
SHORT_SERIAL = re.compile(r"第?(\d{1,6}|[一二三四五六七八九十百〇零]{1,6})[号件]?")
ODD_DAY = _("编号日期 %(day)s 按规律应为第%(expected)d批，清单写的是第%(number)d批，请核对。")


@dataclass(frozen=True)
class Number:
    """A number as read; `key` is unique within the round, `low` where there was no number."""

    printed: str
    key: str
    low: bool
    channel: str
    received_on: date | None
    is_key: bool
    duplicate: bool


def read_number(printed: str, *, batch: int, row: int, numbering: str = "auto") -> Number:
    """Read a number as printed for a row of a batch; `numbering` is `PetitionRules.numbering`."""
    if label := LABEL.fullmatch(printed):
        return Number("", f"{label[1]}#{label[2]}", True, "", None, False, False)
    found = read_petition_number(printed)
    bare = NOT_IN_KEYS.sub("", printed).upper()[:60]
    day = found["date"]
    return Number(
        printed.strip()[:60],
        _key(bare, batch, row, numbering),
        not bare,
        found["channel"] or "",
        date.fromisoformat(day) if day else None,
        bool(found["key"]),
        bool(found["duplicate"]),
    )


def _key(bare: str, batch: int, row: int, numbering: str) -> str:
    if not bare:
        return f"{batch}#{row}"
    per_batch = numbering == "batch" or (
        numbering == "auto" and SHORT_SERIAL.fullmatch(bare) is not None
    )
    return f"{batch}/{bare}" if per_batch else bare


def expected_batch(received_on: date, first_on: date) -> int:
    """Batch = date − first day + 1, as every dated batch seen holds; a warning, never an error."""
    return (received_on - first_on).days + 1
