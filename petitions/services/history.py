"""Petitions of years past as an old table has them: outcome at once, visibly imported, silent.

Nobody is told and no clock runs. What the table does not say (a verdict, a next date) stays unsaid.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from petitions.models import OUTCOME, Petition, PetitionBatch
from petitions.workflow import CLOSURE_NAMES
from rectify.core.copying import copy_in
from rectify.core.errors import Invalid
from rectify.core.who import Who
from rectify.journal import services as journal
from rectify.journal.models import Event

STATE_OF = {
    "": "answering",
    "done": "closed",
    "transferred": "closed",
    "staged": "stage_closed",
    "not_done": "ongoing",
}
"""Closure as the table says it → state it is loaded in."""


@dataclass(frozen=True)
class PastPetition:
    """One row of the table. `closure` is a key of `CLOSURE_NAMES` or empty; `outcome` maps columns
    of `OUTCOME` to numbers, money in yuan."""

    number: str
    text: str
    closure: str = ""
    verdict: str = ""
    closed_on: date | None = None
    division: str | None = None
    outcome: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def load_petitions(who: Who, batch: PetitionBatch, rows: Sequence[PastPetition]) -> list[Petition]:
    """Write the rows into a batch, all or nothing; raises `Invalid` with the number."""
    for row in rows:
        _check(row)
    petitions = [_petition(batch, n, row) for n, row in enumerate(rows, 1)]
    copy_in(Petition, petitions)
    copy_in(Event, [_event(who, petition) for petition in petitions])
    detail = {"batch": batch.pk, "petitions": len(petitions)}
    noun = journal.noun_of(batch)
    journal.audit(who, "petitions.history.load", noun=noun, object_id=batch.pk, detail=detail)
    return petitions


def _check(row: PastPetition) -> None:
    if row.closure and row.closure not in CLOSURE_NAMES:
        message = _("“%(number)s”的办结情况“%(word)s”读不懂，请改正。")
        raise Invalid(message % {"number": row.number, "word": row.closure}, closure=_("未知"))
    if (STATE_OF.get(row.closure) == "closed") != (row.closed_on is not None):
        message = _("“%(number)s”的办结情况与办结日期不一致，请核对。")
        raise Invalid(message % {"number": row.number}, closed_on=_("不一致"))
    if unknown := sorted(set(row.outcome) - set(OUTCOME)):
        raise Invalid(_("没有“%(name)s”这一列。") % {"name": unknown[0]}, outcome=_("未知"))


def _petition(batch: PetitionBatch, n: int, row: PastPetition) -> Petition:
    return Petition(
        batch=batch,
        round_id=batch.round_id,
        owner_id=batch.division_id,
        division_id=row.division,
        position=n,
        number=row.number,
        key=row.number or f"{batch.number}#{n}",
        key_is_low=not row.number,
        text=row.text,
        state=STATE_OF[row.closure],
        verdict=row.verdict,
        derived_verdict=row.verdict,
        closure=row.closure,
        closed_on=row.closed_on,
        imported=True,
        version=1,
        **row.outcome,
    )


def _event(who: Who, petition: Petition) -> Event:
    return Event(
        noun=journal.noun_of(petition),
        object_id=petition.pk,
        number=1,
        action="import",
        data={"state": ["", petition.state], "imported": True},
        **journal.acted(who),
    )
