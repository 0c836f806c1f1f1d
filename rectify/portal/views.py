"""The public home page and the list of notices."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from issues.models import PublishedIssue, PublishedNotice
from rectify.core import clock
from rectify.portal.frame import ROLE, portal_of

FEW = 10


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Running notices first, then what was signed off."""
    notices = PublishedNotice.objects.using(ROLE)
    issues = PublishedIssue.objects.using(ROLE).order_by("-disclosed_at")[:FEW]
    running = list(notices.filter(state="running").order_by("closes_on")[:50])
    ended = list(notices.exclude(state="running").order_by("-closes_on")[:FEW])
    demo = any(row.is_demo for row in issues) or any(row.is_demo for row in [*running, *ended])
    context = {
        "portal": portal_of(request, "home", demo=demo),
        "running": [_entry(row) for row in running],
        "ended": [_entry(row) for row in ended],
        "ended_url": reverse("portal:notices"),
        "signed_off": [_signed_off(row) for row in issues],
        "signed_off_url": reverse("portal:signed_off"),
        "receipt_url": reverse("portal:outcome"),
    }
    return render(request, "portal/home.html", context)


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """All notices, running ones first; old ones stay reachable."""
    rows = PublishedNotice.objects.using(ROLE).order_by("-closes_on", "-notice_id")
    running = list(rows.filter(state="running")[:200])
    ended = list(rows.exclude(state="running")[:500])
    context = {
        "portal": portal_of(request, "notices", demo=any(r.is_demo for r in [*running, *ended])),
        "running": [_entry(row) for row in running],
        "ended": [_entry(row) for row in ended],
        "only_notices": True,
    }
    return render(request, "portal/home.html", context)


def _entry(row: PublishedNotice) -> dict[str, Any]:
    serials = "、".join(str(line["serial"]) for line in row.lines[:5])
    more = _("等") if len(row.lines) > 5 else ""
    words = {"title": row.title, "serials": serials, "more": more}
    return {
        "title": _("%(title)s（第%(serials)s%(more)s项）") % words,
        "url": reverse("portal:notice", args=[row.notice_id]),
        "publisher": row.publisher,
        "from_on": row.opens_on,
        "to_on": row.closes_on,
        "days_left": max(0, (row.closes_on - clock.today()).days),
    }


def _signed_off(row: PublishedIssue) -> dict[str, Any]:
    return {
        "title": f"{row.round_name} {_('第%(n)s项') % {'n': row.serial}} {row.title}",
        "url": reverse("portal:signed_off"),
        "on": row.signed_off_on,
    }
