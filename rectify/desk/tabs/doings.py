"""进展 and 佐证: what the units did, and what shows it."""

from typing import Any

from issues.models import Issue, ProgressReport
from issues.views.evidence_shown import pairs_of, shown_file
from rectify.accounts.http import SignedRequest

MOST = 50


def progress_count(row: Issue) -> int:
    return row.reports.count()


def progress(request: SignedRequest, row: Issue) -> dict[str, Any]:
    """The newest reports."""
    return {"reports": [_report(report) for report in row.reports.all()[:MOST]]}


def _report(report: ProgressReport) -> dict[str, Any]:
    return {
        "period": report.reported_on.isoformat(),
        "at": report.at,
        "who": report.person,
        "unit": report.unit,
        "text": report.done_text,
        "percent": report.pct,
        "quantities": [f"{q['name']} {q['amount']} {q['unit']}".strip() for q in report.quantities],
    }


def evidence_count(row: Issue) -> int:
    return row.evidence.filter(removed_at=None, cycle=row.cycle).count()


def evidence(request: SignedRequest, row: Issue) -> dict[str, Any]:
    """Photos in pairs and documents of the running cycle."""
    rows = row.evidence.filter(removed_at=None, kind="document", cycle=row.cycle)
    return {
        "pairs": pairs_of(row),
        "files": [shown_file(one) for one in rows.select_related("file", "measure")],
    }
