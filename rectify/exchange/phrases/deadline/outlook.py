"""What the words around the dates say: at once, for good, done already, or written elsewhere."""

import re
from dataclasses import dataclass

from rectify.core.text import gettext_noop as _
from rectify.exchange.phrases.deadline import words
from rectify.exchange.phrases.deadline.choose import Choice
from rectify.exchange.phrases.deadline.clauses import Clause, Parsed

_WORDY = 60
_BEFORE_A_DATE = re.compile(rf"※[^※]{{0,8}}{words.LASTING}")


@dataclass(frozen=True)
class Outlook:
    """The undated half of a deadline and what casts doubt on the whole."""

    immediate: bool
    lasting: bool
    reported: bool
    elsewhere: bool
    doubts: tuple[str, ...]


def outlook(parsed: Parsed, choice: Choice) -> Outlook:
    """Read the words that carry no date."""
    said = [clause.words for clause in parsed.clauses]
    dated = bool(choice.dues)
    lasting = any(_lasting(clause, dated) for clause in parsed.clauses)
    return Outlook(
        immediate=any(words.IMMEDIATE.search(one) for one in said),
        lasting=lasting,
        reported=any(words.STATUS.search(one) or words.DONE.fullmatch(one) for one in said),
        elsewhere=any(words.ELSEWHERE.search(one) for one in said),
        doubts=tuple(_doubts(parsed, choice, lasting=lasting)),
    )


def _lasting(clause: Clause, dated: bool) -> bool:
    if words.FOREVER.search(clause.words) and not _adverbial(clause):
        return True
    said = clause.words
    if words.LASTING_JOINED.search(said):
        return True
    alone = words.LASTING_ALONE.search(said)
    return alone is not None and not clause.terms and not (dated and words.ASIDE.match(said))


def _adverbial(clause: Clause) -> bool:
    """2025年底前持续推进…: the word colours the work up to the date, it sets no further duty."""
    return (
        bool(clause.terms)
        and _BEFORE_A_DATE.search(clause.words) is not None
        and not (words.LASTING_JOINED.search(clause.words))
    )


def _hazardous(said: str) -> bool:
    return words.HAZARD.search(words.APPROVED_EXTENSION.sub("", said)) is not None


def _doubts(parsed: Parsed, choice: Choice, *, lasting: bool) -> list[str]:
    doubts = []
    said = [clause.words.replace("※", "") for clause in parsed.clauses]
    if any(_adverbial(clause) for clause in parsed.clauses) and not lasting:
        doubts.append(_("“持续”与日期连用，是否长期坚持请核定"))
    if any(words.RECURRING.search(one) for one in said):
        doubts.append(_("含有按月、按季等周期性要求"))
    if any(_hazardous(one) for one in said):
        doubts.append(_("还有没读懂的时间或条件"))
    if any(len(one) > _WORDY for one in said):
        doubts.append(_("文字较长，请核对"))
    days = [due.day for due in choice.dues if due.day]
    if days != sorted(days):
        doubts.append(_("各阶段日期不是先后顺序"))
    return doubts
