"""The one way tables leave the house: counted, proved, written, audited, handed out as a file."""

import tempfile
from collections.abc import Callable, Mapping
from typing import Any, BinaryIO, cast

from django.http import FileResponse, QueryDict
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from rectify.accounts import step_up
from rectify.accounts.http import SignedRequest
from rectify.core import clock
from rectify.core.errors import Invalid
from rectify.exchange.writers import Table
from rectify.exchange.writers.paper import write_paper
from rectify.exchange.writers.workbook import write_sheets
from rectify.journal.services import audit

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
IN_MEMORY = 2_000_000
MASS = 2000
"""From so many rows on it is a mass export: a second proof first (conventions 8)."""
MOST = 50_000
"""Rows of one workbook; more than anybody reads, and what a spreadsheet still opens at once."""
MOST_ON_PAPER = 2_000
"""Rows of one Word document: it is built in memory, and nobody prints more."""


def menu(params: QueryDict, *files: tuple[str, str]) -> list[dict[str, str]]:
    """What `components/exports.html` offers: (label, url) each, asked what the page was asked."""
    query = params.urlencode()
    tail = f"?{query}" if query else ""
    return [{"label": label, "url": f"{url}{tail}"} for label, url in files]


def allow(request: SignedRequest, total: int, form: str = "xlsx") -> None:
    """Before rows leave: refuses what no file holds, asks who is there before a mass of them.

    Raises `Invalid`, `StepUpRequired`.
    """
    most = MOST_ON_PAPER if form == "docx" else MOST
    if total > most:
        words = _("共 %(n)d 项，一次最多导出 %(most)d 项。请先用轮次、地区或状态缩小范围。")
        raise Invalid(words % {"n": total, "most": most})
    if total >= MASS:
        step_up.require(request, _("批量导出"), about=_("%(n)d 项") % {"n": total})


def sent(
    request: SignedRequest,
    what: str,
    form: str,
    *tables: Table,
    covers: Mapping[str, Any] | None = None,
) -> HttpResponseBase:
    """The tables as one file of the form (xlsx: a sheet each; docx: the first), with an audit row.

    `what` names the export in the trail (`petitions.list`), `covers` what it was about.
    """

    def write(out: BinaryIO) -> None:
        rows = written(out, form, *tables)
        detail = {**(covers or {}), "rows": rows, "form": form}
        audit(request.actor, "export", noun=what, detail=detail)

    return handed(write, tables[0].title, form)


def written(out: BinaryIO, form: str, *tables: Table) -> int:
    """Write the tables into `out`; returns how many rows."""
    if form == "docx":
        return write_paper(tables[0], out, clock.today())
    return write_sheets(tables, out)


def handed(
    write: Callable[[BinaryIO], object], title: str, form: str, *, dated: bool = True
) -> HttpResponseBase:
    """What `write` writes, as a file to keep: on disk beyond two megabytes, read while it is sent.

    Without an audit row of its own: for blank tables and what is public anyway.
    """
    out = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 the answer closes it
    write(cast(BinaryIO, out))
    out.seek(0)
    day = f"{clock.today():%Y%m%d}" if dated else ""
    return given(cast(BinaryIO, out), f"{title}{day}", form)


def given(out: BinaryIO, stem: str, form: str) -> HttpResponseBase:
    """A file that is written already."""
    name = f"{stem}.{form}"
    return FileResponse(out, as_attachment=True, filename=name, content_type=TYPES[form])
