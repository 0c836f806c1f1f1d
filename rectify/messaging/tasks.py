"""What workers do for messages: each digest is a duty of its own, so that one bad address never
holds up another person's."""

from datetime import date

from rectify.journal.outbox import Duty, handler
from rectify.messaging import digest


@handler(digest.KIND, outside=True)
def mail_digest(duty: Duty) -> None:
    """Send one person's digest of one day."""
    digest.send(int(str(duty.ids["user"])), date.fromisoformat(str(duty.ids["on"])))
