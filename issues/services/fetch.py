"""Fetch through sight, lock, compare the version seen: the first half of every change.

Rows are locked in one order, by people, timers and imports of both nouns alike: who keeps it waits
for the others, who breaks it is killed by PostgreSQL as a deadlock.

    staged import → round → plan, batch → issues, petitions → public notice → all the rest

Several rows of one table are locked together, by ascending key. What belongs to a case or a notice
(cycle, step, signature, measure, amendment, objection, line, item …) is locked only while its
whole is held, then in any order. Locks are NO KEY: rows that come to point at a locked one do not
wait. `tests/contracts/test_lock_order.py` learns the order from the statements.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q, QuerySet

from issues.models import Issue, Plan
from issues.models.lookback import REOPENING
from issues.workflow import MOVES, OPEN_AMENDMENTS, IssueFacts
from rectify.accounts.scope import Actor
from rectify.core import clock
from rectify.core.errors import Missing
from rectify.core.fetching import one_of
from rectify.core.moves import Move
from rectify.core.versioned import check_version


def locked_issue(who: Actor, issue_id: int, expected: int | None = None) -> Issue:
    """The issue, locked; raises `Missing` when not in sight, `Stale` when it has moved on."""
    (issue,) = locked_issues(who, [issue_id])
    check_version(issue, expected)
    return issue


def locked_issues(who: Actor, issue_ids: Iterable[int]) -> list[Issue]:
    """All of these by ascending key, locked; raises `Missing` when one is not in sight."""
    wanted = set(issue_ids)
    seen = Issue.objects.visible_to(who.scope).filter(pk__in=wanted)
    issues = list(to_lock().filter(pk__in=seen.values("pk")))
    if len(issues) != len(wanted):
        raise Missing()
    return issues


def to_lock() -> "QuerySet[Issue]":
    """Issues with what services look at; the caller says which, and the query locks them."""
    rows = Issue.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("plan", "round__kind", "division").order_by("pk")


def lock_all(rows: "QuerySet[Any]") -> None:
    """Rows of one table locked together, by ascending key, and not loaded."""
    list(rows.select_for_update(no_key=True).order_by("pk").values_list("pk"))


def locked_plan(who: Actor, plan_id: int, expected: int | None = None) -> Plan:
    """The plan, locked; raises as `locked_issue`."""
    seen = Plan.objects.visible_to(who.scope).filter(pk=plan_id)
    rows = Plan.objects.select_for_update(of=("self",), no_key=True)
    plan = one_of(rows.select_related("round__kind", "division"), pk__in=seen.values("pk"))
    check_version(plan, expected)
    return plan


def check_move(who: Actor, issue: Issue, action: str) -> Move:
    """The row of the table for this person now; raises as `MoveTable.check`."""
    return MOVES.check(issue.state, action, parts_of(who, issue), facts_of(who, issue))


def parts_of(who: Actor, issue: Issue) -> set[str]:
    """The roles this person plays in this issue: from its rows, not from a post's name."""
    parts: set[str] = set()
    if who.role == "office" and who.division == issue.division_id:
        parts.add("owner")
    elif who.role == "office" and issue.division_id.startswith(who.division):
        parts.add("above")
    if who.role in ("staff", "office"):
        rows = issue.responsibilities.filter(unit_id=who.unit_id)
        holds = Q(ends_on=None) | Q(ends_on__gte=clock.today())
        parts.update(rows.filter(holds).values_list("role", flat=True))
    return parts


def facts_of(who: Actor, issue: Issue) -> IssueFacts:
    """What the needs of the move table look at, for this person."""
    counts = issue.measures.aggregate(
        measures=Count("pk"), done=Count("pk", filter=~Q(done_on=None))
    )
    mine = issue.responsibilities.filter(unit_id=who.unit_id)
    return IssueFacts(
        measures=counts["measures"],
        measures_done=counts["done"],
        evidence=issue.evidence.filter(removed_at=None, cycle=issue.cycle).count(),
        pct=issue.progress_pct,
        received=not mine.filter(received_at=None).exists(),
        rebounds=issue.look_backs.filter(cycle=issue.cycle, result__in=REOPENING).count(),
        amending=issue.amendments.filter(state__in=OPEN_AMENDMENTS).exists(),
    )
