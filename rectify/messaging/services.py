"""The one door to people. In-app messages are written in the change's own transaction."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rectify.accounts.models import Holding
from rectify.accounts.scope import Actor
from rectify.core import clock
from rectify.core.fetching import one_of
from rectify.journal.services import service
from rectify.messaging import sql
from rectify.messaging.models import Message

LONGEST = 200
BATCH = 5000


@dataclass(frozen=True, slots=True)
class Note:
    """A message before it is written; the same `key` is never written twice.

    `digest_on` names the day whose e-mail digest carries it; `None` keeps it out of the mail.
    """

    key: str
    recipient_id: int
    post_id: int
    kind: str
    title: str
    body: str = ""
    link: str = ""
    digest_on: date | None = None


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
    return tell_each(
        Note(
            key=f"{key}:{holding.user_id}:{holding.post_id}",
            recipient_id=holding.user_id,
            post_id=holding.post_id,
            kind=kind,
            title=title,
            body=body,
            link=link,
        )
        for holding in holdings
    )


def tell_each(notes: Iterable[Note]) -> int:
    """Write many messages at once; known keys change nothing. Returns how many are new."""
    rows = [
        (
            note.key,
            note.recipient_id,
            note.post_id,
            note.kind,
            shortened(note.title),
            note.body,
            note.link,
            note.digest_on,
        )
        for note in notes
    ]
    batches = (rows[start : start + BATCH] for start in range(0, len(rows), BATCH))
    return sum(sql.tell(batch, clock.now()) for batch in batches)


def shortened(title: str) -> str:
    """A title that fits; what is cut off is shown as cut off."""
    return title if len(title) <= LONGEST else title[: LONGEST - 1] + "…"


@service("message.read")
def mark_read(who: Actor, message_id: int) -> Message:
    """Note the first time the person opened it; raises `Missing` for somebody else's."""
    found = one_of(Message.objects.visible_to(who).select_for_update(), pk=message_id)
    if found.read_at is None:
        found.read_at = clock.now()
        found.save(update_fields=["read_at"])
    return found


@service("message.read_all")
def mark_all_read(who: Actor) -> int:
    """Everything unread at this post is read now; returns how many."""
    return Message.objects.visible_to(who).unread().update(read_at=clock.now())
