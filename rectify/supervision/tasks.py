"""What Celery runs for supervision: beat rings often, the sweep runs once a working morning."""

import datetime as dt

from celery import shared_task

from rectify.core import clock
from rectify.core.workdays import is_workday
from rectify.regions import calendars
from rectify.supervision import services

MORNING = dt.time(7, 30)
"""In Shanghai; people find their warnings when they come to work."""


@shared_task(name="rectify.supervision.tasks.sweep")
def sweep() -> None:
    """Sweep today unless today's sweep is done, today is no working day, or it is too early."""
    if due():
        services.sweep(clock.today())


def due() -> bool:
    """Whether a sweep is owed now: two small queries at most."""
    now = clock.now().astimezone(clock.SHANGHAI)
    if now.time() < MORNING or services.swept_on() == now.date():
        return False
    return is_workday(now.date(), calendars.current())
