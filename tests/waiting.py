"""One transaction holds rows while another call stands before them: what does that one hold?"""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from django.db import DatabaseError, connection, connections, transaction
from django.db.models import Model

PATIENCE = 20.0
_BEHIND_ME = """
SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))
"""


@contextmanager
def stands_before(row: Model, call: Callable[[], Any]) -> Iterator["Future[Any]"]:
    """Hold the row, start the call on a connection of its own, go on once it waits for the row.

    The row is let go at the end of the block, with what the block did; then the future is done.
    """
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            type(row)._base_manager.select_for_update(no_key=True).get(pk=row.pk)
            waiting = pool.submit(_on_its_own, call)
            _until_it_waits(waiting)
            yield waiting
        waiting.exception(PATIENCE)


def is_free(row: Model) -> bool:
    """Nobody else holds the row; taking it for the answer, and giving it back."""
    try:
        with transaction.atomic():
            type(row)._base_manager.select_for_update(nowait=True).get(pk=row.pk)
            transaction.set_rollback(True)
    except DatabaseError:
        return False
    return True


def _on_its_own(call: Callable[[], Any]) -> Any:
    try:
        return call()
    finally:
        connections.close_all()


def _until_it_waits(waiting: "Future[Any]") -> None:
    end = time.monotonic() + PATIENCE
    with connection.cursor() as cursor:
        while time.monotonic() < end and not waiting.done():
            cursor.execute(_BEHIND_ME)
            if cursor.fetchone()[0]:
                return
            threading.Event().wait(0.02)
    raise AssertionError(f"it never stood before the row: {waiting}")
