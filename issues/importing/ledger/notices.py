"""Notices a ledger tells of: published elsewhere, kept with their days, never put on our pages."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time

from issues.importing.ledger.history import History
from issues.models import Issue, NoticeLine, PublicNotice, SignOff
from rectify.accounts.scope import Actor
from rectify.core import clock
from rectify.core.copying import draw
from rectify.journal import services as journal

BATCH = 1000
RULE = "见原公示"


def write_notices(
    who: Actor, told: Iterable[tuple[Issue, History]], cycles: Sequence[SignOff]
) -> None:
    """One notice a cycle, where the ledger gives both its days; one that is over is ended."""
    today, pairs = clock.today(), []
    for (issue, history), cycle in zip(told, cycles, strict=True):
        first, last = history.notice_from, history.notice_to
        if history.reached >= 3 and first and last:
            over = history.state == "signed_off" or last < today
            pairs.append((_notice(who, issue, first, last, over=over), cycle))
    for (notice, _cycle), pk in zip(pairs, draw("public_notice_ids", len(pairs)), strict=True):
        notice.pk = pk
    PublicNotice.objects.bulk_create([notice for notice, _cycle in pairs], batch_size=BATCH)
    NoticeLine.objects.bulk_create(
        (NoticeLine(notice=notice, sign_off=cycle) for notice, cycle in pairs), batch_size=BATCH
    )
    events = [(notice, {"issue": cycle.issue_id}) for notice, cycle in pairs]
    journal.record_each(who, events, "import_history")


def _notice(who: Actor, issue: Issue, first: date, last: date, *, over: bool) -> PublicNotice:
    return PublicNotice(
        title=f"{issue.round.name}整改任务拟销号公示",
        publisher=who.unit or who.person,
        index_no="",
        opens_on=first,
        closes_on=last,
        rule_text=RULE,
        phone="",
        division_code=issue.division_id,
        imported=True,
        version=1,
        state="ended" if over else "running",
        closed_at=start_of(last) if over else None,
        **journal.acted(who),
    )


def start_of(day: date | None) -> datetime:
    """The beginning of a day; where no day is known, the moment of the import."""
    if day is None:
        return clock.now()
    return datetime.combine(day, time(0), clock.SHANGHAI)
