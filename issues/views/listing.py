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
from issues.listing.asked import Asked
from issues.listing.query import LAMP_FILTERS, ListQuery, lamp_q
from issues.listing.rows import page_rows
from issues.models import Issue, StepRun
from issues.workflow import STATE_NAMES
from rectify.accounts.http import SignedRequest
from rectify.core.lists import order_link, tabs, toggle
from rectify.core.paging import paged, with_params
from rectify.exchange import downloads
from rectify.signoff.models import STEP_KINDS

TABS = ("rectifying", "completed", "in_signoff", "signed_off", "suspended")
ORDERS = ("number", "due", "percent", "lamp")
COLUMNS = {
    "unit": gettext_lazy("责任单位"),
    "due": gettext_lazy("整改时限"),
    "progress": gettext_lazy("进度"),
    "state": gettext_lazy("状态"),
}


@require_safe
def issue_list(request: SignedRequest) -> HttpResponse:
    """The list with its search, tabs, lamps and page, all of it in the URL."""
    params, asked = request.GET, Asked.by(request)
    counts = _counts(asked)
    page = paged(request, asked.wanted, _total(asked.query, counts))
    context = {
        "scope": {"round": _chosen(asked.form, "round"), "place": _chosen(asked.form, "division")},
        "total": page.total,
        "form": asked.form,
        "more_open": bool(asked.query.q),
        "reset_url": request.path,
        "tabs": _tabs(params, counts, asked.rows),
        "filters": [_lamp(params, kind, counts[kind]) for kind in LAMP_FILTERS],
        "rows": page_rows(page.rows, asked.on),
        "order": {name: order_link(params, name, asked.query.order) for name in ORDERS},
        **_columns(params),
        "pager": page,
        "exports": _exports(params),
        **_create(request),
    }
    return render(request, "issues/list.html", context)


def _counts(asked: Asked) -> dict[str, int]:
    """Counts of every tab and lamp in one pass over the rows."""
    states = {state: Count("pk", filter=Q(state=state)) for state in STATE_NAMES}
    lamps = {kind: Count("pk", filter=lamp_q(kind, asked.on)) for kind in LAMP_FILTERS}
    return asked.rows.order_by().aggregate(all=Count("pk"), **states, **lamps)


def _total(query: ListQuery, counts: dict[str, int]) -> int | None:
    """What the tabs have counted already; `None` where a tab, a lamp and a step meet."""
    narrowed = [name for name in (query.state, query.lamp, query.step) if name]
    if len(narrowed) > 1 or query.step:
        return None
    return counts.get(narrowed[0], counts["all"]) if narrowed else counts["all"]


def _chosen(form: SearchForm, name: str) -> str:
    value = form.cleaned_data.get(name)
    return str(value) if value else ""


def _tabs(params: QueryDict, counts: dict[str, int], rows: QuerySet[Issue]) -> list[dict[str, Any]]:
    """All, the states there are always tabs for, and drafts where there are any."""
    states = [*(["draft"] if counts["draft"] else []), *TABS]
    offered = [("", _("全部"), counts["all"])]
    offered += [(state, _(STATE_NAMES[state]), counts[state]) for state in states]
    shown = tabs(params, "state", offered, drop="step")
    shown[1 + states.index("in_signoff")]["note"] = _at_steps(rows) if counts["in_signoff"] else ""
    return shown


def _at_steps(rows: QuerySet[Issue]) -> str:
    """`验收 9 · 公示 4`: what 销号中 is made of."""
    runs = StepRun.objects.filter(
        left_at=None, sign_off__state="open", sign_off__issue__in=rows.filter(state="in_signoff")
    )
    found = dict(runs.order_by().values_list("kind").annotate(Count("pk")))
    return " · ".join(
        f"{_(word)} {found[kind]}" for kind, word in STEP_KINDS.items() if kind in found
    )


def _lamp(params: QueryDict, kind: str, count: int) -> dict[str, Any]:
    return {"lamp": Lamp(kind, None), "count": count, **toggle(params, "lamp", kind)}


def hidden_columns(params: QueryDict) -> list[str]:
    """The columns this person has put away."""
    return [name for name in params.get("hide", "").split(",") if name in COLUMNS]


def _columns(params: QueryDict) -> dict[str, Any]:
    """Which columns stand there and how tightly, with the links that change it."""
    hidden = hidden_columns(params)
    tight = params.get("tight") == "1"
    return {
        "columns": [
            {
                "key": name,
                "label": label,
                "on": name not in hidden,
                "url": with_params(params, hide=",".join(_switched(hidden, name))),
            }
            for name, label in COLUMNS.items()
        ],
        "hidden": hidden,
        "tight": tight,
        "tight_url": with_params(params, tight="" if tight else "1"),
    }


def _switched(hidden: list[str], name: str) -> list[str]:
    return [x for x in hidden if x != name] if name in hidden else [*hidden, name]


def _exports(params: QueryDict) -> list[dict[str, str]]:
    """The same rows, order and columns as files."""
    offered = ((_("当前清单（Excel）"), "list"), (_("台账（Excel）"), "ledger"))
    files = ((label, reverse("issues:export", args=[what])) for label, what in offered)
    return downloads.menu(params, *files)


def _create(request: SignedRequest) -> dict[str, Any]:
    """The way to new issues, above the list and where it is empty."""
    if request.actor.role != "office":
        return {"create": None, "empty": {"actions": []}}
    button = {"label": _("导入方案"), "url": "/imports/", "primary": True}
    return {"create": button, "empty": {"actions": [button]}}
