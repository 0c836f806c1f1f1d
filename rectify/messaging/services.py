"""The one door to people. In-app messages are written in the change's own transaction."""

from collections.abc import Iterable

from rectify.accounts.models import Holding
from rectify.accounts.scope import Actor
from rectify.core import clock
from rectify.core.errors import Missing
from rectify.journal.services import service
from rectify.messaging.models import Message


def tell(
    holdings: Iterable[Holding],
    *,
    key: str,
    kind: str,
    title: str,
    body: str = "",
    link: str = "",
) -> int:
    """One message a person and post; the same `key` sends nothing twice. Returns how many."""
    rows = [
        Message(
            key=f"{key}:{holding.user_id}:{holding.post_id}",
            recipient_id=holding.user_id,
            post_id=holding.post_id,
            kind=kind,
            title=title[:200],
            body=body,
            link=link,
        )
        for holding in holdings
    ]
    before = Message.objects.filter(key__in=[row.key for row in rows]).count()
    Message.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows) - before


@service("message.read")
def mark_read(who: Actor, message_id: int) -> Message:
    """Note the first time the person opened it; raises `Missing` for somebody else's."""
    found = Message.objects.filter(pk=message_id, recipient_id=who.person_id).first()
    if found is None:
        raise Missing()
    if found.read_at is None:
        found.read_at = clock.now()
        found.save(update_fields=["read_at"])
    return found
