"""The days of the dates that were kept, each lending its year to the next."""

from datetime import date

from rectify.core.text import gettext_noop as _
from rectify.exchange.phrases.deadline import words
from rectify.exchange.phrases.deadline.clauses import Parsed
from rectify.exchange.phrases.deadline.resolve import Context, Due, add_months, resolve
from rectify.exchange.phrases.deadline.term import Term


def resolved(
    parsed: Parsed, found: list[Term], kept: list[Term], context: Context, doubts: list[str]
) -> list[Due]:
    """The kept terms with their days; one set aside still lends its year to the next."""
    dues: list[Due] = []
    before: date | None = None
    for term in found:
        if term not in kept:
            before = resolve(term, context, before).day or before
            if term.grain == "season" and term.year is not None:
                context = Context(term.year, context.on)
            continue
        ahead = parsed.before(term).replace("※", "")
        if term.grain == "term" and dues and before and _counts_on(dues[-1], ahead):
            due = _moved(dues.pop(), term)
        else:
            due = _own_day(term, ahead, before, context)
            if term.grain == "term" and words.SINCE.search(ahead):
                doubts.append(_("从文中所说的事项起算，请核对起算日"))
        dues.append(due)
        before = due.day or before
    return dues


def _own_day(term: Term, ahead: str, before: date | None, context: Context) -> Due:
    """A term read after the date before it; 提前至 goes back from it within the same year."""
    if before and ahead.endswith(("提前至", "提前到")):
        return resolve(term, Context(before.year), None)
    return resolve(term, context, before)


def _counts_on(previous: Due, ahead: str) -> bool:
    """2022年3月起6个月内, or 6月底前…延长3个月: the term is counted from the date before it."""
    if previous.term.edge == "start":
        return True
    return words.EXTENDED.search(ahead) is not None and previous.term.grain != "term"


def _moved(base: Due, term: Term) -> Due:
    """A term counted from a date in the text, or an extension by so many months."""
    doubt = _("由文中日期加期限推算，请核对")
    if base.day is None:
        return Due(term, None, (doubt,))
    if base.term.day is None and term.unit in ("month", "quarter", "year"):
        months = int((term.count or 0) * {"month": 1, "quarter": 3, "year": 12}[term.unit])
        first = add_months(base.day.replace(day=1), months)
        end = resolve(Term(0, 0, "month", year=first.year, month=first.month), Context())
        return Due(base.term, end.day, (doubt,))
    moved = resolve(term, Context(on=base.day))
    return Due(term, moved.day, (*moved.doubts, doubt))
