"""方案调整 by the one who asks for it: drafted, written anew, submitted, withdrawn."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from issues.models import Amendment, Issue
from issues.services.amendments.checking import check_basis, check_changes, learn
from issues.services.amendments.fetch import check_move, hindrance_of, locked_amendment
from issues.services.amendments.telling import tell_submitted
from issues.services.amendments.values import (
    Json,
    Typed,
    changes_between,
    facets_of,
    typed_facets,
)
from issues.services.fetch import check_move as check_issue_move
from issues.services.fetch import locked_issue
from rectify.accounts.scope import Actor
from rectify.core import clock, given
from rectify.core.errors import Invalid, WrongState
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
    _check_issue(who, issue)
    changes = _changes(issue, wanted, meant or {})
    named = {**_columns(who, why), **journal.acted(who)}
    row = Amendment.objects.create(issue=issue, changes=changes, source_id=source_id, **named)
    journal.record(who, row.save_version(), "draft", data={"facets": list(changes)})
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
    check_move(who, row, "revise")
    changes = _changes(row.issue, wanted, {})
    row.save_version(changes=changes, **_columns(who, why))
    journal.record(who, row, "revise", data={"facets": list(changes)})
    return row


@service("issues.amendment.submit")
def submit(who: Actor, amendment_id: int, *, expected: int | None = None) -> Amendment:
    """提交审批: from now on it is decided as it stands; the plan's office is told."""
    row = locked_amendment(who, amendment_id, expected)
    move = check_move(who, row, "submit")
    row.save_version(state=move.target, submitted_by_id=who.person_id, submitted_at=clock.now())
    journal.record(who, row, "submit", basis=row.basis_no, reason=row.reason)
    tell_submitted(row)
    return row


@service("issues.amendment.withdraw")
def withdraw(
    who: Actor, amendment_id: int, *, reason: str, expected: int | None = None
) -> Amendment:
    """撤回, while it is not decided."""
    row = locked_amendment(who, amendment_id, expected)
    move = check_move(who, row, "withdraw")
    reason = given.words(reason, _("请写明撤回的理由。"), "reason")
    row.save_version(state=move.target, note=reason)
    journal.record(who, row, "withdraw", reason=reason)
    return row


def _check_issue(who: Actor, issue: Issue) -> None:
    """Whether its plan may be amended at all says it better than the table of moves."""
    if hindrance := hindrance_of(issue):
        raise WrongState(hindrance)
    check_issue_move(who, issue, "amend")


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
    check_basis(why.basis_on)
    return {
        "reason": why.reason.strip(),
        "basis_no": why.basis_no.strip(),
        "basis_on": why.basis_on,
        "applicant": why.applicant.strip() or who.unit,
    }
