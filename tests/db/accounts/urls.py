"""The routes of sign-in plus views that do what the gate and the error pages have to deal with."""

from datetime import datetime

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from rectify.accounts import step_up
from rectify.accounts.http import SignedRequest
from rectify.core import clock
from rectify.core.errors import NeedsUnmet, Stale

handler400 = "rectify.desk.errors.bad_request"
handler403 = "rectify.desk.errors.permission_denied"
handler404 = "rectify.desk.errors.not_found"
handler500 = "rectify.desk.errors.server_error"


def whoami(request: SignedRequest) -> HttpResponse:
    actor = request.actor
    facts = {"person": actor.person, "role": actor.role, "address": actor.address}
    return JsonResponse(facts | {"ranges": actor.scope.ranges, "business": actor.scope.business})


def framed(request: SignedRequest) -> HttpResponse:
    return render(request, "layouts/app.html")


def sign(request: SignedRequest) -> HttpResponse:
    """Answers with what was typed, once the person has confirmed."""
    step_up.require(request, "签署验收意见", about="第5项", effects=["进入公示"])
    return JsonResponse({"opinion": request.POST.getlist("opinion")})


def unmet(request: HttpRequest) -> HttpResponse:
    raise NeedsUnmet("还缺 2 份佐证材料", needs=["还缺 2 份佐证材料"])


def stale(request: HttpRequest) -> HttpResponse:
    at = datetime(2026, 11, 23, 9, 5, tzinfo=clock.SHANGHAI)
    raise Stale("刚刚有人改动过这一项。", who="李某某", at=at, what="退回")


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("SELECT secret FROM table")


def no_database(request: HttpRequest) -> HttpResponse:
    raise OperationalError("connection refused on /var/lib")


urlpatterns = [
    path("", include("rectify.accounts.urls")),
    path("language/", set_language, name="set_language"),
    path("whoami/", whoami),
    path("framed/", framed),
    path("api/v1/whoami/", csrf_exempt(whoami)),
    path("sign/", sign),
    path("api/v1/sign/", csrf_exempt(sign)),
    path("unmet/", unmet),
    path("stale/", stale),
    path("api/v1/unmet/", unmet),
    path("broken/", broken),
    path("api/v1/broken/", broken),
    path("no-database/", no_database),
]
