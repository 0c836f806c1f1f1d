"""Celery's entrances: ids in, one service call."""

import logging

from celery import shared_task

from issues.importing import services as importing
from issues.importing.kept import look_json
from issues.services import notices, objections
from rectify.core.who import SYSTEM
from rectify.exchange.carrying import Noun, carry_out
from rectify.exchange.work import DUTIES
from rectify.journal.outbox import Duty, handler

IMPORTS = Noun(importing.confirm, importing.undo, look_json)
log = logging.getLogger(__name__)


@shared_task(name="issues.tasks.close_notices")
def close_notices() -> None:
    """End every notice whose period is over; a bad one is logged and never stops the others."""
    for notice_id in notices.due_notices():
        try:
            notices.close(SYSTEM, notice_id)
        except Exception:
            log.exception("notice %s could not be closed", notice_id)


@shared_task(name="issues.tasks.take_objections")
def take_objections() -> None:
    """Take over what the public handed in; a bad row is logged and never stops the others."""
    for intake_id in objections.waiting_intake():
        try:
            objections.take_intake(SYSTEM, intake_id)
        except Exception:
            log.exception("objection %s could not be taken over", intake_id)


@handler(DUTIES["plan"])
def import_large(duty: Duty) -> None:
    """A large import is looked at, written or taken back; a version that is past does nothing."""
    carry_out(duty, IMPORTS)
