"""What an office does with a plan that was read: settle doubts, correct, confirm, undo."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from issues.importing.answers import Frame, edited, settle
from issues.importing.drafts import Draft, Json
from issues.importing.kinds import put_back, write
from issues.importing.looking import Look, look_at, whole
from issues.importing.preview import Preview
from issues.models import Round
from issues.services.fetch import locked_plan
from rectify.accounts.scope import Actor
from rectify.core.errors import Missing, NeedsUnmet, WrongState
from rectify.core.versioned import check_version
from rectify.exchange import services as exchange
from rectify.exchange.answering import check_seen, doubt_of, keep_answer
from rectify.exchange.doubts import check_settled
from rectify.exchange.models import READY, STANDING, StagedImport
from rectify.journal.services import service
from rectify.regions.services import remember


@service("issues.import.answer")
def answer(
    who: Actor,
    import_id: int,
    doubt_id: str,
    sent: Json,
    *,
    expected: int | None = None,
    seen: str | None = None,
) -> StagedImport:
    """Settle one doubt; `seen` is the stamp of the answer the person was looking at.

    Raises `Missing` when there is no such doubt, `Invalid` for no answer, `Stale` when somebody
    else answered meanwhile.
    """
    staged = exchange.locked(who, import_id, expected)
    check_seen(who, staged, doubt_id, seen)
    look = _looked(staged)
    doubt = doubt_of(look.doubts, doubt_id)
    draft = _row(look, doubt.row)
    value = settle(doubt, sent, _frame(staged, draft.row))
    return keep_answer(who, staged, doubt.id, value)


@service("issues.import.correct")
def correct(
    who: Actor,
    import_id: int,
    row_key: str,
    field: str,
    value: str,
    *,
    expected: int | None = None,
    seen: str | None = None,
) -> StagedImport:
    """Rewrite one field of one row in place; what the file says stays beside it. Raises as
    `answer`."""
    staged = exchange.locked(who, import_id, expected)
    check_seen(who, staged, f"{row_key}-{field}", seen)
    draft = _row(_looked(staged), row_key)
    kept = edited(field, value, _frame(staged, draft.row))
    return keep_answer(who, staged, f"{row_key}-{field}", kept)


@service("issues.import.take_back")
def take_back(
    who: Actor, import_id: int, answer_id: str, *, expected: int | None = None
) -> StagedImport:
    """Take an answer or a correction back: the reading of the file stands again."""
    staged = exchange.locked(who, import_id, expected)
    if answer_id not in staged.answers:
        raise Missing()
    return keep_answer(who, staged, answer_id, None)


@service("issues.import.confirm")
def confirm(who: Actor, import_id: int, *, expected: int | None = None) -> StagedImport:
    """Write everything or nothing; a second click gets the same receipt.

    Raises `NeedsUnmet` while doubts are open, naming how many.
    """
    staged = exchange.locked(who, import_id)
    if staged.state == "confirmed":
        return staged
    check_version(staged, expected)
    round_id = staged.target["round"]
    # Two files for the same new plan at once: the second waits here, then meets the first's plan.
    Round.objects.select_for_update(no_key=True).get(pk=round_id)
    look = _whole(staged)
    if look.plan is not None:
        locked_plan(who, look.plan.pk)
        look = _whole(staged)
    _check(look)
    made = write(who, look)
    _teach(who, look)
    return exchange.close(who, staged, summary=look.counts, made=made)


@service("issues.import.undo")
def undo(who: Actor, import_id: int, *, reason: str, expected: int | None = None) -> StagedImport:
    """Take the import back whole, while nobody has worked on its rows."""
    staged = exchange.locked(who, import_id)
    if staged.state == "undone":
        return staged
    check_version(staged, expected)
    if staged.state not in STANDING:
        raise WrongState(_("这次导入没有写入，不需要撤销。"))
    reason = exchange.reason_given(reason)
    plan = locked_plan(who, staged.made["plan"])
    put_back(who, staged, plan)
    return exchange.reopen(who, staged, reason)


def _looked(staged: StagedImport) -> Look:
    exchange.check_state(staged, ("preview",))
    return look_at(staged)


def _row(look: Look, key: str) -> Draft:
    """One row; raises `Missing`."""
    found = next((d for d in look.part([key]).drafts if d.key == key), None)
    if found is None:
        raise Missing()
    return found


def _whole(staged: StagedImport) -> Preview:
    """Every row as it stands now: nothing is written on an older look."""
    exchange.check_state(staged, READY)
    return whole(staged)


def _check(look: Preview) -> None:
    check_settled(look.open)
    if look.hindrance:
        raise NeedsUnmet(look.hindrance, needs=[look.hindrance])


def _teach(who: Actor, look: Preview) -> None:
    """Names a person wants remembered beyond this plan."""
    for doubt in look.doubts:
        kept = look.staged.answers.get(doubt.id, {})
        if doubt.kind == "unit" and kept.get("remember") == "division":
            for unit in kept["units"]:
                remember(who, look.staged.division_code, doubt.raw, unit)


def _frame(staged: StagedImport, row: Mapping[str, Any]) -> Frame:
    document = staged.document
    told = staged.target.get("on") or document.get("dated_on")
    return Frame(
        staged.division_code,
        staged.target.get("year") or document.get("year"),
        date.fromisoformat(told) if told else None,
        dict(row.get("deadline") or {}),
    )
