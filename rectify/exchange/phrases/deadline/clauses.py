"""Cuts a deadline into clauses and gives each expression of time the words around it."""

import re
from dataclasses import dataclass, field

from rectify.exchange.phrases.deadline import words
from rectify.exchange.phrases.deadline.lexer import terms
from rectify.exchange.phrases.deadline.model import What
from rectify.exchange.phrases.deadline.repair import repair
from rectify.exchange.phrases.deadline.term import Term
from rectify.exchange.phrases.plain import Plain, fold

LONGEST_CELL = 1000
"""Characters of a deadline that are read; the longest seen has under two hundred."""
_MASK = "※"
_BREAKS = re.compile(r"[,;。、()\n!]|(?<!\d)/|/(?!\d)")
_NEW_LINE = re.compile(
    r"(?<=[^\d\s年月日底])[^\S\n]*(\n)\s*(?=[\(（]?[\d一二三四五六①-⑩]{1,2}[.、)）.]|\d{4}"
    r"|第[一二三四]"
    r"|长期|持续|立[行即]|常态|并)"
)


@dataclass(frozen=True)
class Clause:
    """A stretch between separators; `words` is its text with the dates masked out."""

    start: int
    end: int
    text: str
    words: str
    terms: tuple[Term, ...]
    bracketed: bool = False


@dataclass(frozen=True)
class Parsed:
    """The plain text without label, numbering and titles, cut into clauses."""

    plain: Plain
    text: str
    clauses: tuple[Clause, ...] = field(default_factory=tuple)

    def before(self, term: Term) -> str:
        """The words of the clause in front of `term`."""
        clause = self.clause_of(term)
        return self.text[clause.start : term.start]

    def clause_of(self, term: Term) -> Clause:
        return next(one for one in self.clauses if one.start <= term.start < one.end)

    def segment(self, term: Term) -> tuple[int, int]:
        """Where the words that belong to `term` begin and end inside its clause."""
        clause = self.clause_of(term)
        place = clause.terms.index(term)
        start = clause.start if place == 0 else term.start
        last = place + 1 == len(clause.terms)
        return start, clause.end if last else clause.terms[place + 1].start

    def what(self, term: Term) -> What:
        """Whether the step finishes the work, has it accepted, or prepares it."""
        start, end = self.segment(term)
        said = self.text[start:end] + self._bracket_after(end)
        if words.ACCEPTS.search(said) and not words.FINISHES.search(said):
            return "accept"
        if words.PREPARES.search(said) and not words.FINISHES.search(said):
            return "other"
        return "rectify"

    def _bracket_after(self, end: int) -> str:
        following = next((c for c in self.clauses if c.start == end + 1 and c.bracketed), None)
        return "" if following is None or following.terms else following.text


def parse(source: str) -> Parsed:
    """Fold, repair, mask what holds no deadline (label, numbering, titles) and cut."""
    source = source[:LONGEST_CELL]
    lines = frozenset(found.start(1) for found in _NEW_LINE.finditer(source))
    plain = repair(fold(source, breaks=lines))
    text = plain.text
    for pattern in (words.TITLE, words.LABEL, words.ENUMERATOR):
        text = pattern.sub(lambda found: _MASK * len(found[0]), text)
    return Parsed(plain, text, _cut(text, terms(text)))


def _cut(text: str, found: tuple[Term, ...]) -> tuple[Clause, ...]:
    clauses: list[Clause] = []
    start, depth = 0, 0
    taken = iter(found)
    term = next(taken, None)
    for end in [*(m.start() for m in _BREAKS.finditer(text)), len(text)]:
        inside: list[Term] = []
        while term and term.start < end:
            inside.append(term)
            term = next(taken, None)
        if start < end:
            clauses.append(_clause(text, start, end, tuple(inside), depth > 0))
        depth += {"(": 1, ")": -1}.get(text[end : end + 1], 0)
        start = end + 1
    return tuple(clauses)


def _clause(text: str, start: int, end: int, inside: tuple[Term, ...], bracketed: bool) -> Clause:
    masked = list(text[start:end])
    for term in inside:
        stop = min(term.end, end)
        masked[term.start - start : stop - start] = _MASK * (stop - term.start)
    return Clause(start, end, text[start:end], "".join(masked), inside, bracketed)
