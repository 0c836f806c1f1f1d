"""What the words around the dates say: at once, for good, done already, or written elsewhere."""

from dataclasses import dataclass

from rectify.core.text import gettext_noop as _
from rectify.exchange.phrases.deadline import words
from rectify.exchange.phrases.deadline.choose import Choice
from rectify.exchange.phrases.deadline.clauses import Clause, Parsed

_WORDY = 60


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
    """Whether the clause sets a duty without end; a gradual word does so only without any date."""
    if words.LASTING_JOINED.search(clause.words):
        return True
    if words.FOREVER.search(clause.words):
        return not _adverbial(clause)
    alone = words.LASTING_ALONE.search(clause.words)
    return alone is not None and not clause.terms and not (dated and alone["weak"])


def _adverbial(clause: Clause) -> bool:
    """2025年底前持续推进…: the word colours the work up to the date, it sets no further duty."""
    if not clause.terms or any(term.edge == "start" for term in clause.terms):
        return False
    joined = words.LASTING_JOINED.search(clause.words)
    return words.BLUNT.search(clause.words) is not None and not joined


def _doubts(parsed: Parsed, choice: Choice, *, lasting: bool) -> list[str]:
    doubts = []
    clauses, dated = parsed.clauses, bool(choice.dues)
    if any(_adverbial(clause) for clause in clauses) and not lasting:
        doubts.append(_("“持续”与日期连用，是否长期坚持请核定"))
    if dated and any(_loosely_lasting(clause) for clause in clauses):
        doubts.append(_("后续工作是否算长期坚持，请核定"))
    if any(words.RECURRING.search(clause.words) for clause in clauses):
        doubts.append(_("含有按月、按季等周期性要求"))
    if any(_hazardous(clause) for clause in clauses):
        doubts.append(_("还有没读懂的时间或条件"))
    if any(len(clause.words.replace("※", "")) > _WORDY for clause in clauses):
        doubts.append(_("文字较长，请核对"))
    days = [due.day for due in choice.dues if due.day]
    if days != sorted(days):
        doubts.append(_("各阶段日期不是先后顺序"))
    return doubts


def _loosely_lasting(clause: Clause) -> bool:
    """持续加强监管 beside a date: not clearly a duty of its own."""
    if words.FOREVER.search(clause.words):
        return False
    alone = not clause.terms and words.LASTING_ALONE.search(clause.words)
    joined = words.LASTING_JOINED.search(clause.words)
    return bool(alone or joined or words.LONG_CARE.search(clause.words))


def _hazardous(clause: Clause) -> bool:
    """Words that may change the date; an extension is understood where its date stands by it."""
    said = clause.words.rstrip("※")
    if clause.terms:
        said = words.APPROVED_EXTENSION.sub("", said)
    return words.HAZARD.search(said.replace("※", "")) is not None
