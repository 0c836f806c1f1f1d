"""The tables of petitions an office takes out: the list on screen, the official table."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from issues.exporting.head import Head
from issues.exporting.lamps import lamp_words
from petitions.exporting.rows import Rows, list_rows, official_rows
from petitions.models import PetitionBatch
from petitions.public_table import COLUMNS
from rectify.accounts.scope import Actor
from rectify.exchange.writers import Column, Table

SCREEN = (
    (gettext_lazy("受理编号"), 9),
    (gettext_lazy("批次"), 4),
    (gettext_lazy("受理方式"), 4),
    (gettext_lazy("交办问题基本情况"), 26),
    (gettext_lazy("问题类型"), 6),
    (gettext_lazy("标记"), 5),
    (gettext_lazy("承办地区"), 7),
    (gettext_lazy("承办单位"), 12),
    (gettext_lazy("当前时限"), 6),
    (gettext_lazy("状态"), 6),
    (gettext_lazy("是否属实"), 5),
    (gettext_lazy("灯"), 6),
)
TITLE = "群众信访举报转办和边督边改情况一览表"
"""Without 公开: it is the working copy, whatever state its rows are in."""
INTERNAL = "内部工作底稿：含未审核和未公开的内容，未经公开前检查，不得对外发布。"


def screen_table(who: Actor, rows: Rows, head: Head, on: date) -> Table:
    """What is on screen: same rows, order and columns."""
    columns = [Column(str(word), width) for word, width in SCREEN]
    lines = (list(_screen(row)) for row in list_rows(rows, on))
    return Table(head.title, columns, lines, notes=head.notes(who), publisher=who.unit, page="A4")


def official_table(who: Actor, rows: Rows, covers: str, total: int) -> Table:
    """The official columns of round 3 as an internal working copy; rows of one batch name it in the
    title, where the import finds it."""
    batches = rows.order_by().values_list("batch", flat=True).distinct()[:2]
    only = PetitionBatch.objects.filter(pk__in=list(batches))
    batch = only[0] if len(only) == 1 else None
    rounds = list(rows.order_by().values_list("round__name", flat=True).distinct()[:2])
    of_batch = f"（第{batch.number}批）" if batch else ""
    title = f"{rounds[0] if len(rounds) == 1 else ''}{TITLE}{of_batch}"
    head = Head(title, covers, total=total, counted="件", remarks=(INTERNAL,))
    lines = official_rows(rows, one_batch=batch is not None)
    return Table(title, COLUMNS, lines, notes=head.notes(who), publisher=who.unit)


def _screen(row: Mapping[str, Any]) -> Iterator[str]:
    yield str(row["number"])
    yield _("第%(n)d批") % {"n": row["batch"]}
    yield str(row["channel"])
    yield str(row["title"])
    yield str(row["types"])
    yield "、".join(row["tags"])
    yield _place(row)
    yield "；".join(part for part in (row["lead"], row["others"]) if part)
    yield row["due_on"].isoformat() if row["due_on"] else ""
    yield str(row["state"])
    yield str(row["verdict"])
    yield lamp_words(row["lamp"])


def _place(row: Mapping[str, Any]) -> str:
    if row["handed"]:
        return str(row["place"])
    return _("未交办（%(place)s）") % {"place": row["place"]} if row["place"] else _("未交办")
