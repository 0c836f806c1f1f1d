"""/figures/: the figures with what they are made of; /figures/rows/: the rows behind one."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from issues.listing import query as issue_query
from issues.listing import rows as issue_rows
from petitions.listing import query as petition_query
from petitions.listing import rows as petition_rows
from rectify.accounts.http import SignedRequest
from rectify.core import clock
from rectify.core.errors import Missing
from rectify.core.lists import order_link
from rectify.core.paging import paged, with_params
from rectify.exchange import downloads
from rectify.figures import table
from rectify.figures.checks import checks
from rectify.figures.definitions import FIGURES, GROUPS
from rectify.figures.figure import PARTS, Figure, Noun, Part
from rectify.figures.filters import Filters
from rectify.figures.forms import FilterForm
from rectify.figures.quantities import issues_with, quantities
from rectify.figures.values import Value, figures

ORDERS = {"issue": ("number", "due", "percent", "lamp"), "petition": ("number", "lamp")}


@require_safe
def index(request: SignedRequest) -> HttpResponse:
    """All figures of what is in sight; a wrong parameter is named and nothing is counted."""
    form = FilterForm(request.GET, scope=request.actor.scope)
    context: dict[str, Any] = {"form": form, "reset_url": request.path}
    if form.is_valid():
        context |= content(request, form.filters())
        context["exports"] = _export(request, "figures:table")
    return render(request, "figures/index.html", context, status=200 if form.is_valid() else 400)


def content(request: SignedRequest, filters: Filters) -> dict[str, Any]:
    """What `figures/index.html` shows; a file of it is written from the same."""
    scope = request.actor.scope
    values = figures(scope, filters)
    return {
        "as_of": filters.as_of,
        "base_on": filters.base_on,
        "groups": list(_groups(values)),
        "checks": checks(values),
        "columns": table.COLUMNS.values(),
        "kinds": table.by_kind(scope, filters),
        "places": table.by_place(scope, filters),
        "total": table.total(values),
        "quantities": quantities(scope, filters),
    }


def _export(request: SignedRequest, name: str) -> list[dict[str, str]]:
    return downloads.menu(request.GET, (_("当前表格（Excel）"), reverse(name)))


def _groups(values: list[Value]) -> Iterator[dict[str, Any]]:
    """Figures by subject; sums that no row states, and groups left empty, are not shown."""
    shown = [value for value in values if value.counted or not value.figure.column]
    for key, label in GROUPS.items():
        members = [value for value in shown if value.figure.group == key]
        if members:
            yield {"key": key, "label": label, "values": members}


@require_safe
def rows(request: SignedRequest) -> HttpResponse:
    """Exactly the rows a figure counts, in the look of their own list."""
    noun, found, head = asked(request)
    page = paged(request, found)
    shown = issue_rows.page_rows if noun == "issue" else petition_rows.page_rows
    return _page(request, noun, page, shown(page.rows, clock.today()), head)


def asked(request: SignedRequest) -> tuple[Noun, Any, dict[str, Any]]:
    """The noun, its rows in the order asked for, and what the page says at its top.

    Raises `Missing` for a wrong parameter: rows must not silently be others than were asked for.
    """
    form = FilterForm(request.GET, scope=request.actor.scope)
    if not form.is_valid():
        raise Missing()
    filters, order = form.filters(), request.GET.get("order", "number")
    if request.GET.get("quantity"):
        found = _quantity_rows(request, filters)
        return (
            "issue",
            issue_query.ListQuery(order=order).sort(found),
            _quantity_head(request, filters),
        )
    figure, part = _figure(request)
    found = figure.rows(part, request.actor.scope, filters)
    query = issue_query if figure.noun == "issue" else petition_query
    return figure.noun, query.ListQuery(order=order).sort(found), _head(figure, part, filters)


def _figure(request: SignedRequest) -> tuple[Figure, Part]:
    """Raises `Missing` for a figure or a part there is none of."""
    figure = FIGURES.get(request.GET.get("code", ""))
    part = next((part for part in PARTS if part == request.GET.get("part", PARTS[0])), None)
    if figure is None or part is None:
        raise Missing()
    return figure, part


def _head(figure: Figure, part: Part, filters: Filters) -> dict[str, Any]:
    of_rate = figure.denominator is not None
    words = {"numerator": _("分子"), "denominator": _("分母")}
    return {
        "name": figure.name,
        "part": words[part] if of_rate else "",
        "definition": figure.definition,
        "as_of": filters.as_of,
        "back": f"/figures/?{filters.query()}",
    }


def _quantity_rows(request: SignedRequest, filters: Filters) -> Any:
    name, unit = request.GET["quantity"], request.GET.get("quantity_unit", "")
    return issues_with(request.actor.scope, filters, name, unit)


def _quantity_head(request: SignedRequest, filters: Filters) -> dict[str, Any]:
    return {
        "name": request.GET["quantity"],
        "part": "",
        "definition": _("最近一次进展填报载明这一数量的问题。"),
        "as_of": filters.as_of,
        "back": f"/figures/?{filters.query()}",
    }


def _page(
    request: SignedRequest, noun: Noun, page: Any, shown: list[Any], head: dict[str, Any]
) -> HttpResponse:
    params, order = request.GET, request.GET.get("order", "number")
    tight = params.get("tight") == "1"
    context = {
        "noun": noun,
        "head": head,
        "total": page.total,
        "rows": shown,
        "order": {name: order_link(params, name, order) for name in ORDERS[noun]},
        "pager": page,
        "hidden": [],
        "exports": _export(request, "figures:rows_list"),
        "tight": tight,
        "tight_url": with_params(params, tight="" if tight else "1"),
    }
    return render(request, "figures/rows.html", context)
