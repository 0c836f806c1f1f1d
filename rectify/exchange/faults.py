"""What stands against an import, as marks in the user's own workbook or as a list of its own."""

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.translation import gettext as _

from rectify.core.errors import Invalid
from rectify.exchange import limited, storage
from rectify.exchange.marks import Mark
from rectify.exchange.models import StagedImport
from rectify.exchange.places import SHEET_CELL
from rectify.exchange.readers.errors import UnreadableFile
from rectify.exchange.writers import Column, Table
from rectify.exchange.writers.workbook import write_workbook

SHEET_ROW = re.compile(r"(?P<sheet>.*)!(?P<row>\d+)行")


@dataclass(frozen=True)
class Fault:
    """One thing wrong with one row; `field` is what the readers call its column, `place` where
    the words stand, `row` where their row does."""

    number: str
    title: str
    field: str
    place: str
    row: str
    reason: str


def own_workbook(staged: StagedImport) -> bool:
    """Whether the faults can go into the file itself: a workbook that is still kept."""
    named = staged.file_name.lower().endswith(".xlsx")
    return named and storage.path_of(staged.stored_name).exists()


def label_of(staged: StagedImport) -> str:
    """What the link to the faults says."""
    return _("下载标出问题的原表") if own_workbook(staged) else _("下载问题清单")


def faults_file(staged: StagedImport, faults: Iterable[Fault]) -> tuple[BinaryIO, str]:
    """The workbook to hand out and its name without ending; raises `Invalid` when it cannot be
    written again."""
    stem = str(staged).rpartition(".")[0] or str(staged)
    name = _("%(name)s（标出问题）") % {"name": stem}
    if not own_workbook(staged):
        out = io.BytesIO()
        write_workbook(list_of(staged, faults), out)
        out.seek(0)
        return out, name
    path = storage.path_of(staged.stored_name)
    try:
        return io.BytesIO(limited.marked(path, marks_of(faults), staged.kind)), name
    except UnreadableFile as refusal:
        raise Invalid(refusal.message) from None


def marks_of(faults: Iterable[Fault]) -> list[Mark]:
    """The marks of a workbook; what has no place in a sheet is not among them."""
    return [mark for fault in faults if (mark := _mark(fault)) is not None]


def _mark(fault: Fault) -> Mark | None:
    if cell := SHEET_CELL.fullmatch(fault.place):
        return Mark(cell["sheet"], int(cell["row"]), cell["column"], fault.field, fault.reason)
    if row := SHEET_ROW.fullmatch(fault.place) or SHEET_ROW.fullmatch(fault.row):
        return Mark(row["sheet"], int(row["row"]), "", fault.field, fault.reason)
    return None


def list_of(staged: StagedImport, faults: Iterable[Fault]) -> Table:
    """For Word, PDF and pasted text: the same as a list with places."""
    heads = ((_("序号"), 5), (_("问题"), 24), (_("位置"), 12), (_("错误原因"), 36))
    return Table(
        _("导入存疑和不予导入清单"),
        [Column(word, width) for word, width in heads],
        ((fault.number, fault.title, fault.place, fault.reason) for fault in faults),
        notes=(_("文件：%(name)s") % {"name": staged},),
        sheet=_("清单"),
        page="A4",
    )
