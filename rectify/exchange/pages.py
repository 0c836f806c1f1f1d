"""What the pages of all imports share: who finds which, the ways in, the wait, the answer to an
upload."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from rectify.accounts.scope import Actor
from rectify.core import clock
from rectify.core.paging import with_params
from rectify.core.text import gettext_noop
from rectify.exchange.models import MOVING, StagedImport
from rectify.exchange.remarks import remarks
from rectify.exchange.services import HEAVY, KEEPERS

PAGES = {"plan": "imports", "ledger": "imports", "petitions": "petition_imports"}
"""Where the pages of a kind live; by name, for they stand above."""
WAYS_IN = (("plan", gettext_noop("整改方案、台账")), ("petitions", gettext_noop("信访件")))
TABS = {
    "": gettext_noop("全部"),
    "open": gettext_noop("待办理"),
    "confirmed": gettext_noop("已导入"),
    "undone": gettext_noop("已撤销"),
    "discarded": gettext_noop("已放弃"),
}
ENDED = ("confirmed", "undone", "discarded")
SLOW = 20
"""Seconds after which a person is told that it takes longer than usual."""
STUCK = 120
"""Seconds after which a person may take back what he asked of a worker."""


def kinds_of(who: Actor) -> tuple[str, ...]:
    """The kinds of imports this post works on."""
    return tuple(kind for kind, posts in KEEPERS.items() if who.role in posts)


def imports_of(who: Actor) -> QuerySet[StagedImport]:
    """The imports this post works on, newest first, without their rows."""
    rows = StagedImport.objects.visible_to(who.scope).filter(kind__in=kinds_of(who))
    return rows.defer(*HEAVY, "made", "answers", "problems")


def ways_in(who: Actor, current: str = "") -> list[dict[str, Any]]:
    """Where this post hands in what; `current` is the kind of the page it is on."""
    mine = kinds_of(who)
    return [
        {"label": _(label), "url": reverse(f"{PAGES[kind]}:upload"), "current": kind == current}
        for kind, label in WAYS_IN
        if kind in mine
    ]


def narrowed(rows: QuerySet[StagedImport], show: str) -> QuerySet[StagedImport]:
    """The rows of one tab; an unknown one shows all."""
    if show == "open":
        return rows.exclude(state__in=ENDED)
    return rows.filter(state=show) if show in ENDED else rows


def tabs(rows: QuerySet[StagedImport], params: QueryDict) -> list[dict[str, Any]]:
    """One tab a class of states, with its number."""
    by_state = rows.order_by().values_list("state").annotate(n=Count("pk"))
    counts = dict.fromkeys(TABS, 0)
    for state, n in by_state:
        counts[""] += n
        counts[state if state in ENDED else "open"] += n
    show = params.get("show", "")
    return [
        {
            "label": _(label),
            "count": counts[name],
            "url": with_params(params, show=name, page=""),
            "current": name == (show if show in TABS else ""),
        }
        for name, label in TABS.items()
    ]


def waiting(staged: StagedImport) -> dict[str, Any]:
    """What `exchange/reading.html` shows while a worker has a file, when it could not be read, or
    when it was given up."""
    pages = PAGES[staged.kind]
    asked = datetime.fromisoformat(staged.asked["at"]) if "at" in staged.asked else staged.at
    seconds = max(0, int((clock.now() - asked).total_seconds()))
    return {
        "staged": _file(staged),
        "doing": doing(staged),
        "asked_at": asked,
        "seconds": seconds,
        "slow": seconds > SLOW,
        "discarded": staged.state == "discarded",
        "restore_url": reverse(f"{pages}:restore", args=[staged.pk]),
        "recall_url": reverse(f"{pages}:recall", args=[staged.pk]) if seconds > STUCK else "",
        "problems": remarks(staged.problems),
        "upload_url": reverse(f"{pages}:upload"),
        "list_url": reverse("imports:list"),
    }


def _file(staged: StagedImport) -> dict[str, Any]:
    return {
        "file_name": str(staged),
        "round": staged.target.get("round_name", ""),
        "size": staged.size,
        "rows": staged.row_count,
        "at": staged.at,
        "petitions": staged.kind == "petitions",
    }


def doing(staged: StagedImport) -> str:
    """What a worker is at: reading, looking, writing, undoing; empty when it has nothing to do."""
    if staged.state == "reading" and staged.row_count:
        return "looking"
    return staged.state if staged.state in ("reading", *MOVING) else ""


def still(request: HttpRequest, staged: StagedImport) -> HttpResponse:
    """The page that waits: while a worker has the file, it looks again by itself."""
    answer = render(request, "exchange/reading.html", waiting(staged))
    if doing(staged):
        answer["Refresh"] = "2"
    return answer


def pager(here: int, last: int, link: Callable[[int], str]) -> dict[str, Any] | None:
    """What `components/pager.html` shows: ends and neighbours; nothing for a single page."""
    if last <= 1:
        return None
    shown = sorted({1, last, *range(max(1, here - 2), min(last, here + 2) + 1)})
    found: list[dict[str, Any]] = []
    for before, n in zip([0, *shown], shown, strict=False):
        if n - before > 1:
            found.append({"gap": True})
        found.append({"n": n, "url": link(n), "current": n == here})
    return {
        "pages": found,
        "previous_url": link(here - 1) if here > 1 else "",
        "next_url": link(here + 1) if here < last else "",
    }


def arrived(request: HttpRequest, url: str) -> HttpResponse:
    """The answer to an upload that was taken: a redirect, or its address for `js/upload.js`."""
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return JsonResponse({"url": url})
    return redirect(url)
