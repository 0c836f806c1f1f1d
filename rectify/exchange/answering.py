"""What persons say about the readings of a staged import: laid over the rows, one by one."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from rectify.accounts.scope import Actor
from rectify.core import clock
from rectify.core.errors import Missing, Stale, WrongState
from rectify.exchange import work
from rectify.exchange.doubts import Doubt
from rectify.exchange.models import StagedImport
from rectify.journal import services as journal


def keep_answer(
    who: Actor, row: StagedImport, answer_id: str, value: dict[str, Any] | None
) -> StagedImport:
    """Lay one answer over the rows, or take it back with `None`; on a locked preview only."""
    if row.state != "preview":
        raise WrongState(_("只有待确认的导入可以修改，请刷新后再看。"))
    answers = {key: kept for key, kept in row.answers.items() if key != answer_id}
    if value is not None:
        signed = {"by": who.person, "unit": who.unit, "at": clock.now().isoformat()}
        answers[answer_id] = {**json.loads(json.dumps(value)), **signed}
    spoken = {"language": translation.get_language()}
    row.save_version(answers=answers, asked=spoken, turned_back="")
    journal.record(who, row, "answer" if value is not None else "take_back", data={"id": answer_id})
    work.owe(row)
    return row


def doubt_of(doubts: Iterable[Doubt], doubt_id: str) -> Doubt:
    """The one of this id; raises `Missing` when there is none any more."""
    found = next((doubt for doubt in doubts if doubt.id == doubt_id), None)
    if found is None:
        raise Missing(_("这处存疑已经不在了，请刷新后再看。"))
    return found


def check_seen(who: Actor, staged: StagedImport, doubt_id: str, seen: str | None) -> None:
    """Two persons on one doubt: the second is told who was quicker, nothing is overwritten."""
    kept = staged.answers.get(doubt_id, {})
    if seen is None or kept.get("at", "") == seen or kept.get("by") == who.person:
        return
    raise Stale(
        _("这一处刚刚由%(by)s确认，您的答复没有写入。请刷新后再看。")
        % {"by": kept.get("by", _("别人"))},
        who=kept.get("by", ""),
        at=datetime.fromisoformat(kept["at"]) if "at" in kept else None,
        what=_("确认这一处"),
    )
