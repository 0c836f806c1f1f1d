"""Lists: every office's columns, measures in one cell or one a row, sections, totals."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from rectify.exchange.readers.columns import plan_field
from rectify.exchange.readers.grid import Line, Walked, records, walk
from rectify.exchange.readers.headings import Columns, find_columns
from rectify.exchange.readers.items import Item, says_something, split_items
from rectify.exchange.readers.plan.composite import parted
from rectify.exchange.readers.plan.judged import (
    dated_steps,
    numbered_by_words,
    said,
    sections_are_issues,
    standards_are_goals,
    tasks_are_measures,
)
from rectify.exchange.readers.plan.raw import RawIssue, RawMeasure, Span
from rectify.exchange.readers.source import Cell, Table
from rectify.exchange.readers.source.clean import squeeze

AHEAD = re.compile(r"前|底|末|内$|立行立改|长期|持续")
OVERALL = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\))?总体(?:整改)?措施"
)
"""A section whose rows belong to no issue: the heading stands where the issue would."""
NEEDED = frozenset({"issue", "measures", "goal", "deadline"})
PER_MEASURE = frozenset({"deadline", "lead", "responsible", "cooperating", "implementing",
                         "lead_and_cooperating", "units_and_person", "person"})  # fmt: skip
PLAIN = frozenset({"serial", "issue", "goal", "leader", "progress", "supervising", "acceptance",
                   "state", "completed_on", "accepted_on", "notice_from", "notice_to",
                   "notice_period", "filing_no", "filed_on"})  # fmt: skip


@dataclass(slots=True)
class ReadTables:
    """The issues of all lists of a file, and what the lists say of their number."""

    issues: list[RawIssue] = field(default_factory=list)
    stated: int | None = None
    remarks: list[Cell] = field(default_factory=list)
    understood: set[int] = field(default_factory=set)


class ListReader:
    """Reads list tables one after another; a table without headings continues the last."""

    def __init__(self, *, plan: bool = True) -> None:
        self.plan = plan
        self.columns: Columns | None = None
        self.result = ReadTables()

    def read(self, table: Table, heading: Span | None = None, number: str = "") -> bool:
        """Add a table's issues; return False where it is no list of issues."""
        columns = find_columns(table, plan_field, NEEDED)
        if columns is None and self.columns is not None:
            columns = self.columns.continued(table, least=4)
        if columns is None:
            return False
        self.columns = columns
        tasks_are_measures(columns)
        standards_are_goals(columns)
        dated_steps(columns, table)
        walked = walk(table, columns)
        named = sections_are_issues(walked, columns) or columns.has("issue", "serial")
        if not named and len(walked.lines) == 1:
            return False  # a heading row over one row of values: the labels of the issue above
        self._name_deadline(columns, walked)
        self.result.stated = walked.stated or self.result.stated
        self.result.remarks.extend(walked.remarks)
        if named:
            self.result.issues.extend(numbered_by_words(list(_issues(walked, columns))))
        elif heading is not None:
            self.result.issues.append(_one_issue(walked, columns, heading, number))
        else:
            return False
        return True

    def _name_deadline(self, columns: Columns, walked: Walked) -> None:
        """A plan's 完成时间 is its deadline; a ledger's only where the words look ahead (底前)."""
        if columns.has("deadline") or not columns.has("completed_on"):
            return
        words = [line.text("completed_on") for line in walked.lines]
        ahead = sum(bool(AHEAD.search(text)) for text in words)
        if not self.plan and ahead * 2 < len([text for text in words if text]) + 1:
            return
        columns.fields = ["deadline" if n == "completed_on" else n for n in columns.fields]
        for line in walked.lines:
            line.cells["deadline"] = line.cells.pop("completed_on", [])


def _issues(walked: Walked, columns: Columns) -> Iterator[RawIssue]:
    def opens(first: Line, line: Line) -> bool:
        return _opens(first, line, columns)

    for lines in records(walked.lines, opens):
        yield list_issue(lines, columns)


