"""Reads what came of a petition or a batch: counts and fines (columns of the public statistics).

A word of the vocabulary is joined to its number; a word without one counts a single case only
where the sentence tells of one (责令限期改正). 无 as a whole says nothing; 未立案 says none.
"""

from decimal import Decimal

from rectify.core.text import gettext_noop as _
from rectify.exchange.phrases.outcome import words
from rectify.exchange.phrases.outcome.bind import bind
from rectify.exchange.phrases.outcome.bound import Bound
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
    since = _last_period(scanned, bound)
    if since:
        doubts.append(_("既有本批又有累计，只取累计数"))
        bound.bindings = [b for b in bound.bindings if b.key.start >= since]
    if words.WITH_STAGED.search(scanned.raw):
        doubts.append(_("办结数是否含阶段性办结，请核对"))
    fined = fine(scanned, since)
    doubts += fined.doubts
    counts: dict[str, int | None] = {}
    for column in COUNTS:
        if column != "fine_yuan":
            counts[column] = count(column, scanned, bound, doubts)
    doubts += _tried(scanned, counts)
    doubts += _left_over(scanned, bound, fined)
    reason = sentence(doubts, _("每个数都与它前后的词语对应"))
    return OutcomeReading(
        **counts, fine_yuan=_fined(fined, bound), confidence=confidence(doubts), reason=reason
    )


def _last_period(scanned: Scanned, bound: Bound) -> int:
    """Where the cumulative sentence begins when the same columns are told twice; else 0."""
    for found in reversed(list(words.CUMULATIVE.finditer(scanned.text))):
        told = [b for b in bound.bindings if b.number is not None]
        before = {b.key.name for b in told if b.key.start < found.end()}
        after = {b.key.name for b in told if b.key.start >= found.end()}
        if len(before & after) > 1:
            return found.end()
    return 0


def _fined(fined: Fine, bound: Bound) -> Decimal | None:
    refused = any(b.key.name == "fine_yuan" and b.negated for b in bound.bindings)
    if fined.yuan is None:
        return Decimal(0) if refused else None
    whole = fined.yuan.to_integral_value()
    return whole if whole == fined.yuan else fined.yuan.normalize()


def _tried(scanned: Scanned, counts: dict[str, int | None]) -> list[str]:
    """对副局长立案审查调查: a person is dealt with, though not yet counted."""
    tried = any(t.name == "ignored" and "审查" in t.text for t in scanned.tokens)
    return [_("立案审查的人是否计入问责，请核对")] if tried and not counts["accountable"] else []


def _left_over(scanned: Scanned, bound: Bound, fined: Fine) -> list[str]:
    """Persons and money no word took may be an outcome that was not understood."""
    taken = {scanned.tokens[place].start for place in fined.takes}
    if any(b.key.name == "sealed" and b.number for b in bound.bindings):
        machines = [one.text for one in bound.loose if one.name in ("台", "辆", "艘")]
        if machines:
            return [_("还有没对应上的数：{0}").format(machines[0])]
    for token in bound.loose:
        if token.start not in taken and token.name in ("人", "名", "人次", "元"):
            return [_("还有没对应上的数：{0}").format(token.text)]
    return []
