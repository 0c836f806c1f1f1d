"""Which of the dates in a deadline bind: ranges, extensions, statuses and hopes are set aside."""

import re
from dataclasses import dataclass, field

from rectify.core.text import gettext_noop as _
from rectify.exchange.phrases.deadline import words
from rectify.exchange.phrases.deadline.building import MENTIONED
from rectify.exchange.phrases.deadline.clauses import Parsed
from rectify.exchange.phrases.deadline.days import resolved
from rectify.exchange.phrases.deadline.objects import without_early_hopes, without_objects
from rectify.exchange.phrases.deadline.resolve import Context, Due
from rectify.exchange.phrases.deadline.term import Term

_BEGINS = re.compile("(?:正式|全面)?(?:启动|着手|动工|开始)")
_MARKED = re.compile(r"[^,;。、()\d]{0,6}\(")
_GLOSSES = re.compile(r"\(?")


@dataclass
class Choice:
    """The binding dates in the order of the text, why these (`notes`), and what is doubtful."""

    dues: list[Due] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    reported: bool = False


def choose(parsed: Parsed, context: Context) -> Choice:
    """Resolve every expression of time and keep those that bind."""
    choice = Choice()
    found = [term for clause in parsed.clauses for term in clause.terms]
    found = _without_statuses(parsed, found, choice)
    found = _without_mentions(found)
    kept = _without_former(parsed, found, choice)
    kept = _without_starts(parsed, kept, choice)
    kept = _without_hopes(parsed, kept, choice)
    kept = _without_marked_seasons(parsed, kept, choice)
    dues = resolved(parsed, found, kept, context, choice.doubts)
    dues = without_objects(parsed, dues, choice.doubts)
    choice.dues = without_early_hopes(parsed, dues, choice.doubts)
    return choice


def _without_statuses(parsed: Parsed, found: list[Term], choice: Choice) -> list[Term]:
    """Dates of what was done or is only asked for are no deadlines."""
    kept = []
    for term in found:
        said = parsed.clause_of(term).words
        extended = words.EXTENDED.search(parsed.before(term).replace("※", ""))
        if extended and words.PENDING.search(said) and not words.APPROVED.search(parsed.text):
            choice.doubts.append(_("延期尚未批准，仍按原时限"))
        elif _met(parsed, term):
            choice.doubts.append(_("时限与完成情况写在一起，请核对"))
            kept.append(term)
        elif not extended and (words.STATUS.search(said) or _glosses_status(parsed, term)):
            choice.reported = True
        else:
            kept.append(term)
    return kept if kept or choice.reported else found


def _without_mentions(found: list[Term]) -> list[Term]:
    """2022年底前完成2020年度问题整改: a year only mentioned gives way to a dated limit."""
    dated = [term for term in found if MENTIONED not in term.doubts]
    return dated if any(term.grain != "season" for term in dated) else found


def _met(parsed: Parsed, term: Term) -> bool:
    """2024年12月底前已完成整改: a limit with its status in one breath."""
    limit = parsed.text[term.start : term.end].endswith("前")
    return limit and parsed.text[term.end :].startswith("已")


def _glosses_status(parsed: Parsed, term: Term) -> bool:
    """已完成整改(2023年11月): the bracket dates what was done."""
    clause = parsed.clause_of(term)
    place = parsed.clauses.index(clause)
    if not clause.bracketed or not place:
        return False
    before = parsed.clauses[place - 1]
    limit = parsed.text[term.start : term.end].endswith(("前", "内", "底"))
    finished = words.DONE.fullmatch(before.words) and not limit
    status = words.STATUS.search(before.words) is not None or bool(finished)
    return not before.terms and status


def _without_former(parsed: Parsed, found: list[Term], choice: Choice) -> list[Term]:
    """An approved extension replaces what stood before it; 原定… is what was."""
    for place in range(len(found) - 1, 0, -1):
        before = parsed.before(found[place]).replace("※", "")
        if words.EXTENDED.search(before) and not words.STRIVES.search(before):
            choice.notes.append(_("按批复后的时限"))
            return _extended(found, place)
    former = [t for t in found if words.FORMER.search(parsed.before(t).replace("※", ""))]
    if former and len(former) < len(found):
        choice.doubts.append(_("原定时限已被后一时限取代"))
        return [term for term in found if term not in former]
    return found


