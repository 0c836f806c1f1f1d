"""One way to write for every resource: read strictly, compare versions, act once, answer."""

import hashlib
from collections.abc import Callable
from typing import Any

import orjson
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.response import Response

from rectify.accounts.http import SignedRequest
from rectify.accounts.scope import Actor
from rectify.core.api.errors import body as error_body
from rectify.core.api.formats import JSON
from rectify.core.api.serializers import Body
from rectify.core.errors import DomainError
from rectify.journal.idempotency import once
from rectify.journal.services import audit_refusal

Answer = dict[str, Any]
Json = dict[str, Any]


def signed(request: Request) -> SignedRequest:
    """The request as the gate let it in."""
    inner: Any = request._request
    return inner  # type: ignore[no-any-return]


def actor_of(request: Request) -> Actor:
    return signed(request).actor


def brought(request: Request, body: type[Body]) -> Json:
    """What was sent, cleaned; unknown keys and wrong values are a 400 naming them."""
    sent = request.data
    plain = sent.dict() if hasattr(sent, "dict") else sent
    form = body(data=plain)
    form.is_valid(raise_exception=True)
    return dict(form.validated_data)


def answered(request: Request, act: Callable[[], Response]) -> Response:
    """Run `act` in one transaction; under an `Idempotency-Key` the same key gets the same answer.

    A refusal rolls everything back and is audited on its own.
    """
    key = request.headers.get("Idempotency-Key", "").strip()
    if not key:
        return _whole(act)
    route = f"{request.method} {request.path}"[:120]

    def run() -> Answer:
        return _kept(act())

    return _again(once(actor_of(request), route, key, _content(request), run))


def _whole(act: Callable[[], Response]) -> Response:
    try:
        with transaction.atomic():
            return act()
    except DomainError as refusal:
        audit_refusal(refusal)
        raise


def _kept(response: Response) -> Answer:
    """As text: the second answer is the first one byte for byte."""
    body = None if response.data is None else JSON().render(response.data).decode()
    headers = {name: value for name, value in response.items() if name in ("ETag", "Location")}
    return {"status": response.status_code, "body": body, "headers": headers}


def _again(kept: Answer) -> Response:
    data = None if kept["body"] is None else orjson.Fragment(kept["body"])
    return Response(data, status=kept["status"], headers=kept["headers"])


def _content(request: Request) -> bytes:
    """What was sent, in a fixed order; files by their content."""
    sent = request.data
    plain = sent.dict() if hasattr(sent, "dict") else sent
    given: Json = dict(plain)
    told = {name: _digest(v) if isinstance(v, UploadedFile) else v for name, v in given.items()}
    return orjson.dumps(told, default=str, option=orjson.OPT_SORT_KEYS)


def _digest(file: "UploadedFile[bytes]") -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return f"{file.name} {digest.hexdigest()}"


def voided() -> Response:
    """Nothing was done: the content had changed since it was approved, those approvals are void.

    An answer, not a refusal: the voiding itself must be kept.
    """
    words = _("资料在签署后有变动，已签意见已失效，流程退回重新签署。请重新读取后再办理。")
    return Response(error_body("approvals_voided", words), status=409)
