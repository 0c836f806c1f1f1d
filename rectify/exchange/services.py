"""The states of a staged import: held for a change, closed with a receipt, reopened, given up.

What its rows mean is the noun's business: the noun calls these from its own services.
"""

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from rectify.accounts.scope import Actor
from rectify.core import clock
from rectify.core.errors import Invalid, Missing, NotAllowed, WrongState
from rectify.core.versioned import check_version
from rectify.exchange import storage, work
from rectify.exchange.models import OPEN_STATES, STANDING, StagedImport
from rectify.journal import services as journal
from rectify.journal.services import service

NOT_YOURS = "导入由编制方案的整改办办理，您的岗位不能办理。"
KEEPERS = {
    "plan": ("office",),
    "ledger": ("office",),
    "petitions": ("office", "petition_desk"),
}
"""Posts that import each kind."""
KEPT = timedelta(days=30)
"""How long a discarded import can be taken up again."""
HEAVY = ("rows", "pieces", "look", "faults")
"""Columns of an import that are megabytes: loaded when they are looked at."""


def locked(who: Actor, import_id: int, expected: int | None = None) -> StagedImport:
    """The import, locked; raises `Missing` out of sight, `NotAllowed` for another post's work,
    `Stale` when it has moved on."""
    seen = StagedImport.objects.visible_to(who.scope).filter(pk=import_id)
    rows = StagedImport.objects.select_for_update(no_key=True).defer(*HEAVY)
    row = rows.filter(pk__in=seen.values("pk")).first()
    if row is None:
        raise Missing()
    if who.role not in KEEPERS[row.kind] or who.division != row.division_code:
        raise NotAllowed(NOT_YOURS)
    check_version(row, expected)
    return row


def check_state(row: StagedImport, states: Collection[str]) -> None:
    """Raises `WrongState` for an import that is not read yet, or is over."""
    if row.state not in states:
        raise WrongState(_("这次导入还没有读完，或已经办结，请刷新后再看。"))


def reason_given(reason: str) -> str:
    """Why an import is taken back; raises `Invalid` for nothing."""
    if not reason.strip():
        raise Invalid(_("请写明撤销的理由。"), reason=_("必填"))
    return reason.strip()


@service("exchange.import.look_again")
def look_again(who: Actor, import_id: int) -> StagedImport:
    """Have a worker look anew at a large preview: what it is compared with may have changed. A
    small one is looked at anew whenever it is shown."""
    row = locked(who, import_id)
    if row.state == "preview" and row.large:
        row.save_version(asked={"language": translation.get_language()})
        journal.record(who, row, "look_again")
        work.owe(row)
    return row


def close(
    who: Actor, row: StagedImport, *, summary: dict[str, int], made: dict[str, Any]
) -> StagedImport:
    """The rows are in: number the receipt. The noun wrote them in this same transaction."""
    row.save_version(
        state="confirmed",
        summary=summary,
        made=made,
        look={},
        faults=[],
        asked={},
        turned_back="",
        receipt=f"DR{clock.today():%Y%m%d}-{row.pk:05d}",
        confirmed_at=clock.now(),
        confirmed_by=f"{who.unit} {who.person}".strip(),
    )
    journal.record(who, row, "confirm", data={**summary, "sha256": row.sha256})
    return row


def reopen(who: Actor, row: StagedImport, reason: str) -> StagedImport:
    """The noun has put everything back: the receipt stays, marked undone."""
    if row.state not in STANDING:
        raise WrongState(_("这次导入没有写入，或已经撤销，不能再撤销。"))
    row.save_version(state="undone", asked={}, turned_back="")
    journal.record(who, row, "undo", reason=reason)
    return row


@service("exchange.import.discard")
def discard(who: Actor, import_id: int, *, expected: int | None = None) -> StagedImport:
    """放弃 a preview nobody wants, or a file that could not be read; kept for thirty days."""
    row = locked(who, import_id)
    if row.state == "discarded":
        return row
    check_version(row, expected)
    if row.state not in ("preview", "unreadable"):
        raise WrongState(_("只有待确认的导入可以放弃；已导入的请整批撤销。"))
    row.save_version(state="discarded", discarded_at=clock.now())
    journal.record(who, row, "discard")
    return row


@service("exchange.import.restore")
def restore(who: Actor, import_id: int) -> StagedImport:
    """Take a discarded preview up again; refused when the same file is being looked at anew."""
    row = locked(who, import_id)
    if row.state != "discarded" or not (row.row_count or row.rows):
        raise WrongState(_("这次导入不能恢复，请重新上传文件。"))
    same = StagedImport.objects.filter(
        division_code=row.division_code,
        kind=row.kind,
        sha256=row.sha256,
        target_key=row.target_key,
        state__in=OPEN_STATES,
    )
    if same.exists():
        raise WrongState(_("同一份文件已经重新上传，请办理新的那一份。"))
    row.save_version(state="preview", discarded_at=None)
    journal.record(who, row, "restore")
    work.owe(row)
    return row


def tidy() -> dict[str, int]:
    """Forget what was discarded, or could not be read, thirty days ago; and files no row knows."""
    edge = clock.now() - KEPT
    gone = StagedImport.objects.filter(
        Q(state="discarded", discarded_at__lt=edge) | Q(state="unreadable", at__lt=edge)
    )
    names = list(gone.values_list("stored_name", flat=True))
    gone.delete()
    for name in names:
        storage.drop(name)
    known = set(StagedImport.objects.values_list("stored_name", flat=True))
    return {"forgotten": len(names), "orphans": storage.sweep(known)}
