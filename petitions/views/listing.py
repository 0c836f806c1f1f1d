"""/petitions/: the list a desk and a county work from."""

from typing import Any

from django.db.models import Count, Q
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from petitions.deadlines import PetitionLamp
from petitions.listing.asked import Asked
from petitions.listing.query import LAMP_FILTERS, lamp_q
from petitions.listing.rows import page_rows
from petitions.services.fetch import DESK_ROLES
from petitions.workflow import STATE_NAMES
from rectify.accounts.http import SignedRequest
from rectify.core.lists import order_link, tabs, toggle
from rectify.core.paging import paged
from rectify.exchange import downloads

MORE = ("unit", "pollution_type", "verdict", "key_only")
"""Fields of the search that stand behind 更多."""
ORDERS = ("number", "lamp")


@require_safe
def petition_list(request: SignedRequest) -> HttpResponse:
    """The list with its search, tabs, lamps and page, all of it in the URL."""
    params, asked = request.GET, Asked.by(request)
    counts, query = _counts(asked), asked.query
    counted = None if query.state or query.lamp else counts["all"]
    page = paged(request, asked.wanted, counted)
    context = {
        "total": page.total,
        "form": asked.form,
        "more_open": any(asked.form.cleaned_data.get(name) for name in MORE),
        "reset_url": request.path,
        "tabs": _tabs(params, counts),
        "filters": [_lamp(params, kind, counts[kind]) for kind in LAMP_FILTERS],
        "rows": page_rows(page.rows, asked.on),
        "order": {name: order_link(params, name, query.order) for name in ORDERS},
        "pager": page,
        "exports": _exports(params),
        "actions": _actions(request),
    }
    return render(request, "petitions/list.html", context)


def _counts(asked: Asked) -> dict[str, int]:
    """Counts of every tab and lamp in one pass over the rows."""
    states = {state: Count("pk", filter=Q(state=state)) for state in STATE_NAMES}
    lamps = {kind: Count("pk", filter=lamp_q(kind, asked.on)) for kind in LAMP_FILTERS}
    return asked.rows.order_by().aggregate(all=Count("pk"), **states, **lamps)


def _tabs(params: QueryDict, counts: dict[str, int]) -> list[dict[str, Any]]:
    offered = [("", _("全部"), counts["all"])]
    offered += [(state, _(word), counts[state]) for state, word in STATE_NAMES.items()]
    return tabs(params, "state", offered)


def _lamp(params: QueryDict, kind: str, count: int) -> dict[str, Any]:
    return {"lamp": PetitionLamp(kind, None), "count": count, **toggle(params, "lamp", kind)}


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
