"""From the words of an issue to a plan row: readings of number, deadline, units, measures."""

import re
from dataclasses import replace

from rectify.core.text import gettext_noop as _
from rectify.exchange.readers import readings
from rectify.exchange.readers.items import clean, says_something
from rectify.exchange.readers.plan.parties import Parties, parties
from rectify.exchange.readers.plan.raw import RawIssue, RawMeasure, Span
from rectify.exchange.readers.plan.tail import split_tail
from rectify.exchange.readers.readings import Context
from rectify.exchange.readers.serials import plain_number
from rectify.exchange.readers.source.clean import squeeze
from rectify.exchange.readers.values import (
    NO_NAMES,
    DeadlineReading,
    MeasureRow,
    PlanRow,
    Reading,
)

INSIDE = _("日期写在措施正文里，请核对。")
IN_GOAL = _("没有单列整改时限，按整改目标中的日期读出，请核对。")
SUMMED = _("只在各条措施里写明，按措施汇总，请核对。")
NO_DEADLINE = Reading(DeadlineReading())
DATED = re.compile(
    r"(\d{4}\s*年|\d{1,2}\s*月|年底|季度|上半年)[^,，;；。]{0,10}?(前|底|末|内|完成)|\d{1,2}月底|年内|\d+日内"
)


def compose(raw: RawIssue, context: Context) -> PlanRow:
    """Return the row; every reading carries place, words and confidence."""
    deadline = _deadline(raw, context)
    due = deadline.value.due_on
    nearer = Context(due.year if due else context.year, context.on)
    roles = parties(raw)
    measures = tuple(_measure(item, nearer) for item in raw.measures)
    if not deadline.text:
        deadline = _summed_deadline(measures, context) or _goal_deadline(raw, context) or deadline
    if not roles.names.get("lead"):
        _sum_units(roles, measures)
    return PlanRow(
        number=_number(raw),
        issue=_words(raw, "issue"),
        goal=_words(raw, "goal" if "goal" in raw.spans else "standard"),
        deadline=deadline,
        measures=measures,
        responsible_leader=_words(raw, "leader", "、"),
        responsible_person=_person(raw, roles.person),
        progress=_words(raw, "progress"),
        section=raw.section,
        place=raw.place,
        overall=raw.overall,
        **roles.readings(),
    )


def _sum_units(roles: Parties, measures: tuple[MeasureRow, ...]) -> None:
    """Where only the measures name units, the issue has all of them."""
    for measure in measures:
        for role in ("lead", "cooperating"):
            units: Reading = getattr(measure, f"{role}_units")
            roles.put(role, units.value, Span(units.text, units.place), SUMMED)


def _summed_deadline(measures: tuple[MeasureRow, ...], context: Context) -> Reading | None:
    """Where only the measures have deadlines, the issue has all of them as stages."""
    own = [m.deadline for m in measures if m.deadline.text and m.deadline.reason != INSIDE]
    words = list(dict.fromkeys(reading.text for reading in own))
    if not words:
        return None
    found = readings.deadline("；".join(words), own[0].place, context)
    return replace(found, confidence="low", reason=SUMMED)


def _goal_deadline(raw: RawIssue, context: Context) -> Reading | None:
    """Where only the goal names a day (目标及时限：5月31日前拆除), that is the deadline."""
    span = raw.first("goal")
    found = _named_inside(span.text, span.place, context, IN_GOAL)
    return found if found.text else None


def _number(raw: RawIssue) -> Reading:
    span = raw.first("serial")
    text = span.text.strip()
    kept = raw.overall or raw.verbatim
    return Reading(text if kept else plain_number(text), text, span.place, text)


def _words(raw: RawIssue, name: str, joint: str = "\n") -> Reading:
    text = raw.text(name, joint)
    value = clean(text) if says_something(text) else ""
    return Reading(value, text, raw.first(name).place, text)


def _person(raw: RawIssue, beside_units: str) -> Reading:
    found = _words(raw, "person", "、")
    if found.value or not beside_units:
        return found
    span = raw.first("units_and_person")
    return Reading(beside_units, span.text, span.place, span.text, "low",
                   _("责任单位与责任人写在同一栏，已分开，请核对。"))  # fmt: skip


def _deadline(raw: RawIssue, context: Context) -> Reading:
    spans = list(raw.each("deadline"))
    if not spans:
        return readings.deadline("", raw.place, context)
    if len(spans) == 1 and spans[0].day:
        return _true_date(spans[0])
    text = "；".join(clean(" ".join(span.text.split("\n"))) for span in spans)
    return readings.deadline(text, spans[0].place, context, spans[0].text)


def _true_date(span: Span) -> Reading:
    """A date cell says one day and nothing else; no words to doubt."""
    value = DeadlineReading(span.text, "fixed_date", span.day)
    return Reading(value, span.text, span.place, span.text)


def _measure(raw: RawMeasure, context: Context) -> MeasureRow:
    text, tail = split_tail(raw.item.text)
    own = RawIssue({name: list(spans) for name, spans in raw.own.items()}, place=raw.item.place)
    for name, words in tail:
        own.add(name, Span(words, raw.item.place))
    roles = parties(own).readings()
    spans = list(own.each("deadline"))
    if spans and spans[0].day:
        deadline = _true_date(spans[0])
    elif spans:
        deadline = readings.deadline(spans[0].text, spans[0].place, context, raw.item.text)
    else:
        deadline = _named_inside(text, raw.item.place, context)
    return MeasureRow(
        text=clean(text),
        place=raw.item.place,
        deadline=deadline,
        lead_units=roles.get("lead_units", NO_NAMES),
        cooperating_units=roles.get("cooperating_units", NO_NAMES),
        responsible_person=_words(own, "person", "、"),
    )


def _named_inside(text: str, place: str, context: Context, doubt: str = INSIDE) -> Reading:
    """A date inside a measure's sentence (2017年12月底前出台…) is the measure's own."""
    match = DATED.search(squeeze(text))
    if not match:
        return NO_DEADLINE
    clause = next(
        (part for part in re.split(r"[,，;；。]", text) if DATED.search(squeeze(part))), ""
    )
    found = readings.deadline(clause, place, context, text)
    if found.value.due_on is None:
        return NO_DEADLINE
    return Reading(found.value, clause, place, text, "low", doubt)
