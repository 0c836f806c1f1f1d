"""Columns and cells that only their neighbours or their values explain."""

import re

from rectify.exchange.readers.columns import bare
from rectify.exchange.readers.front import DAY
from rectify.exchange.readers.grid import Line, Walked
from rectify.exchange.readers.headings import Columns
from rectify.exchange.readers.plan.raw import RawIssue, Span
from rectify.exchange.readers.readings import TOGETHER
from rectify.exchange.readers.serials import head_of
from rectify.exchange.readers.source import Cell, Table
from rectify.exchange.readers.source.clean import squeeze

YES, NO = (
    frozenset(["是", "√", "✓", "Y", "已", "有"]),
    frozenset(["否", "×", "X", "x", "N", "未", "无", "不"]),
)
TASK = re.compile(r"任务|整改内容|整改事项")
STEPS = {"验收": "accepted_on", "公示": "notice_period", "销号": "filed_on", "完成": "completed_on",
         "备案": "filed_on"}  # fmt: skip

TOLD = re.compile(r"^(?!自).{0,8}?(验收|公示|销号|备案)(情况|结果|结论|意见)$")
"""市级验收情况, 备案销号情况; a check of one's own (自查验收情况) is no acceptance."""
LEVEL = re.compile(rf"(?:.{{1,3}}级)?({'|'.join(STEPS)})")
SHORT = 40
A_DAY = re.compile(rf"{DAY.pattern}|\d{{1,2}}月\d{{1,2}}日")


def standards_are_goals(columns: Columns) -> None:
    """A column 销号标准 or 整改要求 tells the goal only where no column is called a goal."""
    if not columns.has("goal"):
        columns.fields = ["goal" if name == "standard" else name for name in columns.fields]


def tasks_are_measures(columns: Columns) -> None:
    """A column 整改任务 beside one of issues, with no column of measures, holds the measures."""
    issues = [index for index, name in enumerate(columns.fields) if name == "issue"]
    tasks = [index for index in issues if TASK.search(bare(columns.headings[index]))]
    if not columns.has("measures") and tasks and len(tasks) < len(issues):
        columns.fields = ["measures" if index in tasks else name
                          for index, name in enumerate(columns.fields)]  # fmt: skip


def sections_are_issues(walked: Walked, columns: Columns) -> bool:
    """A list whose issues stand only in rows of their own over their measures: make them cells.

    A serial then counts the measures.
    """
    told = any(line.text("issue") for line in walked.lines)
    if told or not walked.lines or not columns.has("measures"):
        return False
    if not all(line.section for line in walked.lines):
        return False
    cells = {line.section: Cell(line.section, line.row.place) for line in reversed(walked.lines)}
    for line in walked.lines:
        line.cells["issue"] = [cells[line.section]]
        line.cells.pop("serial", None)
        line.section = ""
    columns.fields = [None if name == "serial" else name for name in columns.fields]
    return True


def numbered_by_words(issues: list[RawIssue]) -> list[RawIssue]:
    """Where no issue has a serial and their words count 1. 2. 3., the words' number is it."""
    if len(issues) < 2 or any("serial" in raw.spans for raw in issues):
        return issues
    heads = [head_of(raw.first("issue").text) for raw in issues]
    told = [(head.style, head.number) for head in heads if head]
    if len(told) < len(issues) or len({style for style, _number in told}) > 1:
        return issues
    numbers = [int(number) for _style, number in told if number.isdigit()]
    if numbers != list(range(numbers[0], numbers[0] + len(issues)) if numbers else []):
        return issues
    for raw, head in zip(issues, heads, strict=True):
        first, *others = raw.spans["issue"]
        if head:
            raw.add("serial", Span(head.number, first.place))
            raw.spans["issue"] = [Span(head.rest, first.place), *others]
    return issues


def dated_steps(columns: Columns, table: Table) -> None:
    """A column headed 验收 or 销号 alone holds its days where most of its cells are days."""
    for index, heading in enumerate(columns.headings):
        told = TOLD.fullmatch(bare(heading)) if columns.fields[index] != "state" else None
        level = LEVEL.fullmatch(bare(heading))
        step = STEPS.get(told[1] if told else level[1] if level else "")
        if step is None or (told and columns.has(step)):
            continue
        cells = [row.cells[index] for row in table.rows[columns.start :]]
        texts = [text for cell in cells if re.search(r"\w", text := squeeze(cell.text))]
        found = A_DAY.search if told else A_DAY.match
        days = sum(bool(found(text[:SHORT]) or TOGETHER.match(text)) for text in texts)
        if days * 2 > len(texts):
            columns.fields[index] = step


def said(name: str, cell: Cell, line: Line, columns: Columns) -> str:
    """Spell out 是/否 under 是否销号 as 已销号/未销号."""
    answer = squeeze(cell.text)
    if name != "state" or not answer or answer not in YES | NO:
        return cell.text
    headings = dict(zip(map(id, line.row.cells), columns.headings, strict=False))
    what = bare(headings.get(id(cell), "")).removeprefix("是否").removesuffix("情况")
    return f"{'已' if answer in YES else '未'}{what.removeprefix('已')}"
