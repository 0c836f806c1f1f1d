"""What a desk does with a petition file: hand it in, settle doubts, correct, confirm, undo."""

from datetime import date

from django.utils.translation import gettext as _

from issues.models import Round
from petitions.importing.answers import edited, settle
from petitions.importing.drafts import Json
from petitions.importing.looking import Look, look_at
from petitions.importing.preview import Preview, preview
from petitions.importing.undoing import put_back
from petitions.importing.writing import Writer
from petitions.services.batches import own_round
from rectify.accounts.scope import Actor
from rectify.core.errors import Invalid, Missing, NeedsUnmet
from rectify.core.versioned import check_version
from rectify.exchange import receiving
from rectify.exchange import services as exchange
from rectify.exchange.answering import check_seen, doubt_of, keep_answer
from rectify.exchange.doubts import check_settled
from rectify.exchange.models import READY, StagedImport
from rectify.exchange.receiving import Target, Upload
from rectify.journal.services import service

KIND = "petitions"


def target_of(
    who: Actor, round: Round, *, batch: int | None = None, handed_on: date | None = None
) -> Target:
    """Where a file's rows go: a batch of the desk's own round; raises as `own_round`."""
    own_round(who, round.pk)
    words: Json = {
        "round": round.pk,
        "round_code": round.code,
        "round_name": round.name,
        "batch": batch,
        "handed_on": handed_on.isoformat() if handed_on else None,
        "title": _("第%(n)d批") % {"n": batch} if batch else "",
    }
    return Target(f"round#{round.pk}/petitions/{batch or ''}", words)


def upload_petitions(
    who: Actor, upload: Upload, target: Target, *, again: bool = False
) -> tuple[StagedImport, bool]:
    """Hand in a file; `False` beside the import when it was handed in before."""
    if not upload.data.strip():
        raise Invalid(_("请选择文件，或粘贴清单文字。"), file=_("必填"))
    return receiving.receive(who, kind=KIND, upload=upload, target=target, again=again)


@service("petitions.import.answer")
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
    staged = _locked(who, import_id, expected)
    check_seen(who, staged, doubt_id, seen)
    doubt = doubt_of(_looked(staged).doubts, doubt_id)
    return keep_answer(who, staged, doubt.id, settle(doubt, sent, staged.division_code))


@service("petitions.import.correct")
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
    staged = _locked(who, import_id, expected)
    check_seen(who, staged, f"{row_key}-{field}", seen)
    if not any(line.key == row_key for line in _looked(staged).lines):
        raise Missing()
    return keep_answer(who, staged, f"{row_key}-{field}", edited(field, value))


@service("petitions.import.take_back")
def take_back(
    who: Actor, import_id: int, answer_id: str, *, expected: int | None = None
) -> StagedImport:
    """Take an answer or a correction back: the reading of the file stands again."""
    staged = _locked(who, import_id, expected)
    if answer_id not in staged.answers:
        raise Missing()
    return keep_answer(who, staged, answer_id, None)


@service("petitions.import.confirm")
def confirm(who: Actor, import_id: int, *, expected: int | None = None) -> StagedImport:
    """Write everything or nothing; a second click gets the same receipt.

    Raises `NeedsUnmet` while doubts are open, naming how many.
    """
    staged = _locked(who, import_id)
    if staged.state == "confirmed":
        return staged
    check_version(staged, expected)
    # Two files for the same batch at once: the second waits here, then meets the first's rows.
    Round.objects.select_for_update(no_key=True).get(pk=staged.target["round"])
    look = _whole(staged)
    _check(look)
    made = Writer(who, look).write()
    return exchange.close(who, staged, summary=look.counts, made=made)


@service("petitions.import.undo")
def undo(who: Actor, import_id: int, *, reason: str, expected: int | None = None) -> StagedImport:
    """Take the import back whole, while nobody has worked on its rows."""
    staged = _locked(who, import_id)
    if staged.state == "undone":
        return staged
    check_version(staged, expected)
    reason = exchange.reason_given(reason)
    put_back(who, staged)
    return exchange.reopen(who, staged, reason)


def _locked(who: Actor, import_id: int, expected: int | None = None) -> StagedImport:
    staged = exchange.locked(who, import_id, expected)
    if staged.kind != KIND:
        raise Missing()
    own_round(who, staged.target["round"])
    return staged


def _looked(staged: StagedImport) -> Look:
    exchange.check_state(staged, ("preview",))
    return look_at(staged)


def _whole(staged: StagedImport) -> Preview:
    """Every row as it stands now: nothing is written on an older look."""
    exchange.check_state(staged, READY)
    return preview(staged)


def _check(look: Preview) -> None:
    check_settled(look.open)
    if not look.drafts:
        raise NeedsUnmet(_("文件里没有读出信访件。请换一份文件，或粘贴清单文字。"))
