"""/petitions/: the list a desk and a county work from."""

from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from petitions.deadlines import PetitionLamp
from petitions.forms import SearchForm
from petitions.listing.query import LAMP_FILTERS, ListQuery, lamp_q
from petitions.listing.rows import page_rows
from petitions.models import Petition
from petitions.services.fetch import DESK_ROLES
from petitions.workflow import STATE_NAMES
from rectify.accounts.http import SignedRequest
from rectify.core import clock
from rectify.core.paging import paged, with_params
from rectify.exchange import downloads

MORE = ("q", "unit", "pollution_type", "verdict", "key_only")


@require_safe
def petition_list(request: SignedRequest) -> HttpResponse:
    """The list with its search, tabs, lamps and page, all of it in the URL."""
    scope, on = request.actor.scope, clock.today()
    form = SearchForm(request.GET, scope=scope)
    query = form.query()
    rows = query.filter(Petition.objects.visible_to(scope))
    counts = _counts(rows, on)
    chosen = query.state or query.lamp
    page = paged(
        request,
        query.sort(query.narrow(rows, on)),
        None if chosen else counts["all"],
    )
    context = {
        "total": page.total,
        "form": form,
        "more_open": any(form.cleaned_data.get(name) for name in MORE[1:]),
        "reset_url": request.path,
        "tabs": _tabs(request.GET, counts, query),
        "filters": [_lamp(request.GET, kind, counts[kind], query) for kind in LAMP_FILTERS],
        "rows": page_rows(page.rows, on),
        "order": {name: _order(request.GET, name, query) for name in ("number", "lamp")},
        "pager": page,
        "exports": _exports(request.GET),
        "actions": _actions(request),
    }
    return render(request, "petitions/list.html", context)


def _counts(rows: QuerySet[Petition], on: date) -> dict[str, int]:
    """Counts of every tab and lamp in one pass over the rows."""
    states = {state: Count("pk", filter=Q(state=state)) for state in STATE_NAMES}
    lamps = {kind: Count("pk", filter=lamp_q(kind, on)) for kind in LAMP_FILTERS}
    return rows.order_by().aggregate(all=Count("pk"), **states, **lamps)


def _tabs(params: QueryDict, counts: dict[str, int], query: ListQuery) -> list[dict[str, Any]]:
    shown = [("", _("全部"), counts["all"])]
    shown += [(state, _(word), counts[state]) for state, word in STATE_NAMES.items()]
    return [
        {
            "label": label,
            "count": count,
            "url": with_params(params, state=state, page=""),
            "current": query.state == state,
        }
        for state, label, count in shown
    ]


def _lamp(params: QueryDict, kind: str, count: int, query: ListQuery) -> dict[str, Any]:
    pressed = query.lamp == kind
    url = with_params(params, lamp="" if pressed else kind, page="")
    return {"lamp": PetitionLamp(kind, None), "count": count, "url": url, "pressed": pressed}


def _order(params: QueryDict, name: str, query: ListQuery) -> dict[str, str]:
    direction = {name: "ascending", f"-{name}": "descending"}.get(query.order, "")
    target = f"-{name}" if direction == "ascending" else name
    return {"url": with_params(params, order=target, page=""), "direction": direction}


def _exports(params: QueryDict) -> list[dict[str, str]]:
    """The same rows as files: as they stand here, or in the official columns."""
    offered = (
        (_("当前清单（Excel）"), ("list", "xlsx")),
        (_("边督边改一览表（Excel）"), ("table", "xlsx")),
        (_("边督边改一览表（Word）"), ("table", "docx")),
    )
    files = ((label, reverse("petitions:export", args=args)) for label, args in offered)
    return downloads.menu(params, *files)


def _actions(request: SignedRequest) -> list[dict[str, Any]]:
    """The ways on from here, for those whose work it is."""
    found: list[dict[str, Any]] = [{"label": _("汇总表"), "url": "/petitions/summary/"}]
    if request.actor.role in DESK_ROLES:
        found.append({"label": _("导入批次"), "url": "/petitions/imports/new/"})
        found.append({"label": _("交办台"), "url": "/petitions/desk/", "primary": True})
    return found
