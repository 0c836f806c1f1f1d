"""Amendments at every stage, reached by walking the services."""

from datetime import date
from typing import Any

from issues.models import Amendment, Issue
from issues.services import amendments
from issues.services.amendments import Why
from issues.services.amendments.values import Typed
from rectify.accounts.scope import Actor
from tests.cast import Cast
from tests.people import colleague

WHY = Why("汛期延长，工期不足。", "云办字〔2026〕77号", date(2026, 10, 8))
GOAL = "依法退出，岸线恢复，水质达到Ⅲ类。"


def drafted(cast: Cast, issue: Issue, who: Actor | None = None, **typed: Any) -> Amendment:
    """Drafted by the unit, changing the goal unless told otherwise."""
    wanted = Typed(**(typed or {"goal": GOAL}))
    return amendments.draft(who or cast.unit1, issue.pk, wanted=wanted, why=WHY)


def submitted(cast: Cast, issue: Issue, who: Actor | None = None, **typed: Any) -> Amendment:
    row = drafted(cast, issue, who, **typed)
    return amendments.submit(who or cast.unit1, row.pk)


def approved(cast: Cast, issue: Issue, **typed: Any) -> Amendment:
    return amendments.approve(cast.city1, submitted(cast, issue, **typed).pk)


def second(cast: Cast) -> Actor:
    """Another person of the plan's office."""
    return colleague(cast, "city1", "贺某某")
