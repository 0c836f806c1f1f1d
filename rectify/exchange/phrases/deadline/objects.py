"""Dated expressions that set no stage: days only hoped for, dates of the work itself."""

import re

from rectify.core.text import gettext_noop as _
from rectify.exchange.phrases.deadline import words
from rectify.exchange.phrases.deadline.clauses import Parsed
from rectify.exchange.phrases.deadline.resolve import Due


def without_early_hopes(parsed: Parsed, dues: list[Due], doubts: list[str]) -> list[Due]:
    """2024年底前(力争9月底前): an earlier day one only strives for sets no stage."""
    kept: list[Due] = []
    for due in dues:
        hoped = words.STRIVES.search(parsed.before(due.term)) is not None
        later = [one for one in kept if one.day and due.day and one.day > due.day]
        if hoped and later:
            doubts.append(_("“力争”的日期早于时限，没有另计"))
        else:
            kept.append(due)
    return kept


def without_objects(parsed: Parsed, dues: list[Due], doubts: list[str]) -> list[Due]:
    """2022年5月底前完成2021年10月发现的问题: a date after the limit belongs to the work."""
    kept: list[Due] = []
    for due in dues:
        before = kept[-1] if kept else None
        written = parsed.text[due.term.start : due.term.end]
        limit = written.endswith(("前", "内", "底", "末", "止"))
        if before and not limit and _of_the_work(parsed, before, due):
            doubts.append(_("“{0}”像是任务内容，没有另计").format(written))
        else:
            kept.append(due)
    return kept


def _of_the_work(parsed: Parsed, before: Due, due: Due) -> bool:
    limited = parsed.text[before.term.start : before.term.end].endswith("前")
    between = parsed.text[before.term.end : due.term.start]
    inside = limited and words.OBJECT.fullmatch(between) is not None
    earlier = before.day is not None and due.day is not None and due.day < before.day
    return limited and (
        inside or (earlier and re.search("依据|根据|按照?|自|以来", between) is not None)
    )
