"""What a worker does for a large import, on a duty of `rectify.exchange.work`."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from rectify.accounts.models import Holding
from rectify.accounts.scope import Actor, actor_of, ready_to_act
from rectify.core import clock
from rectify.core.errors import DomainError, NotAllowed
from rectify.core.text import gettext_noop
from rectify.core.told import message_of
from rectify.exchange.asking import Act, turn_back
from rectify.exchange.looks import LOOKED_AT, Json, give_up, keep
from rectify.exchange.models import MOVING, StagedImport
from rectify.exchange.services import HEAVY
from rectify.journal.outbox import Duty

TRIES = 3
"""A failure that is nobody's refusal may pass (a lock, a lost connection); then it is told."""
OUR_FAULT = gettext_noop("办理时系统出错，没有改动任何内容，已记录。请稍后再试。")
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Noun:
    """How a noun confirms, takes back and looks at an import (`look`: what is kept of it)."""

    confirm: Act
    undo: Act
    look: Callable[[StagedImport], Json]


def carry_out(duty: Duty, noun: Noun) -> None:
    """Do what the import waits for at the duty's version; nothing when it has moved on."""
    key, version = int(duty.ids["import_id"] or 0), int(duty.ids["version"] or 0)
    row = StagedImport.objects.defer(*HEAVY).filter(pk=key, version=version).first()
    if row is None or row.state not in (*MOVING, *LOOKED_AT):
        return
    with translation.override(row.asked.get("language") or settings.LANGUAGE_CODE):
        try:
            _act(row, noun)
        except DomainError as refusal:
            _told(row, message_of(refusal))
        except Exception:
            if duty.attempts < TRIES:
                raise
            log.exception("import %s: %s failed", row.pk, row.state)
            _told(row, _(OUR_FAULT))


def _told(row: StagedImport, sentence: str) -> None:
    tell = turn_back if row.state in MOVING else give_up
    tell(row.pk, row.version, sentence)


def _act(row: StagedImport, noun: Noun) -> None:
    """A look, or the very service a page would call: it checks post, sight, version and doubts."""
    if row.state in LOOKED_AT:
        with transaction.atomic():
            keep(row.pk, row.version, noun.look(row))
        return
    who, asked = _actor(row.asked), row.asked
    if asked["act"] == "undo":
        noun.undo(who, row.pk, reason=asked["reason"], expected=row.version)
    else:
        noun.confirm(who, row.pk, expected=row.version)


def _actor(asked: Mapping[str, Any]) -> Actor:
    """Who asked, with the post and scope of today."""
    held = Holding.objects.filter(
        user_id=asked["person_id"], post_id=asked["post_id"], user__is_active=True
    )
    holding = ready_to_act(held, clock.today()).first()
    if holding is None:
        raise NotAllowed(_("提出这次办理的人已不在原岗位，没有改动任何内容。请由现任人员再办。"))
    return actor_of(holding, str(asked.get("address") or ""))
