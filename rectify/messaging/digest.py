"""One e-mail a person and day: what the sweep told them that morning, with the page of each.

The messages themselves remember that they are owed (`digest_on` without `mailed_at`); the outbox
delivers each person's digest on its own, at least once, always under the same Message-ID.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import CharField, Exists, OuterRef, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext as _

from rectify.accounts.models import User
from rectify.core import clock
from rectify.core.requests import request_id
from rectify.journal.models import OutboxItem
from rectify.messaging import sql
from rectify.messaging.models import Message

KIND = "mail.digest"
SETTLING = 120
"""Seconds a digest waits until the sweep that owes it has told the rest."""
MOST_LINES = 200
WEEKDAYS = "一二三四五六日"


def key_of(user_id: int, on: date) -> str:
    """The digest's stable key: in the outbox, and in its Message-ID."""
    return f"digest:{user_id}:{on:%Y-%m-%d}"


def owe(user_ids: Iterable[int], on: date) -> int:
    """Owe these persons the digest of a day, in the caller's transaction; how many are new.

    The key makes it one a person and day, whoever asks and how often.
    """
    people = sorted(set(user_ids))
    return sql.owe(KIND, people, on, request_id.get(), clock.now(), SETTLING)


def carry_over(on: date) -> int:
    """Messages written after their day's digest had gone ride with the digest of `on`."""
    late = Message.objects.to_mail().filter(digest_on__lt=on)
    key = Concat(
        Value("digest:"),
        Cast(OuterRef("recipient_id"), CharField()),
        Value(":"),
        Cast(OuterRef("digest_on"), CharField()),
    )
    gone = OutboxItem.objects.exclude(done_at=None).filter(key=key)
    found = late.filter(Exists(gone))
    people = list(found.values_list("recipient_id", flat=True).distinct())
    if people:
        found.update(digest_on=on)
        owe(people, on)
    return len(people)


def send(user_id: int, on: date) -> bool:
    """Send the digest; `False` when there is nothing to send or nowhere to send it to.

    Called again after a crash it sends again, under the same Message-ID.
    """
    user = User.objects.filter(pk=user_id, is_active=True).exclude(email="").first()
    due = Message.objects.to_mail().filter(recipient_id=user_id, digest_on=on).order_by("id")
    messages = list(due)
    if user is None or not messages:
        return False
    letter(user, on, messages).send()
    Message.objects.filter(pk__in=[m.pk for m in messages]).update(mailed_at=clock.now())
    return True


def letter(user: User, on: date, messages: list[Message]) -> EmailMessage:
    """The digest as it goes out: plain text, every line with the address of its page."""
    told = {"on": f"{on:%Y-%m-%d}", "n": len(messages), "weekday": WEEKDAYS[on.weekday()]}
    subject = _("【督察整改跟踪】%(on)s 有 %(n)s 件事项临期或超期") % told
    lines = [
        _("%(name)s：您好！") % {"name": user.name},
        "",
        _("%(on)s（星期%(weekday)s）有 %(n)s 件事项临期或超期，请及时办理：") % told,
        "",
        *_items(messages),
        "",
        _("本邮件由系统自动发出，每人每天至多一封，请勿回复。"),
        _("本系统为非涉密系统，严禁处理、存储、传输国家秘密。"),
    ]
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    stable = {"Message-ID": f"<{key_of(user.pk, on).replace(':', '.')}@{domain}>"}
    return EmailMessage(subject, "\n".join(lines), to=[user.email], headers=stable)


def _items(messages: list[Message]) -> Iterator[str]:
    """Each message with its page; beyond `MOST_LINES` only where the rest is to be found."""
    for number, message in enumerate(messages[:MOST_LINES], 1):
        yield f"{number}. {message.title}"
        yield from (f"   {line}" for line in message.body.splitlines())
        yield f"   {site()}{message.link or '/inbox/'}"
    if (more := len(messages) - MOST_LINES) > 0:
        yield _("其余 %(n)s 件请到收件箱查看：%(url)s") % {"n": more, "url": f"{site()}/inbox/"}


def site() -> str:
    """Where people open this system, without a slash at the end."""
    if settings.LOCAL:
        return f"http://127.0.0.1:{settings.ENV.port}"
    return f"https://{settings.ALLOWED_HOSTS[0]}"
