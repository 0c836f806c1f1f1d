"""Ringing the workers after a commit. A missed ring costs at most beat's 15 seconds, so a broker
that is down or slow must never hold up a page: one short try, then silence for a while."""

import logging
import time
from typing import Any

from celery import current_app
from django.db import transaction
from kombu import Connection, pools

logger = logging.getLogger(__name__)
TASK = "rectify.journal.tasks.deliver"
QUIET = 10.0
"""Seconds without further tries after a failed one."""
_PATIENCE: dict[str, Any] = {
    "socket_connect_timeout": 0.5,
    "socket_timeout": 1.0,
    "max_retries": 0,
}
_quiet_until = 0.0


def ring_after_commit() -> None:
    """Ring once this transaction is committed; once, however often it is asked."""
    connection = transaction.get_connection()
    if not any(entry[1] is ring for entry in connection.run_on_commit):
        transaction.on_commit(ring)


def ring() -> bool:
    """Ask a worker to look now; False when nobody could be reached."""
    global _quiet_until
    if time.monotonic() < _quiet_until:
        return False
    try:
        with pools.producers[_line()].acquire(block=True, timeout=1) as producer:
            current_app.send_task(TASK, producer=producer, retry=False)
    except Exception as error:  # kombu and redis raise a dozen unrelated classes here
        _quiet_until = time.monotonic() + QUIET
        logger.warning("no ring: %s", type(error).__name__)
        return False
    return True


def _line() -> Connection:
    """A connection that gives up soon; kombu pools those that look alike."""
    options = {**current_app.conf.broker_transport_options, **_PATIENCE}
    return current_app.connection_for_write(transport_options=options, connect_timeout=1)
