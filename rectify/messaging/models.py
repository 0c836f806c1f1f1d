"""In-app messages: exactly once by a unique key, written in the change's own transaction."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rectify.accounts.models import Post, User
from rectify.core import clock
from rectify.messaging.querysets import MessageQuerySet


class Message(models.Model):
    """One message to one person about one post's duty; `link` is a path of ours.

    `digest_on` set and `mailed_at` empty: still owed to that day's e-mail digest.
    """

    KINDS = {
        "deadline": _("到期提醒"),
        "step": _("待办环节"),
        "plan": _("方案印发"),
        "reopen": _("重新整改"),
        "objection": _("公示异议"),
        "petition": pgettext_lazy("message", "信访件"),
    }
    OTHER = _("通知")

    # A morning writes many: no index that another one covers.
    key = models.CharField(max_length=200)
    recipient = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="inbox", db_index=False
    )
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    link = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    read_at = models.DateTimeField(null=True)
    digest_on = models.DateField(null=True, help_text="the day whose e-mail digest carries it")
    mailed_at = models.DateTimeField(null=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["recipient", "-id"], name="inbox_newest"),
            models.Index(
                fields=["recipient", "post"], name="inbox_unread", condition=Q(read_at=None)
            ),
            models.Index(
                fields=["digest_on", "recipient"],
                name="inbox_to_mail",
                condition=Q(mailed_at=None) & ~Q(digest_on=None),
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["key"], name="message_once"),
            models.CheckConstraint(
                name="message_mailed_in_a_digest",
                condition=Q(mailed_at=None) | ~Q(digest_on=None),
            ),
        ]

    def __str__(self) -> str:
        return self.title
