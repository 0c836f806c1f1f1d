"""方案调整 on its way: drafted, submitted, decided by another person of the plan's office."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from issues.models import Amendment, Issue
from issues.services.amendments_apply import apply
from issues.services.amendments_check import check_changes, learn
from issues.services.amendments_fetch import (
    facts_on,
    hindrance_of,
    locked_amendment,
    roles_on,
)
from issues.services.amendments_telling import tell_approved, tell_rejected, tell_submitted
from issues.services.amendments_values import (
    Json,
    Typed,
    changes_between,
    facets_of,
    typed_facets,
)
from issues.services.fetch import facts_of, locked_issue, parts_of
from issues.services.plans import alias_units
from issues.workflow import AMENDMENT_MOVES, MOVES
from rectify.accounts.scope import Actor
from rectify.core import clock
from rectify.core.errors import Invalid, WrongState
from rectify.core.moves import Move
from rectify.journal import services as journal
from rectify.journal.services import service
from rectify.regions.models import Unit


@dataclass(frozen=True)
class Why:
    """Why, on what document, and which unit asks for it (empty: the drafting one)."""

    reason: str = ""
    basis_no: str = ""
    basis_on: date | None = None
    applicant: str = ""


@service("issues.amendment.draft")
def draft(
    who: Actor,
    issue_id: int,
    *,
    wanted: Typed | Json,
    why: Why,
    meant: Mapping[str, list[Unit]] | None = None,
    source_id: int | None = None,
    expected: int | None = None,
) -> Amendment:
    """起草: `wanted` is what a person typed, or whole facets as an import read them.

    `meant` says which units new names stand for; other new names must be known units. Raises
    `Invalid` where nothing would change.
    """
    issue = locked_issue(who, issue_id, expected)
    if hindrance := hindrance_of(issue):
        raise WrongState(hindrance)
    MOVES.check(issue.state, "amend", parts_of(who, issue), facts_of(who, issue))
    row = Amendment.objects.create(
        issue=issue,
        changes=_changes(issue, wanted, meant or {}),
        source_id=source_id,
        **_columns(who, why),
        **journal.acted(who),
    )
    journal.record(who, row.save_version(), "draft", data={"facets": list(row.changes)})
    return row


@service("issues.amendment.revise")
def revise(
    who: Actor,
    amendment_id: int,
    *,
    wanted: Typed | Json,
    why: Why,
    expected: int | None = None,
) -> Amendment:
    """Write a draft anew; before-values are those of today."""
    row = locked_amendment(who, amendment_id, expected)
    _check(who, row, "revise")
    changes = _changes(row.issue, wanted, {})
    row.save_version(changes=changes, **_columns(who, why))
    journal.record(who, row, "revise", data={"facets": list(changes)})
    return row


@service("issues.amendment.submit")
def submit(who: Actor, amendment_id: int, *, expected: int | None = None) -> Amendment:
    """提交审批: from now on it is decided as it stands; the plan's office is told."""
    row = locked_amendment(who, amendment_id, expected)
    move = _check(who, row, "submit")
    row.save_version(state=move.target, submitted_by_id=who.person_id, submitted_at=clock.now())
    journal.record(who, row, "submit", basis=row.basis_no, reason=row.reason)
    tell_submitted(row)
    return row


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
    move = _check(who, row, "approve")
    _check_day(row.basis_on)
    named = set(row.issue.responsibilities.filter(ends_on=None).values_list("unit_id", flat=True))
    undone = apply(row.issue, row.changes, alias_units(row.issue.plan))
    row.save_version(
        state=move.target,
        basis_no=row.basis_no,
        basis_on=row.basis_on,
        **_decided(who, note),
    )
    journal.record(who, row, "approve", basis=row.basis_no, reason=note.strip())
    data: Json = {facet: [c["before"], c["after"]] for facet, c in row.changes.items()}
    data |= {"amendment": row.pk, "undone": undone}
    journal.record(who, row.issue, "amend", basis=row.basis_no, reason=row.reason, data=data)
    tell_approved(row, named)
    return row


@service("issues.amendment.reject")
def reject(who: Actor, amendment_id: int, *, reason: str, expected: int | None = None) -> Amendment:
    """不予批准, with a reason; the plan stands as it was issued."""
    row = locked_amendment(who, amendment_id, expected)
    move = _check(who, row, "reject")
    if not reason.strip():
        raise Invalid(_("请写明不予批准的理由。"), reason=_("必填"))
    row.save_version(state=move.target, **_decided(who, reason))
    journal.record(who, row, "reject", reason=reason.strip())
    tell_rejected(row)
    return row


@service("issues.amendment.withdraw")
def withdraw(
    who: Actor, amendment_id: int, *, reason: str, expected: int | None = None
) -> Amendment:
    """撤回, while it is not decided."""
    row = locked_amendment(who, amendment_id, expected)
    move = _check(who, row, "withdraw")
    if not reason.strip():
        raise Invalid(_("请写明撤回的理由。"), reason=_("必填"))
    row.save_version(state=move.target, note=reason.strip())
    journal.record(who, row, "withdraw", reason=reason.strip())
    return row


def _check(who: Actor, row: Amendment, action: str) -> Move:
    return AMENDMENT_MOVES.check(row.state, action, roles_on(who, row), facts_on(who, row))


def _changes(issue: Issue, wanted: Typed | Json, meant: Mapping[str, list[Unit]]) -> Json:
    before = facets_of(issue)
    after = typed_facets(before, wanted) if isinstance(wanted, Typed) else wanted
    changes = changes_between(before, after)
    if not changes:
        raise Invalid(_("与现行方案没有不同，不需要调整。"))
    learn(issue, changes, meant)
    check_changes(issue, changes)
    return changes


def _columns(who: Actor, why: Why) -> Json:
    _check_day(why.basis_on)
    return {
        "reason": why.reason.strip(),
        "basis_no": why.basis_no.strip(),
        "basis_on": why.basis_on,
        "applicant": why.applicant.strip() or who.unit,
    }


def _check_day(basis_on: date | None) -> None:
    if basis_on is not None and basis_on > clock.today():
        raise Invalid(_("依据文件的日期不能晚于今天。"), basis_on=_("晚于今天"))


def _decided(who: Actor, note: str) -> Json:
    return {
        "decided_by_id": who.person_id,
        "decided_by": who.person,
        "decided_unit": who.unit,
        "decided_at": clock.now(),
        "note": note.strip(),
    }
