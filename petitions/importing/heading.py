"""Which batch a file is: from what was told, from its title, from the numbers in it. Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from petitions.numbers import expected_batch
from rectify.exchange.phrases.numerals import integer

BATCH = re.compile(r"第\s*([0-9一二三四五六七八九十百〇零]{1,5})\s*批")
HEAD_PIECES, BAR = 12, "｜"
"""The head of a file ends where its table begins: rows speak of other batches, too."""
TABLE_CELLS = 4
BATCH_ANSWER = "all-batch"
"""The id of the doubt that asks which batch this is; its answer holds `{value}`."""


@dataclass(frozen=True)
class BatchWords:
    """`number` 0 where nothing tells it; `usual` is what the numbers' days make it, for a doubt."""

    number: int
    handed_on: date
    usual: int = 0


def batch_of(
    target: Mapping[str, Any],
    pieces: list[list[str]],
    answer: Mapping[str, Any] | None,
    days: Iterable[date],
    *,
    first_on: date | None,
    dated_on: date | None,
    today: date,
) -> BatchWords:
    """The batch as told (target or answer), else as the head of the file says.

    Hand-over is the day after reception (domain §9.1): the commonest day of the numbers plus one;
    without dated numbers the file's own date, never later than today.
    """
    commonest = Counter(days).most_common(1)
    received = commonest[0][0] if commonest else None
    usual = expected_batch(received, first_on) if received and first_on else 0
    told = target.get("handed_on")
    after = received + timedelta(days=1) if received else dated_on
    handed_on = date.fromisoformat(told) if told else min(after or today, today)
    return BatchWords(_number(target, pieces, answer), handed_on, max(usual, 0))


def _number(
    target: Mapping[str, Any], pieces: list[list[str]], answer: Mapping[str, Any] | None
) -> int:
    if target.get("batch"):
        return int(target["batch"])
    if answer and str(answer.get("value", "")).isdecimal():
        return int(answer["value"])
    for _place, text in pieces[:HEAD_PIECES]:
        if text.count(BAR) >= TABLE_CELLS:
            break
        if match := BATCH.search(text):
            return integer(match[1]) or 0
    return 0
