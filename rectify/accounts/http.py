"""The request once somebody is signed in, and where it came from."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest
from django.urls import ResolverMatch
from django.utils.http import url_has_allowed_host_and_scheme

from rectify.accounts.models import Holding, User
from rectify.accounts.scope import Actor

API_PREFIX = "/api/"


class SignedRequest(HttpRequest):
    """What every view behind SignedInMiddleware receives.

    `actor` acts from the current post; `holdings` are all posts held today; `via_token` says that
    a program is calling, which has no session and cannot step up.
    """

    user: User
    actor: Actor
    holdings: tuple[Holding, ...]
    via_token: bool


def address_of(request: HttpRequest) -> str:
    """The caller's address.

    In production everything passes our TLS proxy, so the last X-Forwarded-For entry is the
    proxy's own word; entries before it, and the header anywhere else, are the caller's invention.
    """
    peer = str(request.META.get("REMOTE_ADDR", ""))
    if settings.SECURE_PROXY_SSL_HEADER:
        last = request.headers.get("X-Forwarded-For", "").rsplit(",", 1)[-1].strip()
        peer = last or peer
    try:
        return str(ipaddress.ip_address(peer))
    except ValueError:
        return ""


def match_of(request: HttpRequest) -> ResolverMatch:
    """The route a view was found by; middleware calls this from `process_view` onward."""
    if request.resolver_match is None:
        raise LookupError("the route is not resolved yet")
    return request.resolver_match


def is_api(request: HttpRequest) -> bool:
    return request.path.startswith(API_PREFIX)


def is_fragment(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of a page."""
    return request.headers.get("HX-Request") == "true"


def safe_next(request: HttpRequest, given: str | None, default: str = "/") -> str:
    """`given` when it leads to a page of our own, else `default`: no open redirect."""
    if not given or not given.startswith("/"):
        return default
    secure = request.is_secure()
    own = url_has_allowed_host_and_scheme(given, allowed_hosts=None, require_https=secure)
    return given if own else default


def page_shown(request: HttpRequest) -> str:
    """The page the person was looking at: this one, or the one whose form or part was sent."""
    if request.method in ("GET", "HEAD") and not is_fragment(request):
        return request.get_full_path()
    known = request.headers.get("HX-Current-URL") or request.headers.get("Referer") or ""
    own = f"{request.scheme}://{request.get_host()}"
    return safe_next(request, known.removeprefix(own) if known.startswith(own + "/") else None)
