"""/ : what waits for me, sorted by what hurts first."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from issues.deadlines import Lamp
from issues.exporting.head import Head
from rectify.accounts.http import SignedRequest
from rectify.core import clock
from rectify.core.workdays import is_workday
from rectify.desk.duties import duties_of
from rectify.desk.duties.duty import Duty
from rectify.desk.duties.issues import waiting_for_others
from rectify.desk.sheets import duty_table
from rectify.exchange import downloads
from rectify.figures.home import home_figures
from rectify.regions import calendars

SHOWN = 50
KINDS = ("", "soon", "late", "returned")
WEEK = (
    pgettext_lazy("weekday", "一"),
    pgettext_lazy("weekday", "二"),
    pgettext_lazy("weekday", "三"),
    pgettext_lazy("weekday", "四"),
    pgettext_lazy("weekday", "五"),
    pgettext_lazy("weekday", "六"),
    pgettext_lazy("weekday", "日"),
)


@require_safe
def duties(request: SignedRequest) -> HttpResponse:
    """The home page; `?show=` narrows to a tile."""
    on, show = clock.today(), request.GET.get("show", "")
    mine = duties_of(request.actor)
    chosen = [duty for duty in mine if _is(duty, show, on)]
    limit = len(chosen) if request.GET.get("all") else SHOWN
    context = {
        "today": on,
        "day_kind": _(calendars.why(on)),
        "updated_at": clock.now(),
        "tiles": _tiles(request, mine, show, on),
        "showing": _title(show),
        "count": len(chosen),
        "groups": _groups(chosen[:limit], on),
        "more_url": f"?show={show}&all=1" if len(chosen) > limit else "",
        "more_count": len(chosen) - limit,
        "days": _fortnight(mine, on),
        "exports": downloads.menu(request.GET, (_("当前清单（Excel）"), reverse("desk:duty_list"))),
        "next_step": _next_step(request),
        "figures": home_figures(request.actor),
        "figures_url": "/figures/",
    }
    return render(request, "desk/duties.html", context)


@require_safe
def duty_list(request: SignedRequest) -> HttpResponseBase:
    """What the page lists under the chosen tile, all of it."""
    on, show = clock.today(), request.GET.get("show", "")
    chosen = [duty for duty in duties_of(request.actor) if _is(duty, show, on)]
    downloads.allow(request, len(chosen))
    head = Head(_("我的待办"), _title(show), total=len(chosen), counted="件")
    table = duty_table(request.actor, head, _groups(chosen, on))
    return downloads.sent(request, "desk.duties", "xlsx", table, covers={"covers": _title(show)})


def _is(duty: Duty, show: str, on: date) -> bool:
    if show == "late":
        return duty.lamp.kind == "red"
    if show == "soon":
        return _soon(duty, on)
    return bool(duty.returned) if show == "returned" else True


def _soon(duty: Duty, on: date) -> bool:
    return duty.due_on is not None and 0 <= (duty.due_on - on).days <= 7


def _title(show: str) -> str:
    titles = {"late": _("已超期"), "soon": _("7天内到期"), "returned": _("被退回")}
    return titles.get(show, _("待我办理"))


def _tiles(request: SignedRequest, mine: list[Duty], show: str, on: date) -> list[dict[str, Any]]:
    tiles: list[dict[str, Any]] = [
        {
            "label": _title(kind),
            "count": sum(_is(duty, kind, on) for duty in mine),
            "url": f"/?show={kind}" if kind else "/",
            "current": show == kind,
            "lamp": Lamp("red", None) if kind == "late" else None,
        }
        for kind in KINDS
    ]
    waiting = waiting_for_others(request.actor)
    url = "/issues/?state=in_signoff&mine=1"
    return [*tiles, {"label": _("等别人"), "count": waiting, "url": url, "current": False}]


def _groups(chosen: list[Duty], on: date) -> list[dict[str, Any]]:
    late = [duty for duty in chosen if duty.lamp.kind == "red"]
    soon = [duty for duty in chosen if duty not in late and _soon(duty, on)]
    rest = [duty for duty in chosen if duty not in late and duty not in soon]
    groups = [
        {"label": _("已超期"), "urgent": True, "duties": late},
        {"label": _("7天内到期"), "urgent": True, "duties": soon},
        {"label": _("其余"), "urgent": False, "duties": rest},
    ]
    return [group for group in groups if group["duties"]]


def _fortnight(mine: list[Duty], on: date) -> list[dict[str, Any]]:
    due = Counter(duty.due_on for duty in mine)
    calendar = calendars.current()
    days = [on + timedelta(days=n) for n in range(14)]
    return [
        {
            "label": f"{day.day} {WEEK[day.weekday()]}",
            "count": due[day],
            "off": not is_workday(day, calendar),
            "today": day == on,
        }
        for day in days
    ]


def _next_step(request: SignedRequest) -> dict[str, str] | None:
    if request.actor.role == "office":
        return {"label": _("导入整改方案"), "url": "/imports/"}
    return {"label": _("看问题清单"), "url": "/issues/"}
