"""PostgreSQL's own for the sweep: who is owed which warning, asked and written as sets.

One statement over all open dates finds the cases with something to tell; one per chunk writes the
ledger and returns what was new.
"""

from collections.abc import Sequence

from django.db import connection, transaction

from rectify.supervision.mornings import Morning, Told, Written
from rectify.supervision.sql import asking, ledger

Case = tuple[int | None, int | None]
"""An issue, or the plan of an overall measure: (issue id, None) or (None, plan id)."""

_PARTS = {"rung": asking.RUNG, "news": asking.NEWS, "date": asking.DATE, "untold": asking.UNTOLD}
_ALL = {"of_issue": "", "of_plan": "", "of_duty": ""}
_SOME = {
    "of_issue": "AND i.id = ANY(%(issues)s)",
    "of_plan": "AND p.id = ANY(%(plans)s)",
    "of_duty": "AND r.issue_id = ANY(%(issues)s)",
}
_ROOM = "SET LOCAL work_mem = '48MB'"


def _composed(final: str, *steps: str, **choices: str) -> str:
    """The common table expressions in order, then the statement that reads them."""
    return f"WITH {', '.join(steps)} {final}".format(**_PARTS, **choices)


@transaction.atomic
def cases(morning: Morning) -> list[Case]:
    """Every case with a warning somebody has not been told, in the order chunks take them."""
    with connection.cursor() as cursor:
        cursor.execute(_ROOM)
        cursor.execute(
            _composed(asking.CASES, asking.DATES, asking.ASKED, **_ALL), morning.values()
        )
        return [(issue, plan) for issue, plan in cursor.fetchall()]


def write(morning: Morning, chunk: Sequence[Case], *, dry_run: bool = False) -> Written:
    """Write the ledger rows of these cases; what was newly told, by person and case.

    A dry run returns the same and writes nothing. Call inside a transaction.
    """
    steps = [asking.DATES, asking.ASKED, asking.FRESH, *([] if dry_run else [ledger.WRITE])]
    source = "wanted" if dry_run else "written"
    values = morning.values() | {
        "issues": [issue for issue, _ in chunk if issue is not None],
        "plans": [plan for _, plan in chunk if plan is not None],
    }
    with connection.cursor() as cursor:
        cursor.execute(_ROOM)
        cursor.execute(_composed(ledger.TOLD, *steps, source=source, **_SOME), values)
        rows = cursor.fetchall()
    return Written([Told._make(row[:-1]) for row in rows], rows[0][-1] if rows else 0)


def cancel(morning: Morning) -> int:
    """Record as cancelled the rungs that never came because the deadline was changed."""
    with connection.cursor() as cursor:
        cursor.execute(ledger.CANCEL, morning.values())
        return int(cursor.rowcount)
