"""Who was quicker: a 412 tells what happened since the version the caller looked at."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from rectify.core.errors import Stale
from rectify.journal.models import Event

MOST = 20


@contextmanager
def telling(noun: str, object_id: int) -> Iterator[None]:
    """Within it a `Stale` about this object carries `changes: [{version, at, who, unit, action,
    reason, data}]`, oldest first."""
    try:
        yield
    except Stale as stale:
        if "changes" not in stale.detail:
            stale.detail["changes"] = changes(noun, object_id, stale.detail.get("expected"))
        raise


def changes(noun: str, object_id: int, since: int | None) -> list[dict[str, Any]]:
    """The events after a version; all that are kept of late where none is given."""
    rows = Event.objects.filter(noun=noun, object_id=object_id, number__gt=since or 0)
    newest = rows.order_by("-number")[:MOST]
    return [
        {
            "version": event.number,
            "at": event.at,
            "who": event.person,
            "unit": event.unit,
            "action": event.action,
            "reason": event.reason,
            "data": event.data,
        }
        for event in reversed(newest)
    ]
