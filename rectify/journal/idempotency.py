"""The same form or call sent twice acts once and gets the same answer (conventions 37)."""

import hashlib
import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from rectify.core import clock
from rectify.core.errors import DomainError, Invalid
from rectify.core.who import Who
from rectify.journal import sql
from rectify.journal.models import IdempotencyKey
from rectify.journal.services import audit_refusal

FIELD = "form_key"
NOT_BODY = ("csrfmiddlewaretoken", FIELD)
Answer = Any


class KeyReused(Invalid):
    """The key was used for another body."""

    status, code = 422, "key_reused"


def form_key() -> str:
    """A fresh key for a form that is being shown: both clicks of a double click bring it."""
    return uuid.uuid4().hex


def once(who: Who, route: str, key: str, body: bytes, act: Callable[[], Answer]) -> Answer:
    """Run `act` and keep its answer (JSON); the same key with the same body gets that answer again.

    Another body raises `KeyReused` (422). Of two at the same moment one acts and the other waits
    for its answer. Key and change commit together: after a refusal or a crash the key is free.
    """
    if not 8 <= len(key) <= 80:
        raise Invalid(str(_("Idempotency-Key 应为 8 至 80 个字符。")))
    digest = hashlib.sha256(body).hexdigest()
    try:
        with transaction.atomic():
            if sql.take_key([key, who.person_id or 0, route, digest, clock.now()]):
                answer = act()
                _row(who, route, key).update(answer=answer)
                return answer
            return _known(who, route, key, digest)
    except DomainError as refusal:
        audit_refusal(refusal)
        raise


def _known(who: Who, route: str, key: str, digest: str) -> Answer:
    found = _row(who, route, key).get()
    if found.body_hash != digest:
        raise KeyReused(str(_("这个表单已经提交过，内容与上次不同。请刷新页面后重新填写。")))
    return found.answer


def _row(who: Who, route: str, key: str) -> Any:
    return IdempotencyKey.objects.filter(person_id=who.person_id or 0, route=route, key=key)


def once_per_form(who: Who, request: HttpRequest, act: Callable[[], Answer]) -> Answer:
    """`once` for a page's form: its hidden `form_key`, its path, what was typed and attached.

    A form without a key is simply acted upon: the key protects, it is no permission.
    """
    key = request.POST.get(FIELD, "")
    if not key:
        return act()
    return once(who, request.path[:120], key, body_of(request), act)


def repeated(who: Who, request: HttpRequest) -> Answer:
    """The answer this very form got before, or `None` when it is new.

    Pages ask before they look whether the act can still be done: the second click of a double
    click finds it done, and must be told so instead of being refused.
    """
    key = request.POST.get(FIELD, "")
    row = _row(who, request.path[:120], key).first() if key else None
    if row is None:
        return None
    return _known(who, request.path[:120], key, hashlib.sha256(body_of(request)).hexdigest())


def body_of(request: HttpRequest) -> bytes:
    """What was typed and attached, in a fixed order, without token and key."""
    typed = sorted(pair for pair in request.POST.lists() if pair[0] not in NOT_BODY)
    files = [(k, [(f.name, f.size) for f in v]) for k, v in sorted(request.FILES.lists())]
    return repr((typed, files)).encode()


def forget(before: datetime) -> int:
    """Drop answers older than this; returns how many."""
    return IdempotencyKey.objects.filter(created_at__lt=before).delete()[0]
