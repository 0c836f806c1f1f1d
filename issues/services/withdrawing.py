"""撤回公示: an issue that went back while its notice ran is no longer put to the public."""

from issues.models import PublicNotice, SignOff
from issues.projection import project_notice, withdraw_line
from rectify.core import clock
from rectify.core.who import Who
from rectify.journal import services as journal


def withdraw_entry(who: Who, notice: PublicNotice, cycle: SignOff, reason: str) -> None:
    """Take the cycle's entry out of the notice, with the day; the last one ends the notice.

    The public reads that the entry was withdrawn, not why: reasons are written for the units.
    """
    locked = PublicNotice.objects.select_for_update(no_key=True).get(pk=notice.pk)
    locked.lines.filter(sign_off=cycle).update(withdrawn_on=clock.today())
    changes = {}
    if not locked.lines.filter(withdrawn_on=None).exists():
        changes = {"state": "withdrawn", "closed_at": clock.now()}
    locked.save_version(**changes)
    journal.record(who, locked, "withdraw", reason=reason, data={"issue": cycle.issue_id})
    if not locked.imported:
        withdraw_line(locked, cycle.issue, clock.today())
        project_notice(locked)
