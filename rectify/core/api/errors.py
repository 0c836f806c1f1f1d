"""Errors of the API: `{code, message, detail, request_id}`, whatever went wrong."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.response import Response

from rectify.core.errors import DomainError, Invalid, Missing, NotAllowed
from rectify.core.requests import request_id
from rectify.core.told import detail_of, in_line, message_of


class PreconditionRequired(DomainError):
    """A write without `If-Match`: nobody knows which version it was meant for."""

    status, code = 428, "precondition_required"


class TooLarge(DomainError):
    """More was sent than this interface reads."""

    status, code = 413, "too_large"


def body(code: str, message: str, detail: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The one shape of an error."""
    return {
        "code": code,
        "message": message,
        "detail": dict(detail or {}),
        "request_id": request_id.get(),
    }


def handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's `EXCEPTION_HANDLER`. `None` leaves a busy database and our own faults to the
    middleware and to handler500, which answer in the same shape."""
    if isinstance(error, Http404):
        error = Missing()
    elif isinstance(error, PermissionDenied):
        error = NotAllowed(_("您的岗位不能做这一步，没有保存任何改动。"))
    if isinstance(error, DomainError):
        return refusal(error)
    if isinstance(error, exceptions.APIException):
        return _of_framework(error)
    return None


def refusal(error: DomainError) -> Response:
    """The answer to what a service said no with; the sentences of its needs are translated."""
    answer = body(error.code, message_of(error), detail_of(error))
    return Response(answer, status=error.status)


def _of_framework(error: exceptions.APIException) -> Response:
    if isinstance(error, exceptions.ValidationError):
        return refusal(invalid(error.detail))
    code, message = _told(error)
    answer = Response(body(code, message), status=error.status_code)
    if isinstance(error, exceptions.Throttled):
        answer["Retry-After"] = str(int(getattr(error, "wait", None) or 60))
    return answer


def _told(error: exceptions.APIException) -> tuple[str, str]:
    if isinstance(error, exceptions.ParseError):
        return "unreadable", str(error.detail)
    if isinstance(error, exceptions.MethodNotAllowed):
        return "method_not_allowed", _("这个地址不支持这种请求方法，请查看接口文档。")
    if isinstance(error, exceptions.UnsupportedMediaType):
        return "unsupported_media_type", _("请用 application/json 提交；上传文件用表单格式。")
    if isinstance(error, exceptions.Throttled):
        return "throttled", _("请求过于频繁，请稍后再试。")
    return str(error.default_code), _("请求没有被接受，没有保存任何改动。")


def invalid(problems: Any) -> Invalid:
    """`Invalid` out of what serializers found: `detail` maps fields to sentences."""
    if not isinstance(problems, Mapping):
        problems = {"non_field_errors": problems}
    told = {str(name): _plain(found) for name, found in problems.items()}
    words = in_line(_line(name, found) for name, found in told.items())
    return Invalid(_("提交的内容有误：%(words)s") % {"words": words}, fields=told)


def _line(name: str, found: Any) -> str:
    sentence = next(iter(_leaves(found)), "")
    return sentence if name == "non_field_errors" else f"{name}：{sentence}"


def _leaves(found: Any) -> list[str]:
    if isinstance(found, Mapping):
        return [text for each in found.values() for text in _leaves(each)]
    if isinstance(found, list):
        return [text for each in found for text in _leaves(each)]
    return [str(found)]


def _plain(found: Any) -> Any:
    if isinstance(found, Mapping):
        return {str(name): _plain(each) for name, each in found.items()}
    if isinstance(found, list):
        return [_plain(each) for each in found]
    return str(found)
