"""Reads a whole plan: lists, narrative and overall measures, in the order they stand."""

import re

from rectify.exchange.readers import readings
from rectify.exchange.readers.events import Event, of_paragraph, of_table
from rectify.exchange.readers.front import Front
from rectify.exchange.readers.grid import stated_count
from rectify.exchange.readers.plan.checks import check
from rectify.exchange.readers.plan.compose import compose
from rectify.exchange.readers.plan.labelled import (
    BOOK,
    chapters_unlabelled,
    counted_measures,
    deputies_named,
)
from rectify.exchange.readers.plan.measure_lists import MeasureLists
from rectify.exchange.readers.plan.narrative import read_narrative
from rectify.exchange.readers.plan.notice import is_notice, of_notices
from rectify.exchange.readers.plan.overall import read_overall
from rectify.exchange.readers.plan.raw import RawIssue, Span
from rectify.exchange.readers.plan.tables import ListReader
from rectify.exchange.readers.plan.tail import split_tail
from rectify.exchange.readers.readings import Context
from rectify.exchange.readers.source import Paragraph, Source
from rectify.exchange.readers.values import Document

ALIAS = re.compile(r"简称")


def read_plan(source: Source, front: Front, context: Context) -> Document:
    """Return the rows of a plan with what a person must look at."""
    issues, overall, stated, aliases = raw_issues(source)
    notices = of_notices(source) if is_notice(front) else []
    if notices and len(notices) >= len(issues):
        issues, overall = notices, []
    rows = tuple(compose(raw, context) for raw in (*issues, *overall))
    return Document(
        kind="plan",
        rows=rows,
        problems=tuple(check(rows, stated, front, context, source)),
        stated_count=stated,
        aliases=aliases,
    )


def raw_issues(
    source: Source, *, plan: bool = True
) -> tuple[list[RawIssue], list[RawIssue], int | None, dict[str, tuple[str, ...]]]:
    """Return issues, overall measures, the stated count and the short forms of a file."""
    lists, measures = ListReader(plan=plan), MeasureLists()
    events: list[Event] = []
    for block in source.blocks:
        if isinstance(block, Paragraph):
            events.extend(of_paragraph(counted_measures(block), BOOK))
            continue
        heading = next((e for e in reversed(events) if not e.field and e.head), None)
        number = heading.head.number if heading and heading.head else ""
        words = heading.head.rest if heading and heading.head else ""
        span = Span(words, heading.place) if heading and words else None
        if under := measures.read(block, span):
            events.extend(under)
        elif not lists.read(block, span, number):
            events.extend(of_table(block, BOOK))
    events = deputies_named(chapters_unlabelled(events), plan=plan)
    narrated, loose = read_narrative(events)
    overall = read_overall(loose if narrated else events) if _may_be_overall(events) else []
    stated = lists.result.stated or _stated(events)
    listed = lists.result.issues
    issues = [*(raw for raw in listed if not raw.overall), *narrated]
    return issues, [*(raw for raw in listed if raw.overall), *overall], stated, _aliases(events)


def _may_be_overall(events: list[Event]) -> bool:
    return any(not event.field for event in events)


def _stated(events: list[Event]) -> int | None:
    """Return the number of issues the introduction names; only issues and tasks are counted."""
    for event in events[:40]:
        match = re.search(
            r"(?:反馈|梳理|共|共计|移交|指出|确定|明确|形成)[^。\d]{0,14}?(\d{1,4})\s*(?:项|个|条)[^。,，]{0,6}?"
            r"(?:问题|任务)", event.text)  # fmt: skip
        if match:
            return int(match[1])
    short = [e for e in (*events[:8], *events[-3:]) if len(e.text) <= 24 and not e.field]
    return next((n for e in short if (n := stated_count(e.text))), None)


def _aliases(events: list[Event]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for event in events:
        if ALIAS.search(event.text):
            for _name, words in split_tail(event.text)[1]:
                found.update(dict(readings.units(words).aliases))
    return found
