"""Cells that hold more than their heading says: labels inside, a unit with its deadline."""

import re

from rectify.exchange.readers.plan.labelled import BOOK
from rectify.exchange.readers.plan.tail import DATE_PART, duty_fields

SHORT_LABEL = re.compile(r"(?<=[。；;])\s*(?=(?:目标|措施|时限|问题|责任|单位)[:：])")
PROSE = frozenset({"issue", "goal", "measures"})
UNITS = frozenset({"lead", "responsible", "implementing", "lead_and_cooperating"})
PARTS = PROSE | UNITS | {"deadline", "cooperating", "supervising", "acceptance", "leader", "person"}


def parted(name: str, text: str, *, undated: bool) -> list[tuple[str, str]]:
    """Return the fields of a cell with their words; the cell whole where it is of one field.

    目标：…⏎措施：… under 整改目标及措施 are two; with `undated` (the list has no column of
    deadlines) 县住建局，2024年6月底前 are two as well.
    """
    if name in PROSE | UNITS and (":" in text or "：" in text):
        found = _labelled(text)
        if len({field for field, _words in found}) > 1 and found[0][0] in PARTS:
            return found
    if name in UNITS and undated and DATE_PART.search(text):
        found = duty_fields("；".join(line for line in text.split("\n") if line.strip()))
        if len(found) > 1:
            return [(name if field == "responsible" else field, words) for field, words in found]
    return [(name, text)]


def _labelled(text: str) -> list[tuple[str, str]]:
    """Return the labelled stretches; none where the cell does not begin with a label."""
    found: list[tuple[str, str]] = []
    for line in SHORT_LABEL.sub("\n", text).split("\n"):
        before, labels = BOOK.split(line)
        if before and not found:
            return [("", text)]
        if before:
            found[-1] = (found[-1][0], f"{found[-1][1]}\n{before}".strip())
        found.extend((label.field, label.text) for label in labels)
    return found
