"""Who reads which message: the person it went to, at the post it is about."""

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from rectify.accounts.scope import Actor

if TYPE_CHECKING:
    from rectify.messaging.models import Message


class MessageQuerySet(QuerySet["Message"]):
    """Rows of `Message`."""

    def visible_to(self, actor: Actor) -> "MessageQuerySet":
        """Messages to this person about the post they act from now; nobody reads another's."""
        if actor.post_id is None:
            return self.none()
        return self.filter(recipient_id=actor.person_id, post_id=actor.post_id)

    def unread(self) -> "MessageQuerySet":
        return self.filter(read_at=None)

    def to_mail(self) -> "MessageQuerySet":
        """Messages still owed to an e-mail digest."""
        return self.filter(mailed_at=None).exclude(digest_on=None)


def unread(actor: Actor) -> int:
    """How many messages to this person at this post are unread; one small indexed count."""
    from rectify.messaging.models import Message

    return Message.objects.visible_to(actor).unread().count()
