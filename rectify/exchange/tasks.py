"""What workers do for imports: an id in, one service call."""

from celery import shared_task

from rectify.exchange import limited, receiving, services
from rectify.journal import heartbeats
from rectify.journal.outbox import Duty, handler

LEASE = limited.WALL_SECONDS + 60


# Parsing must hold no transaction (it may take a minute); reading twice does no harm.
@handler(receiving.READ, outside=True, lease=LEASE)
def read_import(duty: Duty) -> None:
    """Read one upload; one that is already read stays as it is."""
    receiving.read(int(duty.ids["import_id"] or 0))


@shared_task
def tidy() -> None:
    """Every night: what was discarded long ago, and files no row knows."""
    heartbeats.beat("exchange.tidy", **services.tidy())
