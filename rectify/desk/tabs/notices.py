"""公示与异议: the notices an issue stood in, and what was objected."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from issues.models import Issue, NoticeLine, Objection, PublicNotice
from rectify.accounts.http import SignedRequest
from rectify.core import clock


def count(row: Issue) -> int:
    return PublicNotice.objects.filter(lines__sign_off__issue=row).count()


def content(request: SignedRequest, row: Issue) -> dict[str, Any]:
    """Every notice, the newest first, with the objections to this issue in it."""
    return {
        "notices": [
            {
                **_shown(notice, state),
                "objections": [_objection(request, one) for one in _objections(row, notice)],
            }
            for notice, state in _states(row)
        ]
    }


def _states(row: Issue) -> Iterator[tuple[PublicNotice, str]]:
    """Each notice with its state for this issue, which may have left a notice that goes on."""
    lines = NoticeLine.objects.filter(sign_off__issue=row).order_by("-notice_id")
    for line in lines.select_related("notice"):
        yield line.notice, "withdrawn" if line.withdrawn_on else line.notice.state


def _shown(notice: PublicNotice, state: str) -> dict[str, Any]:
    left = (notice.closes_on - clock.today()).days
    return {
        "title": notice.title,
        "url": f"/public/notices/{notice.pk}/",
        "doc_no": notice.index_no,
        "from_on": notice.opens_on,
        "to_on": notice.closes_on,
        "state": _(dict(PublicNotice.STATES)[state]),
        "days_left": left if state == "running" else None,
    }


def _objections(row: Issue, notice: PublicNotice) -> QuerySet[Objection]:
    return Objection.objects.filter(issue=row, notice=notice).order_by("pk")


def _objection(request: SignedRequest, one: Objection) -> dict[str, Any]:
    """The office of the notice reads the text on the objection's own page; others see the state."""
    may = Objection.objects.visible_to(request.actor.scope).filter(pk=one.pk).exists()
    return {
        "receipt": one.pk,
        "at": one.submitted_at,
        "state": _(Objection.STATES[one.state]),
        "reply": one.reply,
        "url": f"/objections/{one.pk}/" if may else "",
    }
