"""A staged import's way: received, read, answered, confirmed, undone. What its rows mean is the
noun's business: the noun calls these from its own services."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from rectify.accounts.scope import Actor
from rectify.core import clock
from rectify.core.errors import Invalid, Missing, NotAllowed, WrongState
from rectify.core.versioned import check_version
from rectify.core.who import SYSTEM
from rectify.exchange import limited, sql, storage, work
from rectify.exchange.models import OPEN_STATES, STANDING, StagedImport
from rectify.exchange.parsed import Parsed
from rectify.exchange.readers.errors import UnreadableFile
from rectify.exchange.readers.guard import judge
from rectify.exchange.readers.values import Problem
from rectify.exchange.staging import problem_json
from rectify.journal import outbox
from rectify.journal import services as journal
from rectify.journal.services import service

NOT_YOURS = "导入由编制方案的整改办办理，您的岗位不能办理。"
KEEPERS = {
    "plan": ("office",),
    "ledger": ("office",),
    "petitions": ("office", "petition_desk"),
}
"""Posts that import each kind."""
READ = "exchange.read"
"""The outbox kind of a file waiting to be parsed."""
KEPT = timedelta(days=30)
"""How long a discarded import can be taken up again."""
KEPT_STATES = (*OPEN_STATES, *STANDING)
HEAVY = ("rows", "pieces", "look", "faults")
"""Columns of an import that are megabytes: loaded when they are looked at."""
Parse = Callable[[limited.Asked], Parsed]


@dataclass(frozen=True)
class Upload:
    """What a person sent: a file with its name, or pasted words with an empty name."""

    data: bytes
    name: str = ""

    @property
    def filename(self) -> str:
        """The name readers judge by; pasted words are a text file."""
        return self.name or "text.txt"


@dataclass(frozen=True)
class Target:
    """What the rows are for: the noun's own words, and one string equal for equal targets."""

    key: str
    words: dict[str, Any]


@service("exchange.import.receive")
def receive(
    who: Actor, *, kind: str, upload: Upload, target: Target, again: bool = False
) -> tuple[StagedImport, bool]:
    """Keep the upload and owe its reading; `(import, True)`, or the earlier one and `False`.

    The same bytes for the same target are offered as the import they already are; `again` stages
    anew what was already confirmed. Raises `Invalid` for a file that cannot be read.
    """
    if who.role not in KEEPERS[kind]:
        raise NotAllowed(NOT_YOURS)
    try:
        judge(upload.data, upload.filename)
    except UnreadableFile as refusal:
        raise Invalid(refusal.message, file=refusal.message) from None
    digest = hashlib.sha256(upload.data).hexdigest()
    same = StagedImport.objects.filter(
        division_code=who.division, kind=kind, sha256=digest, target_key=target.key
    ).filter(state__in=OPEN_STATES if again else KEPT_STATES)
    if earlier := same.defer(*HEAVY).first():
        return look_again(who, earlier.pk) if earlier.state == "preview" else earlier, False
    try:
        with transaction.atomic(), storage.kept(upload.data) as name:
            return _stage(who, kind, upload, target, digest, name), True
    except IntegrityError:  # two clicks at once: the other one is in
        return same.get(), False


def _stage(
    who: Actor, kind: str, upload: Upload, target: Target, digest: str, name: str
) -> StagedImport:
    row = StagedImport.objects.create(
        kind=kind,
        division_code=who.division,
        target=target.words,
        target_key=target.key,
        file_name=upload.name[:200],
        stored_name=name,
        sha256=digest,
        size=len(upload.data),
        asked={"language": translation.get_language()},
        **journal.acted(who),
    )
    journal.record(who, row.save_version(), "receive", data={"sha256": digest})
    outbox.put(READ, f"{READ}:{row.pk}", import_id=row.pk)
    return row


def read(import_id: int, parse: Parse = limited.parse) -> StagedImport:
    """Parse the file and show it as a preview, or say why not; once read, repeating does nothing.

    A large one stays `reading` until a worker has looked at it (`looks.keep`). The parsing holds no
    transaction: it may take a minute.
    """
    row = StagedImport.objects.defer(*HEAVY).get(pk=import_id)
    if row.state != "reading" or row.row_count:
        return row
    try:
        found: Parsed | UnreadableFile = parse(_asked(row))
    except UnreadableFile as refusal:
        found = refusal
    with transaction.atomic():
        row = StagedImport.objects.select_for_update(no_key=True).defer(*HEAVY).get(pk=import_id)
        if row.state == "reading" and not row.row_count:
            _settle(row, found)
    _let_go(row, found)
    return StagedImport.objects.defer(*HEAVY).get(pk=import_id)


def _let_go(row: StagedImport, found: Parsed | UnreadableFile) -> None:
    """A petition file with words about persons, or one nobody can look into, is not kept."""
    personal = isinstance(found, Parsed) and found.personal
    if row.kind == "petitions" and (personal or row.state == "unreadable"):
        storage.drop(row.stored_name)


def _asked(row: StagedImport) -> limited.Asked:
    target = row.target
    return limited.Asked(
        storage.path_of(row.stored_name),
        row.kind,
        row.file_name or "text.txt",
        target.get("year"),
        target.get("on"),
    )


def _settle(row: StagedImport, found: Parsed | UnreadableFile) -> None:
    if isinstance(found, Parsed):
        row.row_count = found.count
        row.save_version(
            state="reading" if row.large else "preview",  # a worker looks at a large one first
            problems=found.problems,
            document=found.document,
            row_count=found.count,
        )
        sql.keep_document(row.pk, found.rows, found.pieces)
        work.owe(row)
    else:
        said = Problem(found.place or "", found.template, found.values)
        row.save_version(state="unreadable", problems=[problem_json(said)])
    count = found.count if isinstance(found, Parsed) else 0
    journal.record(SYSTEM, row, "read", data={"rows": count, "state": row.state})


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
