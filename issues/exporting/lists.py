"""The smaller lists as they stand on screen: amendments, imports."""

from collections.abc import Iterable, Mapping
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
"""Key of a line of the page → heading and width."""


def list_table(
    who: Actor, head: Head, columns: Columns, lines: Iterable[Mapping[str, Any]]
) -> Table:
    """The lines of a page under these columns."""
    shown = [Column(str(word), width) for _key, word, width in columns]
    rows = ([_words(line[key]) for key, _word, _width in columns] for line in lines)
    return Table(head.title, shown, rows, notes=head.notes(who), publisher=who.unit, page="A4")


def _words(value: Any) -> str:
    if isinstance(value, datetime):
        return f"{value.astimezone(clock.SHANGHAI):%Y-%m-%d %H:%M}"
    return value.isoformat() if isinstance(value, date) else str(value or "")
