"""What goes wrong, told in Chinese: what, why, what to do, and the code to ask about."""

import logging
from typing import Any

from django.core.exceptions import BadRequest
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from rectify.accounts import step_up
from rectify.accounts.answers import error_json, error_page, refuse
from rectify.accounts.http import is_api
from rectify.core.errors import DomainError, Invalid, Missing, NotAllowed, StepUpRequired
from rectify.core.requests import Handler, request_id
from rectify.desk.history import who_was_quicker

logger = logging.getLogger(__name__)


class DomainErrorMiddleware:
    """Turns what services say no with into answers; a busy database into 503 with Retry-After."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, StepUpRequired) and not is_api(request):
            return step_up.ask(request, error)
        if isinstance(error, DomainError):
            return refuse(request, who_was_quicker(error))
        if isinstance(error, OperationalError | InterfaceError):
            logger.exception("database unavailable")
            return _busy(request)
        return None


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler400. What Django says is for developers, so the person gets our own sentence."""
    told = str(exception) if type(exception) is BadRequest else ""
    usual = _("浏览器送来的内容有缺漏或格式不对，没有保存任何改动。")
    return refuse(request, Invalid(told or usual))


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler403."""
    return refuse(request, NotAllowed(_("您的岗位不能做这一步，没有保存任何改动。")))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler404: a missing object and an unseen one answer with the same body."""
    return refuse(request, Missing())


def server_error(request: HttpRequest) -> HttpResponse:
    """handler500: asks neither the database nor the session for anything."""
    sentence = _("这次操作没有完成，没有保存任何改动；出错情况已自动记录。")
    return _plain(request, 500, "server_error", sentence)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token is missing or old: signed in elsewhere, cookies off, or a forged form."""
    sentence = _(
        "表单已失效，没有保存任何改动。请返回上一页刷新后重新提交，并确认浏览器允许使用 Cookie。"
    )
    logger.warning("csrf: %s", reason)
    if is_api(request):
        return error_json(403, "csrf_failed", sentence)
    return error_page(request, 403, sentence)


def _busy(request: HttpRequest) -> HttpResponse:
    sentence = _("系统正忙或数据库暂时不可用，没有保存任何改动，请稍后再试。")
    response = _plain(request, 503, "unavailable", sentence)
    response["Retry-After"] = "5"
    return response


def _plain(request: HttpRequest, status: int, code: str, sentence: str) -> HttpResponse:
    if is_api(request):
        return error_json(status, code, sentence)
    context: dict[str, Any] = {"reason": sentence, "code": request_id.get()}
    return HttpResponse(render_to_string("errors/500.html", context), status=status)
