"""The last success of each background part, so that a stopped one is seen (conventions 44)."""

import datetime as dt
from typing import Any

from rectify.core import clock
from rectify.journal.models import Heartbeat


def beat(part: str, **detail: Any) -> None:
    """This part has just succeeded."""
    fields = {"succeeded_at": clock.now(), "detail": detail}
    Heartbeat.objects.update_or_create(part=part, defaults=fields)


def stale(limits: dict[str, dt.timedelta], now: dt.datetime) -> dict[str, dt.timedelta | None]:
    """Parts silent for longer than their limit, with how long; None for one never heard of."""
    heard = dict(Heartbeat.objects.filter(part__in=limits).values_list("part", "succeeded_at"))
    silence = {part: now - heard[part] if part in heard else None for part in limits}
    return {part: gap for part, gap in silence.items() if gap is None or gap > limits[part]}
