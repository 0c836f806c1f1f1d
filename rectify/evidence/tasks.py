"""What Celery runs for stored files. Both tasks may run twice without harm."""

import logging

from celery import shared_task

from rectify.core.who import SYSTEM
from rectify.evidence import integrity
from rectify.journal import heartbeats
from rectify.journal.models import Heartbeat
from rectify.journal.services import audit

logger = logging.getLogger(__name__)
SLICE = 500
VERIFIED = "evidence.verify"


@shared_task
def tidy() -> None:
    """Sweep uploads that were cut off or rolled back."""
    heartbeats.beat("evidence.tidy", removed=integrity.sweep_orphans())


@shared_task
def verify() -> None:
    """Hash the next slice of sealed originals again; after the last it begins anew.

    What does not agree is audited and logged; nothing is mended by itself.
    """
    last = Heartbeat.objects.filter(part=VERIFIED).first()
    after = int(last.detail.get("after", 0)) if last else 0
    checked = integrity.verify(after=after, most=SLICE)
    for problem in checked.problems:
        detail = {"what": problem.what}
        audit(
            SYSTEM,
            "evidence.damaged",
            noun="evidence.storedfile",
            object_id=problem.file_id,
            result=problem.what,
            detail=detail,
        )
        logger.error("stored file %s is %s", problem.file_id, problem.what)
    heartbeats.beat(VERIFIED, after=checked.last if checked.count == SLICE else 0)
