"""What Celery runs for the journal. A task is an entrance: one service call."""

import datetime as dt

from celery import shared_task

from rectify.core import clock
from rectify.journal import heartbeats, idempotency, outbox, sealing

KEYS_KEPT = dt.timedelta(days=7)


@shared_task
def deliver() -> None:
    """Do the duties that are due."""
    outbox.deliver_due()
    heartbeats.beat("outbox")


@shared_task
def seal() -> None:
    """Seal what was committed since the last time."""
    sealing.seal()
    heartbeats.beat("sealer")


@shared_task
def tidy() -> None:
    """Forget answers of forms nobody will send again; seal what a very long transaction left."""
    idempotency.forget(clock.now() - KEYS_KEPT)
    sealing.seal(everywhere=True)
    heartbeats.beat("tidy")
