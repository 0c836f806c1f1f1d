"""Fetching an amendment for a change, and what this person is to it."""

from dataclasses import replace

from django.utils.translation import gettext as _

from issues.models import Amendment, Issue
from issues.services.amendments.values import moved_since
from issues.services.fetch import locked_issue
from issues.workflow import AMENDMENT_MOVES, OPEN_AMENDMENTS, AmendmentFacts
from rectify.accounts.scope import Actor
from rectify.core.errors import Missing
from rectify.core.moves import Move
from rectify.core.versioned import check_version

DECIDING_ROLES = ("office", "leader")
"""Posts of the plan's own division that decide: its office, or who leads it."""


def locked_amendment(who: Actor, amendment_id: int, expected: int | None) -> Amendment:
    """The amendment with its issue, both locked, the issue first as everywhere."""
    seen = Amendment.objects.visible_to(who.scope).filter(pk=amendment_id)
    issue_id = seen.values_list("issue_id", flat=True).first()
    if issue_id is None:
        raise Missing()
    issue = locked_issue(who, issue_id)
    row = Amendment.objects.select_for_update(of=("self",), no_key=True).get(pk=amendment_id)
    row.issue = issue
    check_version(row, expected)
    return row


def hindrance_of(issue: Issue) -> str:
    """Why this issue's plan cannot be amended in the state it is in; empty when it can."""
    if issue.state == "draft":
        return _("问题还没有印发，直接修改方案草稿即可，不需要方案调整。")
    facts = AmendmentFacts(issue_state=issue.state)
    submitting = next(row for row in AMENDMENT_MOVES.rows if row.action == "submit")
    unmet = (
        n.sentence for n in submitting.needs if n.name.startswith("not_") and not n.holds(facts)
    )
    return next((_(sentence) for sentence in unmet), "")


def check_move(who: Actor, row: Amendment, action: str) -> Move:
    """The row of the table for this person now; raises as `MoveTable.check`."""
    return AMENDMENT_MOVES.check(row.state, action, roles_on(who, row), facts_on(who, row))


def roles_on(who: Actor, row: Amendment) -> set[str]:
    """The roles of the move table this person plays on an amendment."""
    roles: set[str] = set()
    if who.role in ("office", "staff") and who.unit_id == row.unit_id:
        roles.add("author" if who.person_id == row.person_id else "colleague")
    if who.role in DECIDING_ROLES and who.division == row.issue.plan.division_id:
        roles.add("plan_side")
    return roles


def facts_on(who: Actor, row: Amendment) -> AmendmentFacts:
    """What the needs look at, for this person."""
    is_open = row.state in OPEN_AMENDMENTS
    return AmendmentFacts(
        issue_state=row.issue.state,
        reason=row.reason,
        basis=bool(row.basis_no and row.basis_on),
        moved=moved_since(row.issue, row.changes) if is_open else (),
        own=who.person_id in (row.person_id, row.submitted_by_id),
    )


def offered_facts(who: Actor, row: Amendment) -> AmendmentFacts:
    """As `facts_on`; what the form of a move itself asks for is not counted as missing."""
    return replace(facts_on(who, row), basis=True)


def url_of(row: Amendment) -> str:
    return f"/issues/amendments/{row.pk}/"
