"""The tables an office takes out: the list on screen, a plan's list, a ledger."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from issues.exporting.columns import SPECS, TITLES, Spec, used
from issues.exporting.head import Head
from issues.exporting.lamps import lamp_words
from issues.exporting.rows import (
    OVERALL,
    Rows,
    filled_optionals,
    ledger_rows,
    list_rows,
    overall_of,
    overall_rows,
    plan_rows,
)
from issues.models import Plan
from rectify.accounts.scope import Actor
from rectify.exchange.writers import Column, Table

SCREEN: dict[str, tuple[tuple[Any, int], ...]] = {
    "": (
        (gettext_lazy("序号"), 4),
        (gettext_lazy("反馈问题"), 24),
        (gettext_lazy("类别"), 6),
        (gettext_lazy("地区"), 6),
    ),
    "unit": ((gettext_lazy("责任单位"), 14),),
    "due": ((gettext_lazy("整改时限"), 8),),
    "progress": ((gettext_lazy("进度"), 5), (gettext_lazy("达序时"), 7)),
    "state": ((gettext_lazy("状态"), 6), (gettext_lazy("环节"), 9), (gettext_lazy("灯"), 7)),
}
"""The list's columns by the key of its column chooser; the first group cannot be hidden."""


def plan_table(who: Actor, plan: Plan, rows: Rows, covers: str, total: int) -> Table:
    """A plan's list: its issues in their order, its overall measures last."""
    overall = list(overall_of(plan).values_list("units_as_written", flat=True))
    filled = filled_optionals(rows) | {role for written in overall for role in written}
    specs = used(SPECS["plan"], filled)
    told = (f"另有{OVERALL}{len(overall)}条，列在最后。",) if overall else ()
    head = replace(plan_head(plan, "plan", covers, total), remarks=told)
    return _table(who, head, specs, chain(plan_rows(rows), overall_rows(plan)))


def issue_table(who: Actor, rows: Rows, head: Head, kind: str) -> Table:
    """A plan list or ledger of these issues, in their order."""
    specs = used(SPECS[kind], filled_optionals(rows))
    cells = ledger_rows(rows) if kind == "ledger" else plan_rows(rows)
    return _table(who, head, specs, cells)


def screen_table(who: Actor, rows: Rows, head: Head, hidden: Sequence[str], on: date) -> Table:
    """What is on screen: same rows, order and columns."""
    shown = [name for name in SCREEN if name not in hidden]
    columns = [Column(str(word), width) for name in shown for word, width in SCREEN[name]]
    lines = ([cell for name in shown for cell in _screen(name, row)] for row in list_rows(rows, on))
    return Table(head.title, columns, lines, notes=head.notes(who), publisher=who.unit, page="A4")


def plan_head(plan: Plan, kind: str, covers: str, total: int) -> Head:
    """The head of a table of one plan."""
    return Head(f"{plan.division.name}{TITLES[kind]}", covers, plan_words(plan), total)


def plan_words(plan: Plan) -> str:
    """`《title》 doc_no`: an import finds the plan by it."""
    return f"《{plan.title}》 {plan.doc_no}".strip()


def _table(
    who: Actor, head: Head, specs: Sequence[Spec], cells: Iterable[Mapping[str, str]]
) -> Table:
    columns = [Column(spec.heading, spec.width) for spec in specs]
    lines = ([row[spec.key] for spec in specs] for row in cells)
    return Table(head.title, columns, lines, notes=head.notes(who), publisher=who.unit, page="A4")


def _screen(name: str, row: Mapping[str, Any]) -> Iterator[str]:
    if name == "":
        yield from (str(row["number"]), str(row["title"]), str(row["kind"]), str(row["place"]))
    elif name == "unit":
        yield "；".join(part for part in (str(row["lead"]), str(row["others"])) if part)
    elif name == "due":
        yield _due(row)
    elif name == "progress":
        yield f"{row['percent']}%"
        yield str(row["pace"]["word"])
    else:
        yield from (str(row["state"]), str(row["step"]), lamp_words(row["lamp"]))


def _due(row: Mapping[str, Any]) -> str:
    if row["long_term"]:
        return _("长期坚持")
    return row["due_on"].isoformat() if row["due_on"] else str(row["due_words"])