def _opens(first: Line, line: Line, columns: Columns) -> bool:
    """A new serial opens a new issue; without serials, other words of the issue do."""
    serial, issue = line.cell("serial"), line.cell("issue")
    old_serial, old_issue = first.cell("serial"), first.cell("issue")
    same_issue = issue is old_issue or squeeze(issue.text) == squeeze(old_issue.text)
    if columns.has("serial"):
        if serial.text:
            if serial is old_serial:
                return False
            same_serial = squeeze(serial.text) == squeeze(old_serial.text)
            return not (same_serial and (same_issue or not issue.text))
        if not issue.text or same_issue or issue is old_issue:
            return False
        return sum(bool(line.cell(name).text) for name in ("goal", "deadline", "measures")) >= 2
    return bool(issue.text) and not same_issue


def list_issue(lines: list[Line], columns: Columns) -> RawIssue:
    """Return one issue of the rows that are about it."""
    section = lines[0].section
    overall = OVERALL.fullmatch(squeeze(section)) is not None
    raw = RawIssue(section="" if overall else section, place=lines[0].row.place, overall=overall)
    shared, undated = _shared(lines), not columns.has("deadline")
    for line in lines:
        for name in (*PLAIN, *PER_MEASURE):
            if name in PLAIN or name in shared:
                for cell in line.cells.get(name, ()):
                    words = said(name, cell, line, columns)
                    answer = words != cell.text
                    for part, text in parted(name, words, undated=undated):
                        raw.add(part, Span(text, cell.place, cell.day, answer))
    _measures(raw, lines, shared)
    return raw


def _shared(lines: list[Line]) -> frozenset[str]:
    """Return the per-measure fields that say the same (or nothing) in every line of an issue."""
    return frozenset(
        name for name in PER_MEASURE
        if len({cell.text for line in lines for cell in line.cells.get(name, ()) if cell.text}) <= 1
        or len(lines) == 1
        or len({id(line.cell("measures")) for line in lines if line.text("measures")}) <= 1
    )  # fmt: skip


def _measures(raw: RawIssue, lines: list[Line], shared: frozenset[str]) -> None:
    """One cell of measures may cover several rows, one row may hold several measures."""
    known: set[str] = set()
    for item, line in _items(raw, lines):
        if item.text in known and len(lines) > 1:
            continue
        known.add(item.text)
        own = {name: _spans(line, name) for name in PER_MEASURE - shared if line.text(name)}
        raw.measures.append(RawMeasure(item, own))
    for name in PER_MEASURE - shared:
        for line in lines:
            for span in _spans(line, name):
                raw.add(name, span)


def _items(raw: RawIssue, lines: list[Line]) -> list[tuple[Item, Line]]:
    """Return the measures of every cell once; other fields told inside a cell go to `raw`."""
    found: list[tuple[Item, Line]] = []
    seen: set[Cell] = set()
    for line in lines:
        for cell in line.cells.get("measures", ()):
            if not says_something(cell.text) or cell in seen:
                continue
            seen.add(cell)
            for part, text in parted("measures", cell.text, undated=False):
                if part == "measures":
                    found.extend((item, line) for item in split_items(text, cell.place))
                else:
                    raw.add(part, Span(text, cell.place))
    return found


def _spans(line: Line, name: str) -> list[Span]:
    return [Span(cell.text, cell.place, cell.day) for cell in line.cells.get(name, ())]


def _one_issue(walked: Walked, columns: Columns, heading: Span, number: str) -> RawIssue:
    """A list under its issue's heading: all rows are that issue's measures."""
    raw = list_issue(walked.lines, columns) if walked.lines else RawIssue()
    raw.place = heading.place
    raw.add("issue", heading)
    if number:
        raw.add("serial", Span(number, heading.place))
    return raw
