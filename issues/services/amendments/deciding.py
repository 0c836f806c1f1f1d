"""方案调整 decided: approved and carried out, or not, by another person of the plan's office."""

from datetime import date

from django.utils.translation import gettext as _

from issues.models import Amendment
from issues.services.amendments.applying import apply
from issues.services.amendments.checking import check_basis
from issues.services.amendments.fetch import check_move, locked_amendment
from issues.services.amendments.telling import tell_approved, tell_rejected
from issues.services.amendments.values import Json
from issues.services.plans import alias_units
from rectify.accounts.scope import Actor
from rectify.core import clock, given
from rectify.journal import services as journal
from rectify.journal.services import service


@service("issues.amendment.approve")
def approve(
    who: Actor,
    amendment_id: int,
    *,
    basis_no: str = "",
    basis_on: date | None = None,
    note: str = "",
    expected: int | None = None,
) -> Amendment:
    """批准: the five facets change, the units are told; a second person of the plan's office.

    The document may be named now. Raises `NeedsUnmet` when the issue has moved on meanwhile.
    """
    row = locked_amendment(who, amendment_id, expected)
    row.basis_no, row.basis_on = basis_no.strip() or row.basis_no, basis_on or row.basis_on
    move = check_move(who, row, "approve")
    check_basis(row.basis_on)
    named = set(row.issue.responsibilities.filter(ends_on=None).values_list("unit_id", flat=True))
    undone = apply(row.issue, row.changes, alias_units(row.issue.plan))
    row.save_version(state=move.target, **_decided(who, row, note))
    journal.record(who, row, "approve", basis=row.basis_no, reason=note.strip())
    _record_amended(who, row, undone)
    tell_approved(row, named)
    return row


@service("issues.amendment.reject")
def reject(who: Actor, amendment_id: int, *, reason: str, expected: int | None = None) -> Amendment:
    """不予批准, with a reason; the plan stands as it was issued."""
    row = locked_amendment(who, amendment_id, expected)
    move = check_move(who, row, "reject")
    reason = given.words(reason, _("请写明不予批准的理由。"), "reason")
    row.save_version(state=move.target, **_decided(who, row, reason))
    journal.record(who, row, "reject", reason=reason)
    tell_rejected(row)
    return row


def _decided(who: Actor, row: Amendment, note: str) -> Json:
    """Who decided, when, and on what document as it is named by now."""
    return {
        "basis_no": row.basis_no,
        "basis_on": row.basis_on,
        "decided_by_id": who.person_id,
        "decided_by": who.person,
        "decided_unit": who.unit,
        "decided_at": clock.now(),
        "note": note.strip(),
    }


def _record_amended(who: Actor, row: Amendment, undone: list[Json]) -> None:
    """The issue's own history holds each facet before and after, and what is to be done again."""
    data: Json = {facet: [c["before"], c["after"]] for facet, c in row.changes.items()}
    data |= {"amendment": row.pk, "undone": undone}
    journal.record(who, row.issue, "amend", basis=row.basis_no, reason=row.reason, data=data)
