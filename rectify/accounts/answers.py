"""How a refusal is told: a page, JSON for programs, a line for a part of a page."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext

from rectify.accounts.http import is_api, is_fragment, page_shown
from rectify.core.errors import DomainError, NeedsUnmet, Stale
from rectify.core.requests import request_id
from rectify.core.told import detail_of, message_of, needs_of

TEMPLATES = {401: 403, 405: 400, 412: 409, 413: 400, 422: 400, 502: 500, 503: 500}
"""Statuses without a page of their own, and whose page they use."""
NOT_TYPED = ("csrfmiddlewaretoken", "form_key", "version", "next", "action")


def refuse(request: HttpRequest, error: DomainError) -> HttpResponse:
    """The answer to a refusal of a service or of the gate."""
    message = message_of(error)
    if is_api(request):
        return error_json(error.status, error.code, message, detail_of(error))
    if is_fragment(request):
        return _fragment(error.status, error.code, message)
    if isinstance(error, Stale):
        # The page says who was quicker in its own sentence, where that is known.
        reason = "" if error.detail.get("who") else message
        return error_page(request, error.status, reason, **_conflict(request, error))
    if isinstance(error, NeedsUnmet):
        return error_page(request, error.status, message, template="unmet", needs=needs_of(error))
    return error_page(request, error.status, message)


def error_json(
    status: int, code: str, message: str, detail: dict[str, Any] | None = None
) -> JsonResponse:
    """`{code, message, detail, request_id}`: the one shape of an error for programs."""
    body = {
        "code": code,
        "message": message,
        "detail": detail or {},
        "request_id": request_id.get(),
    }
    options = {"ensure_ascii": False}
    return JsonResponse(body, status=status, json_dumps_params=options)


def error_page(
    request: HttpRequest, status: int, reason: str = "", *, template: str = "", **more: Any
) -> HttpResponse:
    """The page of this status, or a named one; `reason` replaces its first sentence."""
    back = page_shown(request) if request.method == "POST" else ""
    context = {"reason": reason, "code": request_id.get(), "back_url": back, **more}
    page = template or str(TEMPLATES.get(status, status))
    return render(request, f"errors/{page}.html", context, status=status)


def _fragment(status: int, code: str, message: str) -> HttpResponse:
    """htmx puts nothing into the page; the event `rectify:refused` brings the sentence."""
    response = HttpResponse(message, status=status, content_type="text/plain; charset=utf-8")
    response["HX-Reswap"] = "none"
    response["HX-Trigger"] = json.dumps({"rectify:refused": {"code": code, "message": message}})
    return response


def _conflict(request: HttpRequest, error: Stale) -> dict[str, Any]:
    """Who was quicker, and what this person had typed, so that nothing is lost (conventions 55)."""
    typed = [
        {"label": gettext("填写内容"), "text": value}
        for name, values in request.POST.lists()
        for value in values
        if name not in NOT_TYPED and "password" not in name and len(value) > 10
    ]
    conflict = {"url": page_shown(request), **error.detail, "typed": typed}
    return {"conflict": conflict}