def _extended(found: list[Term], place: int) -> list[Term]:
    if found[place].grain == "term" and found[place].unit in ("month", "quarter", "year", "day"):
        return found[place - 1 : place + 1]
    return found[place:]


def _without_starts(parsed: Parsed, found: list[Term], choice: Choice) -> list[Term]:
    """Of a range only its end binds; 某日后 sets no limit."""
    kept: list[Term] = []
    for place, term in enumerate(found):
        following = found[place + 1] if place + 1 < len(found) else None
        between = parsed.text[term.end : following.start] if following else ""
        if following and (words.RANGE.fullmatch(between) or _runs_to(parsed, term, following)):
            continue
        if following and _only_begins(parsed, term):
            choice.doubts.append(_("启动的日子不是时限，没有另计"))
            continue
        if term.edge == "start" and following and following.grain != "term":
            continue
        if term.edge == "start" and not following:
            choice.doubts.append(_("只写了开始时间，没有最后期限"))
            continue
        if term.edge == "after":
            choice.doubts.append(_("“某日后”没有给出最后期限"))
            continue
        if term.edge == "about":
            choice.doubts.append(_("“左右”“前后”不是确定的日期"))
        kept.append(term)
    return kept


def _only_begins(parsed: Parsed, term: Term) -> bool:
    """2023年5月启动,12月底前完成: unlike 5月底前启动, the first day ends nothing."""
    limit = parsed.text[term.start : term.end].endswith(("前", "内", "底", "末", "止"))
    return not limit and _BEGINS.match(parsed.text, term.end) is not None


def _runs_to(parsed: Parsed, term: Term, following: Term) -> bool:
    """2024年3月1日起施工,至6月30日: the second date follows 至 in its own clause."""
    tail = parsed.text[term.start : term.end]
    return tail.endswith("起") and parsed.before(following).endswith(("至", "到"))


def _without_hopes(parsed: Parsed, found: list[Term], choice: Choice) -> list[Term]:
    """力争… gives way to 确保…; on its own it is the deadline."""
    hopes = [t for t in found if _beside(parsed, t, words.STRIVES)]
    binding = [t for t in found if _beside(parsed, t, words.BINDS)]
    if not hopes or not binding:
        return _at_the_latest(parsed, found, choice)
    choice.notes.append(_("“确保”的日期为准"))
    return [term for term in found if term not in hopes]


def _beside(parsed: Parsed, term: Term, word: re.Pattern[str]) -> bool:
    """力争2024年底完成, 2024年底前力争完成: before the date or right behind it."""
    return bool(word.search(parsed.before(term)) or word.match(parsed.text, term.end))


def _at_the_latest(parsed: Parsed, found: list[Term], choice: Choice) -> list[Term]:
    """6月底前,最迟不超过9月底: the last day binds where no other work is named."""
    if len(found) != 2 or not words.LATEST.search(parsed.before(found[1])):
        return found
    if parsed.clause_of(found[0]).words.replace("※", "") in ("", "完成", "完成整改"):
        choice.doubts.append(_("“最迟”的日期为准，请核对"))
        return found[1:]
    return found


def _without_marked_seasons(parsed: Parsed, found: list[Term], choice: Choice) -> list[Term]:
    """汛前(5月1日前), 6月底前(汛期前): the day stands beside the season it explains."""
    kept = []
    for place, term in enumerate(found):
        following = found[place + 1] if place + 1 < len(found) else None
        marked = following and _MARKED.fullmatch(parsed.text[term.end : following.start])
        before = found[place - 1] if place else None
        glosses = before and _GLOSSES.fullmatch(parsed.text[before.end : term.start])
        dated = before and before.grain not in ("season", "term")
        if term.grain != "season" or not (marked or (glosses and dated)):
            kept.append(term)
        elif not marked:
            choice.doubts.append(_("日期旁的节令没有另计日子，请核对"))
    return kept
