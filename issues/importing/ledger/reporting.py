"""Words of progress in a ledger, as reports of the day the ledger was made."""

from collections.abc import Iterable
from datetime import date

from issues.importing.ledger.cycles import BATCH, Told
from issues.importing.ledger.preview import LedgerPreview
from issues.models import ProgressReport
from rectify.accounts.scope import Actor
from rectify.core import clock
from rectify.journal import services as journal

BY = "台账导入"


def report(who: Actor, look: LedgerPreview, told: Iterable[Told]) -> list[int]:
    """Write what the system did not have yet; returns the ids of the reports."""
    known = {serial: row.history.progress for serial, row in look.known.items()}
    day = look.staged.document.get("dated_on")
    by = journal.acted(who)
    by["person"] = f"{by['person']}（{BY}）"[:60]
    rows = [
        ProgressReport(
            issue=issue,
            reported_on=date.fromisoformat(day) if day else clock.today(),
            cycle=issue.cycle,
            pct=issue.progress_pct,
            done_text=history.progress,
            **by,
        )
        for issue, history in told
        if history.progress and history.progress != known.get(issue.serial, "")
    ]
    ProgressReport.objects.bulk_create(rows, batch_size=BATCH)
    return [row.pk for row in rows]
