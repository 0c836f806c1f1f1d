"""Takes an import of petitions back whole, while nobody has worked on what it wrote."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from issues.services.fetch import lock_all
from petitions.importing.drafts import Json
from petitions.models import Petition, PetitionBatch, PetitionItem, PublishedPetition
from rectify.accounts.scope import Actor
from rectify.core.errors import WrongState
from rectify.exchange.models import STANDING, StagedImport
from rectify.journal import services as journal

DATES = ("next_due_on", "due_on", "county_due_on", "open_due_on")


def hindrance(staged: StagedImport) -> str:
    """Why it can no longer be undone; empty while it can."""
    if staged.state not in STANDING:
        return _("这次导入没有写入，或已经撤销，不能再撤销。")
    versions: Mapping[str, int] = staged.made["petitions"]
    rows = Petition.objects.filter(pk__in=[int(key) for key in versions])
    now = dict(rows.values_list("pk", "version"))
    moved = [int(key) for key, version in versions.items() if now.get(int(key)) != version]
    if moved:
        names = [row.label for row in rows.filter(pk__in=moved).select_related("batch")[:5]]
        words = _("导入之后已有人办理%(names)s，不能再撤销。")
        return words % {"names": "、".join(names) or _("其中的信访件")}
    if PublishedPetition.objects.filter(petition_id__in=now).exists():
        return _("其中有信访件已经公开，不能再撤销。")
    return ""


def put_back(who: Actor, staged: StagedImport) -> None:
    """Restore what was changed, delete what was new; raises `WrongState` when it is too late."""
    made: Json = staged.made
    ids = [int(key) for key in made["petitions"]]
    batch = PetitionBatch.objects.select_for_update(no_key=True).filter(pk=made["batch"]).first()
    lock_all(Petition.objects.filter(pk__in=ids))
    if reason := hindrance(staged):
        raise WrongState(reason)
    for key, before in made["before"].items():
        _restore(who, Petition.objects.get(pk=int(key)), dict(before))
    new = [pk for pk in ids if str(pk) not in made["before"]]
    Petition.objects.filter(pk__in=new).delete()
    if batch is not None:
        _batch(who, staged, batch)


def _restore(who: Actor, row: Petition, before: Json) -> None:
    items = before.pop("items")
    row.save_version(**from_json(before))
    journal.record(who, row, "undo_import")
    row.items.all().delete()
    PetitionItem.objects.bulk_create(
        PetitionItem(petition=row, number=n, **values) for n, values in enumerate(items, 1)
    )


def _batch(who: Actor, staged: StagedImport, batch: PetitionBatch) -> None:
    """A batch this import made, and nobody filled since, goes with it."""
    if staged.made["batch_created"] and not batch.petitions.exists():
        batch.delete()
        return
    journal.record(who, batch.save_version(), "undo_import", data={"import": staged.pk})


def from_json(values: Mapping[str, Any]) -> dict[str, Any]:
    """Column values from JSON: dates and money become themselves again."""
    found = dict(values)
    for name in DATES:
        found[name] = date.fromisoformat(values[name]) if values[name] else None
    fine = values["fine_yuan"]
    found["fine_yuan"] = None if fine is None else Decimal(str(fine))
    return found
