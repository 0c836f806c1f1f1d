"""The outbox: duties are rows written with the change, claimed by workers, done at least once.

A handler's database work and the mark "done" are one transaction: exactly once. A handler that
acts outside (mail, chat) says `outside=True`: at least once, with the duty's stable key.
"""

import datetime as dt
import json
import logging
import random
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from rectify.core import clock
from rectify.core.requests import request_id
from rectify.journal import bell, sql

logger = logging.getLogger(__name__)
Id = int | str | None
LONGEST_ID = 64
LONGEST_WAIT = 3600.0
FIRST_WAIT = 5.0


@dataclass(frozen=True)
class Duty:
    """What a handler gets: ids only, and a key that is the same on every attempt."""

    id: int
    lease_no: int
    kind: str
    key: str
    ids: dict[str, Id]
    request_id: str
    attempts: int


@dataclass(frozen=True)
class Handler:
    """How duties of one kind are done: `lease` in seconds, longer than the work can take."""

    run: Callable[[Duty], None]
    outside: bool
    lease: int


class LeaseLost(Exception):
    """Another worker holds the duty now; what this one did is rolled back."""


_handlers: dict[str, Handler] = {}


def put(kind: str, key: str, due_at: dt.datetime | None = None, **ids: Id) -> bool:
    """Owe a duty, in the caller's transaction; a known key changes nothing (returns False).

    Due at once by the database's clock unless `due_at` says later. Rings after the commit.
    """
    for name, value in ids.items():
        if len(str(value)) > LONGEST_ID:
            raise TypeError(f"{kind}.{name}: an outbox item carries ids only")
    values = [kind, key, json.dumps(ids), request_id.get(), clock.now(), due_at]
    new = sql.put(values)
    if new and due_at is None:
        bell.ring_after_commit()
    return new


def handler(
    kind: str, *, outside: bool = False, lease: int = sql.LEASE
) -> Callable[[Callable[[Duty], None]], Callable[[Duty], None]]:
    """Register who does duties of this kind; handlers live in the `tasks` modules, which every
    worker loads."""

    def register(run: Callable[[Duty], None]) -> Callable[[Duty], None]:
        if kind in _handlers:
            raise ValueError(f"two handlers for {kind}")
        _handlers[kind] = Handler(run, outside, lease)
        return run

    return register


def kinds() -> tuple[str, ...]:
    """Every kind somebody handles."""
    return tuple(sorted(_handlers))


def claim() -> Duty | None:
    """The oldest due duty nobody holds, leased to the caller; quarantines what crashed thrice."""
    for item_id, kind in sql.quarantine():
        logger.error(
            "outbox item %s (%s) crashed %s times: quarantined", item_id, kind, sql.CRASHES
        )
    found = sql.claim({kind: known.lease for kind, known in _handlers.items()})
    return Duty(**found) if found else None


def deliver_due(*, limit: int = 200, seconds: float = 45.0) -> int:
    """Do what is due until nothing is, or a bound is reached; returns how many were done."""
    done, taken, until = 0, 0, time.monotonic() + seconds
    while taken < limit and time.monotonic() < until:
        duty = claim()
        if duty is None:
            return done
        taken += 1
        done += deliver(duty)
    bell.ring()
    return done


def deliver(duty: Duty) -> bool:
    """Do one claimed duty; a failure is kept and tried again later, and never stops the batch."""
    token = request_id.set(duty.request_id)
    try:
        _do(duty)
    except LeaseLost:
        logger.warning("outbox item %s: lease lost", duty.id)
        return False
    except Exception as error:
        logger.exception("outbox item %s (%s) failed", duty.id, duty.kind)
        sql.release(duty.id, duty.lease_no, wait_after(duty.attempts), type(error).__name__)
        return False
    finally:
        request_id.reset(token)
    return True


def _do(duty: Duty) -> None:
    known = _handlers.get(duty.kind)
    if known is None:
        raise LookupError(f"no handler for {duty.kind}")
    if known.outside:
        known.run(duty)
        if not sql.finish(duty.id, duty.lease_no):
            raise LeaseLost
        return
    with transaction.atomic():
        # Marked first: a worker that slept through its lease fails here, before doing harm.
        if not sql.finish(duty.id, duty.lease_no):
            raise LeaseLost
        known.run(duty)


def wait_after(attempts: int, draw: Callable[[], float] = random.random) -> float:
    """Seconds until the next try: doubling from 5 s to an hour, spread by half either way.

    There is no last try: only a person gives a duty up (conventions 33).
    """
    steady = min(FIRST_WAIT * 2 ** min(attempts - 1, 12), LONGEST_WAIT)
    return float(steady * (0.5 + draw()))
