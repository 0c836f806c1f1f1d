"""How often one person may call what is dear: uploads, searches, writes (S-26).

Counts stand in the cache, which may be emptied or gone at any moment: then nobody is held back.
"""

import logging
import time
from typing import Any

from django.conf import settings
from django.core.cache import cache
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

logger = logging.getLogger(__name__)
WINDOW = 60
QUIET = 10.0
"""Seconds without asking a cache that did not answer."""
_quiet_until = 0.0


class PerMinute(BaseThrottle):
    """At most `API_RATES[kind]` calls of a kind in one minute by one person."""

    def allow_request(self, request: Request, view: Any) -> bool:
        who = getattr(request._request, "actor", None)
        kind = kind_of(request)
        if who is None or not kind:
            return True
        now = int(time.time())
        self._left = WINDOW - now % WINDOW
        return counted(f"api:{kind}:{who.person_id}:{now // WINDOW}") <= settings.API_RATES[kind]

    def wait(self) -> float:
        return float(self._left)


def kind_of(request: Request) -> str:
    """`upload`, `write`, `search`, or nothing for plain reading."""
    if request.method == "POST":
        form = (request.content_type or "").startswith("multipart/")
        return "upload" if form else "write"
    return "search" if "q" in request.query_params else ""


def counted(key: str) -> int:
    """How many calls this window has seen, this one included; 0 when nobody can say."""
    global _quiet_until
    if time.monotonic() < _quiet_until:
        return 0
    try:
        cache.add(key, 0, timeout=2 * WINDOW)
        return int(cache.incr(key))
    except Exception as error:  # a cache may fail in a dozen ways; none may refuse a write
        _quiet_until = time.monotonic() + QUIET
        logger.warning("no rate: %s", type(error).__name__)
        return 0
