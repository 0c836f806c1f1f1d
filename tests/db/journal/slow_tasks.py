"""Handlers a real worker loads in test_worker.py."""

import time

from rectify.journal import heartbeats, outbox
from rectify.journal.outbox import Duty


@outbox.handler("test.quick")
def quick(duty: Duty) -> None:
    heartbeats.beat(duty.key)


@outbox.handler("test.slow", outside=True)
def slow(duty: Duty) -> None:
    """The first attempt takes for ever, as a hanging mail server would."""
    heartbeats.beat(f"{duty.key}-{duty.attempts}")
    if duty.attempts == 1:
        time.sleep(60)
