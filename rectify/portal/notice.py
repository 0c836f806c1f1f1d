"""One public notice: its dates, what was done, before and after, and how to object."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from issues.models import PublishedNotice, PublishedPhoto
from rectify.core import clock
from rectify.portal.frame import ROLE, portal_of


@require_safe
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """One notice; while it runs it says how many days are left to object."""
    row = PublishedNotice.objects.using(ROLE).filter(notice_id=pk).first()
    if row is None:
        raise Http404
    context = {
        "portal": portal_of(request, "notices", demo=row.is_demo),
        "notice": _shown(row),
        "issues": [_line(line) for line in row.lines],
        "list_url": reverse("portal:notices"),
    }
    return render(request, "portal/notice.html", context)


def _shown(row: PublishedNotice) -> dict[str, Any]:
    left = (row.closes_on - clock.today()).days
    is_open = row.state == "running" and left >= 0
    return {
        "title": row.title,
        "publisher": row.publisher,
        "published_on": clock.day_of(row.published_at),
        "from_on": row.opens_on,
        "to_on": row.closes_on,
        "days_words": row.rule_text,
        "days_left": left if is_open else None,
        "state": row.state,
        "result": _("本公示已撤回。") if row.state == "withdrawn" else "",
        "index_no": row.index_no,
        "phone": row.phone,
        "mail": row.email,
        "objection_url": reverse("portal:objection", args=[row.notice_id]) if is_open else "",
    }


def _line(line: dict[str, Any]) -> dict[str, Any]:
    """One issue of the notice; of one withdrawn from it only that it was."""
    label = _("第%(n)s项") % {"n": line["serial"]}
    if "withdrawn_on" in line:
        return {"label": label, "withdrawn_on": date.fromisoformat(line["withdrawn_on"])}
    return {
        "label": label,
        "feedback": line["problem"],
        "goal": line["goal"],
        "measures": line["measures"],
        "deadline": line["deadline"],
        "accepted_on": date.fromisoformat(line["accepted_on"]) if line["accepted_on"] else None,
        "units": line["units"],
        "done": line["done"],
        "pairs": [_pair(pair) for pair in line["photos"]],
    }


def _pair(pair: dict[str, Any]) -> dict[str, Any]:
    """Both photos of a viewpoint, with the day each was taken."""
    return {
        side: {
            "url": reverse("portal:photo", args=[pair[side]["token"]]),
            "alt": f"{word}：{pair['caption']}" if pair["caption"] else word,
            "at": date.fromisoformat(pair[side]["on"]),
        }
        for side, word in (("before", _("整改前")), ("after", _("整改后")))
    }


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
