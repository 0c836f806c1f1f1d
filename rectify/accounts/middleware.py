"""The gate: nobody passes unknown, and every request knows who acts from which post."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from rectify.accounts import sessions, tokens
from rectify.accounts.anonymous import is_open
from rectify.accounts.answers import refuse
from rectify.accounts.http import (
    SignedRequest,
    address_of,
    is_api,
    is_fragment,
    match_of,
    page_shown,
)
from rectify.accounts.models import Holding
from rectify.accounts.scope import actor_of, without_post
from rectify.accounts.services import password_is_old, sign_out
from rectify.accounts.sessions import WHY, Signed, Turned
from rectify.core.errors import DomainError, NotAllowed
from rectify.core.requests import Handler
from rectify.core.who import Who

BEARER = "Bearer "
WITHOUT_POST = frozenset(
    {"accounts:choose_post", "accounts:switch_post", "accounts:logout", "accounts:password"}
)
"""What a person without a chosen post, or with an old password, may still open."""


class SignedOut(DomainError):
    """A program called without a session or a usable token."""

    status, code = 401, "not_signed_in"


class SignedInMiddleware:
    """Refuses by default; only `anonymous.py` lists what is open.

    Behind it a view has `SignedRequest`: `request.actor` and `request.holdings`.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: SignedRequest,
        view: Callable[..., HttpResponse],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        if is_open(match_of(request)):
            return None
        header = request.headers.get("Authorization", "")
        if is_api(request) and header.startswith(BEARER):
            return _by_token(request, header.removeprefix(BEARER).strip())
        found = sessions.read(request)
        if isinstance(found, Turned):
            return _turn_away(request, found)
        return _forged(request) or _let_in(request, found)


def _by_token(request: SignedRequest, secret: str) -> HttpResponse | None:
    """A key speaks for itself: cookies are not looked at, so there is nothing to forge."""
    holding = tokens.holding_of(secret)
    if holding is None:
        sentence = _("令牌无效、已过期或已撤销，请在“我的令牌”重新签发。")
        return refuse(request, SignedOut(str(sentence)))
    request.user = holding.user
    _act(request, holding, (holding,), via_token=True)
    return None


def _forged(request: SignedRequest) -> HttpResponse | None:
    """API views are exempt from the form check; a session calling them is not (S-24)."""
    if not is_api(request):
        return None
    return CsrfViewMiddleware(_never).process_view(request, _never, (), {})


def _never(request: HttpRequest) -> HttpResponse:
    raise AssertionError("stands for a view that is not exempt; never called")


def _let_in(request: SignedRequest, found: Signed) -> HttpResponse | None:
    if found.current is not None:
        _act(request, found.current, found.holdings)
    else:
        request.actor = without_post(found.user, address_of(request))
        request.holdings, request.via_token = found.holdings, False
    if match_of(request).view_name in WITHOUT_POST:
        return None
    if password_is_old(found.user):
        return _first(request, "accounts:password", _("密码使用期已满，请先修改密码。"))
    if found.current is None:
        return _first(request, "accounts:choose_post", _("请先选择以哪个岗位办理。"))
    return None


def _act(
    request: SignedRequest,
    holding: Holding,
    holdings: tuple[Holding, ...],
    via_token: bool = False,
) -> None:
    request.actor = actor_of(holding, address_of(request))
    request.holdings, request.via_token = holdings, via_token


def _turn_away(request: HttpRequest, turned: Turned) -> HttpResponse:
    if turned.user_id is not None:
        sign_out(Who(turned.user_id, "", address=address_of(request)), turned.why)
        sessions.end(request)
    sentence = str(WHY.get(turned.why, _("请先登录。")))
    if is_api(request):
        return refuse(request, SignedOut(sentence))
    query = {"next": page_shown(request)}
    if turned.why:
        query["why"] = turned.why
    return _go(request, f"{reverse('accounts:login')}?{urlencode(query)}", 401)


def _first(request: HttpRequest, page: str, sentence: Any) -> HttpResponse:
    """Something else has to be done before this request."""
    if is_api(request):
        return refuse(request, NotAllowed(str(sentence)))
    query = urlencode({"next": page_shown(request)})
    return _go(request, f"{reverse(page)}?{query}", 403)


def _go(request: HttpRequest, url: str, status: int) -> HttpResponse:
    """A part of a page cannot be redirected: htmx is told to leave the whole page."""
    if not is_fragment(request):
        return redirect(url)
    response = HttpResponse(status=status)
    response["HX-Redirect"] = url
    return response
