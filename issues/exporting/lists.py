"""The smaller lists as they stand on screen: amendments, imports."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy

from issues.exporting.head import Head
from rectify.accounts.scope import Actor
from rectify.core import clock
from rectify.exchange.writers import Column, Table

Columns = tuple[tuple[str, Any, int], ...]
AMENDMENTS: Columns = (
    ("number", gettext_lazy("序号"), 4),
    ("title", gettext_lazy("反馈问题"), 24),
    ("round", gettext_lazy("轮次"), 10),
    ("facets", gettext_lazy("调整内容"), 12),
    ("applicant", gettext_lazy("申请单位"), 12),
    ("at", gettext_lazy("申请时间"), 7),
    ("basis", gettext_lazy("依据"), 12),
    ("state", gettext_lazy("状态"), 6),
)
IMPORTS: Columns = (
    ("file_name", gettext_lazy("文件"), 20),
    ("kind", gettext_lazy("类别"), 6),
    ("round", gettext_lazy("轮次"), 10),
    ("plan", gettext_lazy("方案"), 14),
    ("counts", gettext_lazy("结果"), 16),
    ("who", gettext_lazy("导入人"), 6),
    ("at", gettext_lazy("导入时间"), 8),
    ("state", gettext_lazy("状态"), 6),
)
ROUNDS: Columns = (
    ("round", gettext_lazy("轮次"), 12),
    ("kind", gettext_lazy("督察类型"), 10),
    ("code", gettext_lazy("代码"), 6),
    ("period", gettext_lazy("进驻时间"), 10),
    ("signed_off", gettext_lazy("已销号"), 4),
    ("issues", gettext_lazy("问题数"), 4),
    ("title", gettext_lazy("方案"), 20),
    ("doc_no", gettext_lazy("文号"), 10),
    ("owner", gettext_lazy("单位"), 10),
    ("items", gettext_lazy("方案项数"), 5),
    ("state", gettext_lazy("状态"), 5),
)
"""Key of a line of the page → heading and width."""


def list_table(
    who: Actor, head: Head, columns: Columns, lines: Iterable[Mapping[str, Any]]
) -> Table:
    """The lines of a page under these columns."""
    shown = [Column(str(word), width) for _key, word, width in columns]
    rows = ([_words(line[key]) for key, _word, _width in columns] for line in lines)
    return Table(head.title, shown, rows, notes=head.notes(who), publisher=who.unit, page="A4")


def round_lines(rounds: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """A line per plan; a round without one has a line of its own."""
    for round in rounds:
        head = {name: round[name] for name in ("kind", "code", "period", "signed_off", "issues")}
        plans: list[dict[str, Any]] = round["plans"] or [{}]
        for plan in plans:
            told = {name: plan.get(name) for name in ("title", "doc_no", "owner")}
            more = {"items": plan.get("issues"), "state": plan.get("state")}
            yield {"round": round["name"], **head, **told, **more}


def _words(value: Any) -> str:
    if isinstance(value, datetime):
        return f"{value.astimezone(clock.SHANGHAI):%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)
