"""The only module that asks what time it is. Tests set it with `at()`."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
_frozen: ContextVar[dt.datetime | None] = ContextVar("rectify_clock", default=None)


def now() -> dt.datetime:
    """The present instant in UTC."""
    return _frozen.get() or dt.datetime.now(dt.UTC)


def today() -> dt.date:
    """Today's civil date in Asia/Shanghai: duties are due at the end of this day."""
    return now().astimezone(SHANGHAI).date()


def day_of(instant: dt.datetime) -> dt.date:
    """The civil date in Asia/Shanghai on which `instant` falls."""
    return instant.astimezone(SHANGHAI).date()


@contextmanager
def at(moment: dt.datetime | dt.date) -> Iterator[None]:
    """Hold the clock: an instant, or nine in the morning of a Shanghai date."""
    if not isinstance(moment, dt.datetime):
        moment = dt.datetime.combine(moment, dt.time(9), SHANGHAI)
    token = _frozen.set(moment.astimezone(dt.UTC))
    try:
        yield
    finally:
        _frozen.reset(token)
