"""/issues/: the list an office works from."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from issues.deadlines import Lamp
from issues.forms.search import SearchForm
from issues.listing.query import LAMP_FILTERS, ListQuery, lamp_q
from issues.listing.rows import page_rows
from issues.models import Issue, StepRun
from issues.workflow import STATE_NAMES
from rectify.accounts.http import SignedRequest
from rectify.core import clock
from rectify.core.paging import paged, with_params
from rectify.exchange import downloads
from rectify.signoff.models import STEP_KINDS

TABS = ("rectifying", "completed", "in_signoff", "signed_off", "suspended")
COLUMNS = {
    "unit": gettext_lazy("责任单位"),
    "due": gettext_lazy("整改时限"),
    "progress": gettext_lazy("进度"),
    "state": gettext_lazy("状态"),
}


@require_safe
def issue_list(request: SignedRequest) -> HttpResponse:
    """The list with its search, tabs, lamps and page, all of it in the URL."""
    scope, on = request.actor.scope, clock.today()
    form = SearchForm(request.GET, scope=scope)
    query = form.query()
    rows = query.filter(Issue.objects.visible_to(scope))
    wanted = query.sort(query.narrow(rows, on))
    counts = _counts(rows, on)
    page = paged(request, wanted, _total(query, counts))
    params = request.GET
    hidden = [name for name in params.get("hide", "").split(",") if name in COLUMNS]
    context = {
        "scope": {"round": _chosen(form, "round"), "place": _chosen(form, "division")},
        "total": page.total,
        "form": form,
        "more_open": bool(query.q),
        "reset_url": request.path,
        "tabs": _tabs(params, counts, query, _at_steps(rows) if counts["in_signoff"] else ""),
        "filters": [_lamp(params, kind, counts[kind], query) for kind in LAMP_FILTERS],
        "rows": page_rows(page.rows, on),
        "order": {
            name: order_link(params, name, query.order)
            for name in ("number", "due", "percent", "lamp")
        },
        "columns": [_column(params, name, hidden) for name in COLUMNS],
        "hidden": hidden,
        "tight": params.get("tight") == "1",
        "tight_url": with_params(params, tight="" if params.get("tight") == "1" else "1"),
        "pager": page,
        "exports": _exports(params),
        "create": _create(request),
        "empty": {"actions": [_create(request)] if _create(request) else []},
    }
    return render(request, "issues/list.html", context)


def _counts(rows: QuerySet[Issue], on: Any) -> dict[str, int]:
    """Counts of every tab and lamp in one pass over the rows."""
    states = {state: Count("pk", filter=Q(state=state)) for state in STATE_NAMES}
    lamps = {kind: Count("pk", filter=lamp_q(kind, on)) for kind in LAMP_FILTERS}
    return rows.order_by().aggregate(all=Count("pk"), **states, **lamps)


def _total(query: ListQuery, counts: dict[str, int]) -> int | None:
    """What the tabs have counted already; `None` where a tab, a lamp and a step meet."""
    narrowed = [name for name in (query.state, query.lamp, query.step) if name]
    if len(narrowed) > 1 or query.step:
        return None
    return counts.get(narrowed[0], counts["all"]) if narrowed else counts["all"]


def _at_steps(rows: QuerySet[Issue]) -> str:
    """`验收 9 · 公示 4`: what 销号中 is made of."""
    runs = StepRun.objects.filter(
        left_at=None, sign_off__state="open", sign_off__issue__in=rows.filter(state="in_signoff")
    )
    found = dict(runs.order_by().values_list("kind").annotate(Count("pk")))
    return " · ".join(
        f"{_(word)} {found[kind]}" for kind, word in STEP_KINDS.items() if kind in found
    )


def _tabs(
    params: QueryDict, counts: dict[str, int], query: ListQuery, steps: str
) -> list[dict[str, Any]]:
    shown = [("", _("全部"), counts["all"])]
    if counts["draft"]:
        shown.append(("draft", _(STATE_NAMES["draft"]), counts["draft"]))
    shown += [(state, _(STATE_NAMES[state]), counts[state]) for state in TABS]
    return [
        {
            "label": label,
            "count": count,
            "url": with_params(params, state=state, step="", page=""),
            "current": query.state == state,
            "note": steps if state == "in_signoff" else "",
        }
        for state, label, count in shown
    ]


def _lamp(params: QueryDict, kind: str, count: int, query: ListQuery) -> dict[str, Any]:
    pressed = query.lamp == kind
    url = with_params(params, lamp="" if pressed else kind, page="")
    return {"lamp": Lamp(kind, None), "count": count, "url": url, "pressed": pressed}


def order_link(params: QueryDict, name: str, order: str) -> dict[str, str]:
    """The link in a column's head, and which way the column is sorted now."""
    direction = {name: "ascending", f"-{name}": "descending"}.get(order, "")
    target = f"-{name}" if direction == "ascending" else name
    return {"url": with_params(params, order=target, page=""), "direction": direction}


def _column(params: QueryDict, name: str, hidden: list[str]) -> dict[str, Any]:
    after = [x for x in hidden if x != name] if name in hidden else [*hidden, name]
    return {
        "key": name,
        "label": COLUMNS[name],
        "on": name not in hidden,
        "url": with_params(params, hide=",".join(after)),
    }


def _chosen(form: SearchForm, name: str) -> str:
    value = form.cleaned_data.get(name)
    return str(value) if value else ""


def _exports(params: QueryDict) -> list[dict[str, str]]:
    """The same rows, order and columns as files."""
    offered = ((_("当前清单（Excel）"), "list"), (_("台账（Excel）"), "ledger"))
    files = ((label, reverse("issues:export", args=[what])) for label, what in offered)
    return downloads.menu(params, *files)


def _create(request: SignedRequest) -> dict[str, Any] | None:
    if request.actor.role != "office":
        return None
    return {"label": _("导入方案"), "url": "/imports/", "primary": True}
