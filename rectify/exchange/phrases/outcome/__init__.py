"""Reads what came of a petition or a batch: counts and fines (columns of the public statistics).

A word of the vocabulary is joined to its number; a word without one counts a single case only
where the sentence tells of one (责令限期改正). 无 as a whole says nothing; 未立案 says none.
"""

from decimal import Decimal

from rectify.core.text import gettext_noop as _
from rectify.exchange.phrases.outcome.bind import Bound, bind
from rectify.exchange.phrases.outcome.columns import count
from rectify.exchange.phrases.outcome.fines import Fine, fine
from rectify.exchange.phrases.outcome.model import COUNTS, OutcomeReading
from rectify.exchange.phrases.outcome.tokens import Scanned, scan
from rectify.exchange.phrases.plain import LONGEST
from rectify.exchange.phrases.reading import confidence, sentence

__all__ = ["COUNTS", "OutcomeReading", "read_outcome"]


def read_outcome(text: str) -> OutcomeReading:
    """Read one sentence or cell. Never raises on any text."""
    scanned = scan(text)
    bound = bind(scanned)
    doubts: list[str] = []
    if len(text) > LONGEST:
        doubts.append(_("文字过长，只读了前面一部分"))
    fined = fine(scanned)
    doubts += fined.doubts
    counts: dict[str, int | None] = {}
    for column in COUNTS:
        if column != "fine_yuan":
            counts[column] = count(column, scanned, bound, doubts)
    doubts += _left_over(scanned, bound, fined)
    reason = sentence(doubts, _("每个数都与它前后的词语对应"))
    return OutcomeReading(
        **counts, fine_yuan=_fined(fined, bound), confidence=confidence(doubts), reason=reason
    )


def _fined(fined: Fine, bound: Bound) -> Decimal | None:
    refused = any(b.key.name == "fine_yuan" and b.negated for b in bound.bindings)
    return Decimal(0) if fined.yuan is None and refused else fined.yuan


def _left_over(scanned: Scanned, bound: Bound, fined: Fine) -> list[str]:
    """Persons and money no word took may be an outcome that was not understood."""
    taken = {scanned.tokens[place].start for place in fined.takes}
    for token in bound.loose:
        if token.start not in taken and token.name in ("人", "名", "人次", "元"):
            return [_("还有没对应上的数：{0}").format(token.text)]
    return []
