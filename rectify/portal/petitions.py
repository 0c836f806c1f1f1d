"""边督边改公开: the public tables of petitions, as pages, workbooks and papers."""

from typing import Any, BinaryIO

from django.core.paginator import Paginator
from django.db.models import Count, Max, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from petitions.models import PublishedPetition
from petitions.projection import HEADINGS
from petitions.public_table import cells, table_of
from rectify.core import clock
from rectify.exchange.downloads import TYPES, handed
from rectify.exchange.writers.paper import write_paper
from rectify.exchange.writers.workbook import write_workbook
from rectify.portal.frame import ROLE, pager_of, portal_of

PER_PAGE = 50


@require_safe
def batches(request: HttpRequest) -> HttpResponse:
    """Every batch with something public, newest first."""
    fields = ("round_code", "round_name", "batch_number", "batch_on", "title", "is_demo")
    rows = PublishedPetition.objects.using(ROLE).order_by()
    found = rows.values(*fields).annotate(n=Count("petition_id"), on=Max("updated_at"))
    newest = list(found.order_by("-batch_on", "-batch_number")[:500])
    context = {
        "portal": portal_of(request, "petitions", demo=any(row["is_demo"] for row in newest)),
        "rows": [
            {
                "title": row["title"],
                "url": reverse("portal:petitions", args=[row["round_code"], row["batch_number"]]),
                "count": row["n"],
                "on": clock.day_of(row["on"]),
            }
            for row in newest
        ],
    }
    return render(request, "petitions/public_batches.html", context)


@require_safe
def table(request: HttpRequest, round_code: str, number: int) -> HttpResponse:
    """The table of one batch: eleven columns, and when a row was renewed."""
    rows = _rows(round_code, number)
    first = _first(rows)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    base = reverse("portal:petitions", args=[round_code, number])
    context = {
        "portal": portal_of(request, "petitions", demo=first.is_demo),
        "title": first.title,
        "publisher": first.publisher,
        "headings": HEADINGS,
        "rows": [_row(row) for row in page],
        "total": page.paginator.count,
        "downloads": [{"label": form, "url": f"{base}{form}/"} for form in TYPES],
        "pager": pager_of(page),
        "list_url": reverse("portal:petition_batches"),
    }
    return render(request, "petitions/public_table.html", context)


@require_safe
def download(request: HttpRequest, round_code: str, number: int, form: str) -> HttpResponseBase:
    """The same table as a file."""
    if form not in TYPES:
        raise Http404
    rows = _rows(round_code, number)
    first = _first(rows)

    def write(out: BinaryIO) -> int:
        if form == "xlsx":
            return write_workbook(table_of(rows.iterator(chunk_size=500), first), out)
        newest = rows.aggregate(on=Max("updated_at"))["on"]
        return write_paper(table_of(rows, first), out, clock.day_of(newest))

    return handed(write, first.title, form, dated=False)


def _rows(round_code: str, number: int) -> QuerySet[PublishedPetition]:
    rows = PublishedPetition.objects.using(ROLE)
    return rows.filter(round_code=round_code, batch_number=number).order_by("serial", "petition_id")


def _first(rows: QuerySet[PublishedPetition]) -> PublishedPetition:
    first = rows.first()
    if first is None:
        raise Http404
    return first


def _row(row: PublishedPetition) -> dict[str, Any]:
    renewed = clock.day_of(row.updated_at)
    again = renewed != clock.day_of(row.published_at)
    return {
        "cells": list(zip(HEADINGS, cells(row), strict=True)),
        "renewed": _("%(day)s 更新") % {"day": renewed.isoformat()} if again else "",
    }
