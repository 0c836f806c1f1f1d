"""Reads a deadline as plans write it (domain §7) into a kind, its stages and the day it falls due.

Rules that decide: a date beats 立行立改, which beats 长期坚持; of a range its end, of an approved
extension the new date, of 力争/确保 the latter; several dates are stages and the last one counts.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from rectify.core.text import gettext_noop as _
from rectify.exchange.phrases.deadline import words
from rectify.exchange.phrases.deadline.choose import Choice, choose
from rectify.exchange.phrases.deadline.clauses import LONGEST_CELL, Parsed, parse
from rectify.exchange.phrases.deadline.model import DeadlineReading, Kind, Stage, What
from rectify.exchange.phrases.deadline.outlook import Outlook, outlook
from rectify.exchange.phrases.deadline.resolve import Context, Due
from rectify.exchange.phrases.reading import confidence, sentence

__all__ = ["DeadlineReading", "Kind", "Stage", "What", "read_deadline"]

_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_SERIAL_DAY_ZERO = date(1899, 12, 30)
_SERIALS = range(36526, 73051)
"""Spreadsheet day numbers of 2000-01-01 to 2099-12-31."""

_EXPLAINED: dict[Kind, str] = {
    "fixed_date": _("原文给出确定的日期，当日仍在期限内"),
    "month_end": _("按当月最后一天计"),
    "quarter_end": _("按季度或半年的最后一天计"),
    "year_end": _("按当年12月31日计"),
    "immediate": _("立行立改，没有具体日期"),
    "long_term": _("长期坚持，没有具体日期"),
    "fixed_then_long_term": _("到期完成，之后长期坚持"),
    "staged": _("分阶段完成，以最后一个阶段为准"),
    "none": _("原文没有规定时限"),
}


def read_deadline(text: str, *, year: int | None = None, on: date | None = None) -> DeadlineReading:
    """Read one deadline cell; `year` is the plan's, `on` the day relative terms count from.

    Never raises on any text. What cannot be dated keeps its kind with `due_on` None.
    """
    parsed = parse(text)
    bare = parsed.text.replace("※", "")
    if not bare.strip():
        return _reading("none", [], False, [_("没有填写时限")])
    if words.NOTHING.fullmatch(bare):
        return _reading("none", [], False, [])
    serial = _SERIAL.fullmatch(bare)
    if serial and int(serial[1]) in _SERIALS:
        day = _SERIAL_DAY_ZERO + timedelta(days=int(serial[1]))
        return _reading("fixed_date", [Stage(day, "rectify", text.strip())], False, [])
    return _decide(parsed, Context(year, on), too_long=len(text) > LONGEST_CELL)


def _decide(parsed: Parsed, context: Context, *, too_long: bool) -> DeadlineReading:
    choice = choose(parsed, context)
    view = outlook(parsed, choice)
    doubts = [*choice.doubts, *view.doubts, *(d for due in choice.dues for d in due.doubts)]
    if too_long:
        doubts.append(_("文字过长，只读了前面一部分"))
    dated = [due for due in choice.dues if due.term.grain != "season"]
    if not dated:
        kind, extra = _undated(choice, view)
        return _reading(kind, [], view.lasting, [*doubts, *extra])
    if len({due.day for due in dated}) == 1 and len({due.kind for due in dated}) > 1:
        doubts.append(_("同一天有两种写法，请核对"))
    stages = [_stage(parsed, due) for due in choice.dues]
    kind = _dated(choice.dues, view)
    if kind != "staged":
        stages = [_stage(parsed, dated[-1])]
    return _reading(kind, stages, view.lasting, doubts, choice.notes)


def _dated(dues: list[Due], view: Outlook) -> Kind:
    days = [due.day for due in dues]
    one = len(dues) == 1 or (None not in days and len(set(days)) == 1)
    if not one or any(due.term.yearly for due in dues):
        return "staged"
    return "fixed_then_long_term" if view.lasting else dues[-1].kind


def _undated(choice: Choice, view: Outlook) -> tuple[Kind, list[str]]:
    if view.immediate:
        return "immediate", [_("既要立即整改又要长期坚持，按立行立改归类")] if view.lasting else []
    if view.lasting:
        return "long_term", []
    if choice.dues:
        return "none", []
    if view.elsewhere and not choice.reported:
        return "none", [_("时限写在别处，需要核定")]
    if choice.reported or view.reported:
        return "none", [_("只写了完成情况，没有时限")]
    return "none", [_("没有读出时限，需要核定")]


def _stage(parsed: Parsed, due: Due) -> Stage:
    start, end = parsed.segment(due.term)
    return Stage(due.day, parsed.what(due.term), parsed.plain.original(start, end))


def _reading(
    kind: Kind, stages: list[Stage], lasting: bool, doubts: list[str], notes: Sequence[str] = ()
) -> DeadlineReading:
    days = [stage.due_on for stage in stages if stage.due_on]
    last = max(days) if days else None
    reason = sentence(doubts, "，".join([*notes, _EXPLAINED[kind]]))
    return DeadlineReading(kind, last, lasting, tuple(stages), confidence(doubts), reason)
