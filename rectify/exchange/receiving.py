"""A file on its way in: judged and kept while the person waits, then parsed by a worker."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import translation

from rectify.accounts.scope import Actor
from rectify.core.errors import Invalid, NotAllowed
from rectify.core.who import SYSTEM
from rectify.exchange import limited, sql, storage, work
from rectify.exchange.models import OPEN_STATES, STANDING, StagedImport
from rectify.exchange.parsed import Parsed
from rectify.exchange.readers.errors import UnreadableFile
from rectify.exchange.readers.guard import judge
from rectify.exchange.readers.values import Problem
from rectify.exchange.services import HEAVY, KEEPERS, NOT_YOURS, look_again
from rectify.exchange.staging import problem_json
from rectify.journal import outbox
from rectify.journal import services as journal
from rectify.journal.services import service

READ = "exchange.read"
"""The outbox kind of a file waiting to be parsed."""
KEPT_STATES = (*OPEN_STATES, *STANDING)
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
