"""销号公开: what was signed off, as a page and as a file."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from issues.models import PublishedIssue
from rectify.exchange import downloads
from rectify.exchange.writers import Column, Table
from rectify.exchange.writers.workbook import write_workbook
from rectify.portal.frame import ROLE, pager_of, portal_of

PER_PAGE = 20
COLUMNS: tuple[tuple[str, Any, int], ...] = (
    ("number", gettext_lazy("序号"), 5),
    ("title", gettext_lazy("反馈问题"), 24),
    ("round", gettext_lazy("轮次"), 10),
    ("unit", gettext_lazy("责任单位"), 14),
    ("signed_on", gettext_lazy("销号时间"), 6),
    ("doc_no", gettext_lazy("销号文号"), 10),
    ("outcome", gettext_lazy("整改完成情况"), 30),
)
"""Key of a row of the page → heading and width; nothing the page does not show."""


@require_safe
def signed_off(request: HttpRequest) -> HttpResponse:
    """The signed-off list, newest first."""
    rows = _signed_off()
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "portal": portal_of(request, "signed_off", demo=any(row.is_demo for row in page)),
        "total": page.paginator.count,
        "rows": [_ended(row) for row in page],
        "file_url": reverse("portal:signed_off_file"),
        "pager": pager_of(page),
    }
    return render(request, "portal/signed_off.html", context)


@require_safe
def signed_off_file(request: HttpRequest) -> HttpResponseBase:
    """The same list as a file, nothing in it that the page does not show."""
    rows = _signed_off()[: downloads.MOST].iterator(chunk_size=500)
    table = _table(_ended(row) for row in rows)
    return downloads.handed(lambda out: write_workbook(table, out), table.title, "xlsx")


def _signed_off() -> QuerySet[PublishedIssue]:
    return PublishedIssue.objects.using(ROLE).order_by("-disclosed_at", "-issue_id")


def _ended(row: PublishedIssue) -> dict[str, Any]:
    return {
        "number": _("第%(n)s项") % {"n": row.serial},
        "title": row.title,
        "round": row.round_name,
        "unit": row.units,
        "signed_on": row.signed_off_on,
        "doc_no": row.filing_no,
        "outcome": _outcome(row),
    }


def _table(rows: Iterator[dict[str, Any]]) -> Table:
    columns = [Column(str(word), width) for _key, word, width in COLUMNS]
    lines = ([_words(row[key]) for key, _word, _width in COLUMNS] for row in rows)
    return Table(_("销号公开"), columns, lines, page="A4")


def _words(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "")


def _outcome(row: PublishedIssue) -> str:
    if row.reopened_on:
        return _("%(day)s 起重新整改") % {"day": row.reopened_on.isoformat()}
    return row.done_text
