"""Confirming and undoing as persons ask for it: at once where it is quick, else by a worker.

Of a large import the request only notes who asked for what: `writing`, `undoing`. A worker does it
for that very person (`rectify.exchange.carrying`), and turns it back with a sentence when the
service refuses.
"""

from collections.abc import Callable
from typing import Any

from django.db import OperationalError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from rectify.accounts.scope import Actor
from rectify.core import clock
from rectify.core.errors import WrongState
from rectify.core.versioned import check_version
from rectify.core.who import SYSTEM
from rectify.exchange import work
from rectify.exchange.doubts import check_settled
from rectify.exchange.index import Index
from rectify.exchange.models import MOVING, StagedImport
from rectify.exchange.services import HEAVY, check_state, locked, reason_given
from rectify.journal import services as journal
from rectify.journal.services import service

MOVES = {"confirm": ("preview", "writing", "confirmed"), "undo": ("confirmed", "undoing", "undone")}
"""The state an act starts from, the one it waits in, the one it ends in."""
BACK = {moving: before for before, moving, _after in MOVES.values()}
LONGEST = 2000


Act = Callable[..., StagedImport]
"""`confirm` or `undo` of a noun's services."""


def confirm(
    who: Actor, import_id: int, at_once: Act, *, expected: int | None = None
) -> StagedImport:
    """Write it, or leave it `writing` for a worker; raises as the noun's own `confirm`."""
    if not _large(who, import_id):
        return at_once(who, import_id, expected=expected)
    return _ask(who, import_id, "confirm", expected=expected)


def undo(
    who: Actor, import_id: int, at_once: Act, *, reason: str, expected: int | None = None
) -> StagedImport:
    """Take it back, or leave it `undoing` for a worker; raises as the noun's own `undo`."""
    if not _large(who, import_id):
        return at_once(who, import_id, reason=reason, expected=expected)
    return _ask(who, import_id, "undo", expected=expected, reason=reason_given(reason))


def _large(who: Actor, import_id: int) -> bool:
    rows = StagedImport.objects.visible_to(who.scope).only("row_count")
    row = rows.filter(pk=import_id).first()
    return row is not None and row.large


@service("exchange.import.ask")
def _ask(
    who: Actor, import_id: int, act: str, *, expected: int | None, reason: str = ""
) -> StagedImport:
    """A second click finds what the first one asked for.

    Doubts that the pages show as open are refused at once; the worker looks at every row again.
    """
    before, moving, after = MOVES[act]
    rows = StagedImport.objects.visible_to(who.scope).defer(*HEAVY)
    if asked := rows.filter(pk=import_id, state__in=(moving, after)).first():
        return asked  # not locked: the worker holds it while it writes
    row = locked(who, import_id)
    if row.state in (moving, after):
        return row
    check_version(row, expected)
    check_state(row, (before,))
    if act == "confirm":
        check_settled(Index(row).open)
    row.save_version(state=moving, asked=_asked(who, act, reason), turned_back="")
    journal.record(who, row, f"ask_{act}", reason=reason)
    work.owe(row)
    return row


def _asked(who: Actor, act: str, reason: str) -> dict[str, Any]:
    """Enough to act for this person again, if he still holds the post by then."""
    return {
        "act": act,
        "reason": reason,
        "person_id": who.person_id,
        "post_id": who.post_id,
        "address": who.address,
        "language": translation.get_language(),
        "at": clock.now().isoformat(),
    }


def turn_back(import_id: int, version: int, sentence: str) -> None:
    """A worker could not do what was asked: as it was before, with the sentence to show."""
    with transaction.atomic():
        rows = StagedImport.objects.select_for_update(no_key=True).defer(*HEAVY)
        row = rows.filter(pk=import_id, version=version, state__in=MOVING).first()
        if row is not None:
            _back(row, turned_back=sentence[:LONGEST])
            journal.record(SYSTEM, row, "turn_back", reason=sentence)


@service("exchange.import.recall")
def recall(who: Actor, import_id: int) -> StagedImport:
    """Give up waiting for a worker; raises `WrongState` while one is at work on it."""
    seen = StagedImport.objects.visible_to(who.scope).filter(pk=import_id)
    try:
        list(
            StagedImport.objects.select_for_update(nowait=True, no_key=True)
            .filter(pk__in=seen)
            .only("pk")
        )
    except OperationalError:
        raise WrongState(_("正在办理，不能收回。请稍候，办完自动显示结果。")) from None
    row = locked(who, import_id)
    if row.state not in MOVING:
        return row
    journal.record(who, _back(row), "recall")
    return row


def _back(row: StagedImport, **more: Any) -> StagedImport:
    """As it was before it was asked for; a preview is looked at again."""
    spoken = {"language": row.asked.get("language")}
    row.save_version(state=BACK[row.state], asked=spoken, **more)
    if row.state == "preview":
        work.owe(row)
    return row
