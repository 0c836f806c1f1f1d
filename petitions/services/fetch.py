"""Fetch through sight, lock, compare the version seen: the first half of every change.

The order of locks is told in `issues.services.fetch`; a batch comes before its petitions.
"""

from django.db.models import QuerySet

from issues.models import Round
from petitions.deadlines import return_until
from petitions.models import Petition, PetitionBatch, PetitionReply, PetitionRules
from petitions.workflow import MOVES, PetitionFacts
from rectify.accounts.scope import Actor
from rectify.core import clock
from rectify.core.fetching import one_of
from rectify.core.moves import Move
from rectify.core.versioned import check_version

DESK_ROLES = ("office", "petition_desk")
"""Posts that keep a division's petitions (整改办, 信访件专班)."""
ANSWERING_ROLES = ("staff", "office")


def locked_petition(who: Actor, petition_id: int, expected: int | None = None) -> Petition:
    """The petition, locked; raises `Missing` when not in sight, `Stale` when it has moved on."""
    seen = Petition.objects.visible_to(who.scope).filter(pk=petition_id)
    petition = one_of(to_lock(), pk__in=seen.values("pk"))
    check_version(petition, expected)
    return petition


def to_lock() -> "QuerySet[Petition]":
    """Petitions with what services look at; the caller says which, and the query locks them."""
    rows = Petition.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("batch", "round__kind", "owner", "division").order_by("pk")


def locked_batch(who: Actor, batch_id: int, expected: int | None = None) -> PetitionBatch:
    """The batch, locked; raises as `locked_petition`."""
    seen = PetitionBatch.objects.visible_to(who.scope).filter(pk=batch_id)
    rows = PetitionBatch.objects.select_for_update(of=("self",), no_key=True)
    batch = one_of(rows.select_related("round__kind", "division"), pk__in=seen.values("pk"))
    check_version(batch, expected)
    return batch


def rules_of(round: Round) -> PetitionRules:
    """The round's own rules, else the usual ones (not stored until somebody changes them)."""
    return PetitionRules.objects.filter(round=round).first() or PetitionRules(round=round)


def check_move(who: Actor, petition: Petition, action: str) -> Move:
    """The row of the table for this person now; raises as `MoveTable.check`."""
    return MOVES.check(petition.state, action, parts_of(who, petition), facts_of(who, petition))


def parts_of(who: Actor, petition: Petition) -> set[str]:
    """The roles this person plays in this petition.

    Where the owning desk keeps it at its own level, only the assigned units answer: the desk
    would else review its own words.
    """
    parts: set[str] = set()
    if who.role in DESK_ROLES and who.division == petition.owner_id:
        parts.add("desk")
    elif who.role in DESK_ROLES and who.division == petition.division_id:
        parts.add("county")
    if who.role in ANSWERING_ROLES:
        rows = petition.assignments.active().filter(unit_id=who.unit_id)
        parts.update(rows.values_list("role", flat=True))
    return parts


def pending_of(petition: Petition) -> PetitionReply | None:
    """The answer that waits for review."""
    return petition.replies.filter(state="pending").first()


def facts_of(who: Actor, petition: Petition) -> PetitionFacts:
    """What the needs of the move table look at, for this person."""
    pending = pending_of(petition)
    return PetitionFacts(
        items=petition.items.count(),
        own_reply=pending is not None and pending.person_id == who.person_id,
        closure=pending.closure if pending else "",
        return_in_term=_in_term(petition),
    )


def _in_term(petition: Petition) -> bool:
    if petition.handed_down_at is None:
        return False
    last = return_until(clock.day_of(petition.handed_down_at), rules_of(petition.round).return_days)
    return clock.today() <= last
