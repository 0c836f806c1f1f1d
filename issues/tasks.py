"""Celery's entrances: ids in, one service call."""

import logging

from celery import shared_task

from issues.services import notices
from rectify.core.who import SYSTEM

log = logging.getLogger(__name__)


@shared_task(name="issues.tasks.close_notices")
def close_notices() -> None:
    """End every notice whose period is over; a bad one is logged and never stops the others."""
    for notice_id in notices.due_notices():
        try:
            notices.close(SYSTEM, notice_id)
        except Exception:
            log.exception("notice %s could not be closed", notice_id)
