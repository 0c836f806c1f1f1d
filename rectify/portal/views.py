"""Public pages: read projection tables only, through the role that can read nothing else."""

from datetime import date
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from issues.models import PublishedIssue, PublishedNotice, PublishedPhoto
from rectify.core import clock

ROLE = settings.PUBLIC_ALIAS
"""The database alias of `PUBLIC_DATABASE_URL` (conventions 12)."""
FEW = 10


def portal_of(request: HttpRequest, column: str, *, demo: bool = False) -> dict[str, Any]:
    """What `layouts/public.html` shows around every page."""
    columns = [
        (_("首页"), "portal:home", "home"),
        (_("拟销号公示"), "portal:notices", "notices"),
        (_("销号公开"), "portal:signed_off", "signed_off"),
        (_("边督边改公开"), "portal:petition_batches", "petitions"),
    ]
    elder, contrast = (request.GET.get(name) == "1" for name in ("elder", "contrast"))
    return {
        "home_url": reverse("portal:home"),
        "columns": [
            {"label": label, "url": reverse(name), "current": key == column}
            for label, name, key in columns
        ],
        "elder": elder,
        "elder_url": _switched(request, "elder", elder),
        "contrast": contrast,
        "contrast_url": _switched(request, "contrast", contrast),
        "demo": demo,
    }


def _switched(request: HttpRequest, name: str, on: bool) -> str:
    params = request.GET.copy()
    params.pop(name, None)
    if not on:
        params[name] = "1"
    return f"{request.path}?{params.urlencode()}" if params else request.path


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
        "signed_off": [
            {
                "title": f"{row.round_name} {_('第%(n)s项') % {'n': row.serial}} {row.title}",
                "url": reverse("portal:signed_off"),
                "on": row.signed_off_on,
            }
            for row in issues
        ],
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


@require_safe
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """One notice with its dates, what was done, before and after, and how to object."""
    row = PublishedNotice.objects.using(ROLE).filter(notice_id=pk).first()
    if row is None:
        raise Http404
    running = row.state == "running"
    left = (row.closes_on - clock.today()).days
    context = {
        "portal": portal_of(request, "notices", demo=row.is_demo),
        "notice": {
            "title": row.title,
            "publisher": row.publisher,
            "published_on": clock.day_of(row.published_at),
            "from_on": row.opens_on,
            "to_on": row.closes_on,
            "days_words": row.rule_text,
            "days_left": left if running and left >= 0 else None,
            "state": row.state,
            "result": _("本公示已撤回。") if row.state == "withdrawn" else "",
            "index_no": row.index_no,
            "phone": row.phone,
            "mail": row.email,
            "objection_url": reverse("portal:objection", args=[pk])
            if running and left >= 0
            else "",
        },
        "issues": [_line(line) for line in row.lines],
        "list_url": reverse("portal:notices"),
    }
    return render(request, "portal/notice.html", context)


@require_safe
def photo(request: HttpRequest, token: str) -> HttpResponse:
    """A published photo: re-encoded, without metadata."""
    row = PublishedPhoto.objects.using(ROLE).filter(token=token).first()
    if row is None:
        raise Http404
    response = HttpResponse(bytes(row.content), content_type="image/jpeg")
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "public, max-age=86400"
    return response


def _entry(row: PublishedNotice) -> dict[str, Any]:
    serials = "、".join(str(line["serial"]) for line in row.lines[:5])
    more = _("等") if len(row.lines) > 5 else ""
    return {
        "title": _("%(title)s（第%(serials)s%(more)s项）")
        % {"title": row.title, "serials": serials, "more": more},
        "url": reverse("portal:notice", args=[row.notice_id]),
        "publisher": row.publisher,
        "from_on": row.opens_on,
        "to_on": row.closes_on,
        "days_left": max(0, (row.closes_on - clock.today()).days),
    }


def _line(line: dict[str, Any]) -> dict[str, Any]:
    if "withdrawn_on" in line:
        return {
            "label": _("第%(n)s项") % {"n": line["serial"]},
            "withdrawn_on": date.fromisoformat(line["withdrawn_on"]),
        }
    return {
        "label": _("第%(n)s项") % {"n": line["serial"]},
        "feedback": line["problem"],
        "goal": line["goal"],
        "measures": line["measures"],
        "deadline": line["deadline"],
        "accepted_on": date.fromisoformat(line["accepted_on"]) if line["accepted_on"] else None,
        "units": line["units"],
        "done": line["done"],
        "pairs": [
            {
                side: {
                    "url": reverse("portal:photo", args=[pair[side]["token"]]),
                    "alt": f"{word}：{pair['caption']}" if pair["caption"] else word,
                    "at": date.fromisoformat(pair[side]["on"]),
                }
                for side, word in (("before", _("整改前")), ("after", _("整改后")))
            }
            for pair in line["photos"]
        ],
    }
