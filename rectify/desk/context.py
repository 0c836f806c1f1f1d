"""`frame`: what the layouts show around every page."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rectify.accounts.models import OFFICERS, Holding
from rectify.accounts.scope import Actor
from rectify.accounts.sessions import LARGE_COOKIE
from rectify.accounts.showing import unit_name
from rectify.core import clock
from rectify.messaging.querysets import unread


@dataclass(frozen=True)
class Entry:
    """A line of the menu; shown once its page exists. `officers` names who else than business
    posts sees it: nobody, or the officers only; `also` where else its pages stand."""

    label: Any
    page: str
    icon: str
    officers: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


MENU = (
    Entry(_("我的待办"), "desk:duties", "home"),
    Entry(_("督察整改"), "issues:list", "list-check", also=("/rounds/", "/plans/", "/objections/")),
    Entry(pgettext_lazy("menu", "信访件"), "petitions:list", "message-circle"),
    Entry(_("预警督办"), "supervision:list", "bell"),
    Entry(_("调度填报"), "issues:reports", "edit"),
    Entry(_("统计报表"), "figures:index", "chart-bar"),
    Entry(_("公示公开"), "portal:home", "world"),
    Entry(_("资料导入"), "imports:list", "upload", also=("/petitions/imports/",)),
    Entry(_("账号与岗位"), "accounts:users", "users", ("system", "security")),
    Entry(_("审计记录"), "journal:audit", "history", ("audit",)),
    Entry(_("系统管理"), "desk:admin", "settings", OFFICERS),
)


def frame(request: HttpRequest) -> dict[str, "Frame"]:
    """Context processor; nothing is asked of the database until a template looks."""
    return {"frame": Frame(request)}


class Frame:
    """Menu, person, posts and display of one request; empty where nobody is signed in."""

    as_of: dt.datetime | None = None

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.actor: Actor | None = getattr(request, "actor", None)
        self.holdings: tuple[Holding, ...] = getattr(request, "holdings", ())
        self.user_name = self.actor.person if self.actor else ""
        self.large = request.COOKIES.get(LARGE_COOKIE) == "1"
        self.query = request.GET.get("q", "")

    @cached_property
    def today(self) -> dt.date:
        return clock.today()

    @cached_property
    def posts(self) -> list[dict[str, Any]]:
        return [_post(holding) for holding in self.holdings]

    @cached_property
    def post(self) -> dict[str, Any] | None:
        current = self.actor.post_id if self.actor else None
        return next((post for post in self.posts if post["id"] == current), None)

    @property
    def office(self) -> str:
        return self.post["unit"] if self.post else ""

    @cached_property
    def demo(self) -> bool:
        current = self.actor.post_id if self.actor else None
        units = [holding.post.unit for holding in self.holdings if holding.post_id == current]
        return any(unit.is_demo or unit.division.is_demo for unit in units)

    @cached_property
    def unread(self) -> int:
        return unread(self.actor) if self.actor and self.actor.post_id else 0

    @cached_property
    def menu(self) -> list[dict[str, Any]]:
        role = self.actor.role if self.actor else ""
        if not role:
            return []
        seen = [entry for entry in MENU if _is_for(entry, role)]
        lines = [line for entry in seen if (line := _line(entry, self.request.path)) is not None]
        nearest = max((line["match"] for line in lines), default=0)
        return [{**line, "current": 0 < nearest == line["match"]} for line in lines]


def _post(holding: Holding) -> dict[str, Any]:
    post = holding.post
    return {"id": post.pk, "unit": unit_name(post.unit), "name": post.name}


def _is_for(entry: Entry, role: str) -> bool:
    return role in entry.officers if entry.officers or role in OFFICERS else True


def _line(entry: Entry, path: str) -> dict[str, Any] | None:
    try:
        url = reverse(entry.page)
    except NoReverseMatch:
        return None
    return {
        "label": entry.label,
        "url": url,
        "icon": entry.icon,
        "match": max(_match(path, start) for start in (url, *entry.also)),
        "count": 0,
    }


def _match(path: str, start: str) -> int:
    """How much of the path an entry covers: the nearest one is where the page belongs."""
    here = path == start if start == "/" else path.startswith(start)
    return len(start) if here else 0
