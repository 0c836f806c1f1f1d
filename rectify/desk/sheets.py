"""我的待办 as a table: the lines of the page under their groups."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext_lazy

from issues.exporting.head import Head
from issues.exporting.lamps import lamp_words
from rectify.accounts.scope import Actor
from rectify.exchange.writers import Column, Table

COLUMNS: tuple[tuple[Any, int], ...] = (
    (gettext_lazy("缓急"), 6),
    (gettext_lazy("灯"), 6),
    (gettext_lazy("编号"), 9),
    (gettext_lazy("事项"), 30),
    (gettext_lazy("要办"), 8),
    (gettext_lazy("时限"), 8),
    (gettext_lazy("被退回"), 16),
    (gettext_lazy("说明"), 14),
)


def duty_table(who: Actor, head: Head, groups: Sequence[dict[str, Any]]) -> Table:
    """Every duty of the groups, in their order."""
    columns = [Column(str(word), width) for word, width in COLUMNS]
    rows = list(_rows(groups))
    return Table(head.title, columns, rows, notes=head.notes(who), publisher=who.unit, page="A4")


def _rows(groups: Sequence[dict[str, Any]]) -> Iterator[list[str]]:
    for group in groups:
        for duty in group["duties"]:
            yield [
                group["label"],
                lamp_words(duty.lamp),
                duty.number,
                duty.title,
                duty.ask,
                duty.due_text,
                duty.returned,
                "；".join(duty.notes),
            ]
