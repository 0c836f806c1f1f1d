"""The inbox: what was told to this person at this post, newest first."""

from typing import Any

from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from rectify.accounts.http import SignedRequest, safe_next
from rectify.core.paging import paged, with_params
from rectify.messaging import services
from rectify.messaging.models import Message
from rectify.messaging.querysets import MessageQuerySet

ALL = "all"


@require_safe
def inbox(request: SignedRequest) -> HttpResponse:
    """Unread first; `?tab=all` shows what was read as well."""
    own = Message.objects.visible_to(request.actor)
    counts = own.order_by().aggregate(
        unread=Count("pk", filter=Q(read_at=None)), **{ALL: Count("pk")}
    )
    tab = ALL if request.GET.get("tab") == ALL else "unread"
    page = paged(request, _shown(own, tab), total=counts[tab])
    context = {
        "tabs": _tabs(request, tab, counts),
        "unread": counts["unread"],
        "only_unread": tab != ALL,
        "messages_list": [_line(message) for message in page.rows],
        "pager": page,
    }
    return render(request, "messaging/inbox.html", context)


@require_POST
def open_message(request: SignedRequest, message_id: int) -> HttpResponse:
    """Mark it read and go to what it is about; another person's is not there."""
    message = services.mark_read(request.actor, message_id)
    return redirect(safe_next(request, message.link, "/inbox/?tab=all"))


@require_POST
def read_all(request: SignedRequest) -> HttpResponse:
    """Mark everything at this post read."""
    services.mark_all_read(request.actor)
    return redirect("messaging:inbox")


def _shown(own: MessageQuerySet, tab: str) -> MessageQuerySet:
    return own if tab == ALL else own.unread()


def _tabs(request: SignedRequest, tab: str, counts: dict[str, int]) -> list[dict[str, Any]]:
    labels = {"unread": _("未读"), ALL: _("全部")}
    return [
        {
            "label": label,
            "count": counts[name],
            "url": with_params(request.GET, tab=name if name == ALL else "", page=""),
            "current": name == tab,
        }
        for name, label in labels.items()
    ]


def _line(message: Message) -> dict[str, Any]:
    return {
        "id": message.pk,
        "title": message.title,
        "text": "；".join(message.body.splitlines()),
        "kind": Message.KINDS.get(message.kind, Message.OTHER),
        "at": message.created_at,
        "unread": message.read_at is None,
    }
