"""What stands against an import, as marks in the user's own workbook or as a list of its own."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from issues.importing.compare import LEFT_OUT
from issues.importing.doubt import Doubt
from issues.importing.doubt_units import where
from issues.importing.drafts import Draft
from issues.importing.entries import heading_of
from issues.importing.preview import Preview
from rectify.exchange.marks import Mark
from rectify.exchange.places import SHEET_CELL
from rectify.exchange.writers import Column, Table

SHEET_ROW = re.compile(r"(?P<sheet>.*)!(?P<row>\d+)行")
FIELDS = {"number": "serial", "person": "person", "leader": "leader"}
"""Fields of a draft → what readers call their columns, where the two differ."""
Wrong = tuple[Draft, str, str, str]
"""A draft, the field, the place, the sentence."""


def wrong(look: Preview) -> Iterator[Wrong]:
    """Rows that are left out, then doubts nobody has settled; those of many rows at each row."""
    for verdict in look.verdicts:
        if verdict.state in LEFT_OUT and verdict.reason:
            yield verdict.draft, "number", verdict.draft.place, verdict.reason
    drafts = {draft.key: draft for draft in look.drafts}
    for doubt in look.open:
        if doubt.field == "plan_no":
            continue  # no cell of the file answers it
        if doubt.kind == "unit":
            yield from _unit(doubt, look.drafts)
            continue
        for key in doubt.rows or (doubt.row,):
            draft = drafts[key]
            place = doubt.place if key == doubt.row and not doubt.of_file else draft.place
            yield draft, doubt.field, place, doubt.message


def _unit(doubt: Doubt, drafts: list[Draft]) -> Iterator[Wrong]:
    for draft in drafts:
        if doubt.raw in draft.names():
            yield draft, doubt.field, where(draft, doubt.raw)[0], doubt.message


def marks_of(look: Preview) -> list[Mark]:
    """The marks of a workbook; what has no place in a sheet is not among them."""
    return [mark for found in wrong(look) if (mark := _mark(*found)) is not None]


def _mark(draft: Draft, field: str, place: str, reason: str) -> Mark | None:
    name = FIELDS.get(field, field)
    if cell := SHEET_CELL.fullmatch(place):
        return Mark(cell["sheet"], int(cell["row"]), cell["column"], name, reason)
    if row := SHEET_ROW.fullmatch(place) or SHEET_ROW.fullmatch(draft.place):
        return Mark(row["sheet"], int(row["row"]), "", name, reason)
    return None


def list_of(look: Preview) -> Table:
    """For Word, PDF and pasted text: the same as a list with places."""
    heads = ((_("序号"), 5), (_("问题"), 24), (_("位置"), 12), (_("错误原因"), 36))
    rows = (
        (draft.number, heading_of(draft), place, reason)
        for draft, _field, place, reason in wrong(look)
    )
    return Table(
        _("导入存疑和不予导入清单"),
        [Column(str(word), width) for word, width in heads],
        rows,
        notes=(_("文件：%(name)s") % {"name": look.staged},),
        sheet=_("清单"),
        page="A4",
    )
