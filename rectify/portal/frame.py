"""What stands around every public page, and the role all of them read through."""

from typing import Any

from django.conf import settings
from django.core.paginator import Page
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

ROLE = settings.PUBLIC_ALIAS
"""The database alias of `PUBLIC_DATABASE_URL` (conventions 12)."""


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


def pager_of(page: Page[Any]) -> dict[str, Any]:
    """The links under a long list."""
    return {
        "pages": [
            {"n": n, "url": f"?page={n}", "current": n == page.number}
            for n in page.paginator.page_range
        ],
        "previous_url": f"?page={page.number - 1}" if page.has_previous() else "",
        "next_url": f"?page={page.number + 1}" if page.has_next() else "",
    }
