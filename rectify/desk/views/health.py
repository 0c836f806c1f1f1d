"""/livez process, /readyz database and storage, /statusz everything (signed in)."""

import os
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rectify.accounts.http import SignedRequest
from rectify.core import clock
from rectify.core.errors import NotAllowed
from rectify.journal.models import Heartbeat, OutboxItem


@require_safe
def livez(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return JsonResponse({"ok": True})


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Database and storage work; Redis down is degraded, not unready."""
    checks = {"database": _database(), "storage": _storage()}
    status = 200 if all(checks.values()) else 503
    return JsonResponse({"ok": status == 200, **checks, "cache": _cache()}, status=status)


@require_safe
def statusz(request: SignedRequest) -> HttpResponse:
    """Every background part's last success and what waits in the outbox, for the officers."""
    if request.actor.role not in ("system", "audit"):
        raise NotAllowed(_("运行状态只供系统管理员和审计管理员查看。"))
    beats = Heartbeat.objects.values("part", "succeeded_at")
    waiting = OutboxItem.objects.filter(done_at=None)
    body: dict[str, Any] = {
        "now": clock.now().isoformat(),
        "cache": _cache(),
        "parts": {row["part"]: row["succeeded_at"].isoformat() for row in beats},
        "outbox_waiting": waiting.filter(quarantined_at=None).count(),
        "outbox_quarantined": waiting.exclude(quarantined_at=None).count(),
    }
    return JsonResponse(body)


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return bool(cursor.fetchone() == (1,))
    except DatabaseError:
        return False


def _storage() -> bool:
    return os.access(settings.ENV.var, os.W_OK)


def _cache() -> bool:
    try:
        cache.set("readyz", 1, 5)
        return bool(cache.get("readyz") == 1)
    except Exception:
        return False
