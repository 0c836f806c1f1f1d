"""One petition, the whole truth on one screen; its history is worded here, above the nouns."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from petitions.models import Petition, PetitionReply
from petitions.offers import offers
from petitions.offices import earlier_of
from petitions.services.fetch import DESK_ROLES, pending_of
from petitions.views.evidence import evidence_of
from petitions.views.filled import answer_facts
from petitions.views.heading import heading, seen_petition
from petitions.workflow import CHANNEL_NAMES, ROLE_NAMES, STATE_NAMES, VERDICT_NAMES
from rectify.accounts.http import SignedRequest
from rectify.accounts.scope import Actor
from rectify.core.told import listed
from rectify.desk.history import worded
from rectify.desk.history.petitions import events_of

ROAD = ("registered", "handed_down", "answering", "replied")
RECENT = 100


@require_safe
def petition(request: SignedRequest, pk: int) -> HttpResponse:
    """The petition's page: what is asked, what was found, who handles it, what happened."""
    row = seen_petition(request.actor, pk)
    pending = pending_of(row)
    context = {
        **heading(row),
        "row": row,
        "facts": _facts(row),
        "steps": _steps(row),
        "items": _items(row),
        "answer": answer_facts(row) if row.closure else [],
        "pending": answer_facts(pending) if pending else [],
        "pending_items": pending.items if pending else [],
        "replies": [_reply(reply) for reply in row.replies.all()[:20]],
        "actions": [offer.button for offer in offers(request.actor, row)],
        "note": _note(row),
        "responsibilities": _handlers(request.actor, row),
        "evidence": evidence_of(row),
        "earlier": _earlier(request, row),
        "events": [worded(event) for event in events_of(row)[:RECENT]],
    }
    return render(request, "petitions/page.html", context)


def _facts(row: Petition) -> list[dict[str, Any]]:
    words = [
        (_("受理方式"), _(CHANNEL_NAMES[row.channel]) if row.channel else ""),
        (_("行政区域"), row.area),
        (_("问题类型"), listed(row.pollution_types)),
        (_("与之重复"), row.duplicate_number),
        (_("受理日期"), row.received_on.isoformat() if row.received_on else ""),
        (_("督察组交办"), row.batch.handed_on.isoformat()),
        (_("县级答复时限"), row.county_due_on.isoformat() if row.county_due_on else ""),
        (_("上报时限"), row.due_on.isoformat() if row.due_on else ""),
        (_("公开日期"), row.published_at.date().isoformat() if row.published_at else ""),
    ]
    return [{"label": label, "value": value} for label, value in words if value]


def _steps(row: Petition) -> list[dict[str, str]]:
    """Registered to reviewed; a petition answered again walks the last two steps again."""
    last = row.state if row.state not in ROAD else "closed"
    line = [*ROAD, last]
    at = line.index(row.state)
    done = row.state not in ROAD
    return [
        {
            "name": _(STATE_NAMES[state]),
            "state": "done" if n < at or (done and n == at) else "now" if n == at else "todo",
            "note": "",
        }
        for n, state in enumerate(line)
    ]


def _items(row: Petition) -> list[dict[str, Any]]:
    return [
        {
            "number": item.number,
            "text": item.text,
            "verdict": _(VERDICT_NAMES[item.verdict]) if item.verdict else "",
            "finding": item.finding,
        }
        for item in row.items.order_by("number")
    ]


def _reply(reply: PetitionReply) -> dict[str, Any]:
    return {
        "number": reply.number,
        "at": reply.at,
        "who": " ".join(part for part in (reply.unit, reply.person) if part),
        "state": _(dict(PetitionReply.STATES)[reply.state]),
        "verdict": _(VERDICT_NAMES[reply.verdict]),
        "note": reply.review_note,
        "reviewed_by": reply.reviewed_by,
        "reviewed_at": reply.reviewed_at,
    }


def _note(row: Petition) -> str:
    if row.returned_reason:
        return _("被退回：%(why)s") % {"why": row.returned_reason}
    return _("办理结果由历史台账导入，未经本系统审核。") if row.imported else ""


def _handlers(who: Actor, row: Petition) -> list[dict[str, Any]]:
    listed = []
    if row.division is not None and row.state != "registered":
        mine = who.role in DESK_ROLES and who.division == row.division_id
        place = {"role": _("承办地区"), "names": row.division.name, "mine": mine, "note": ""}
        listed.append(place)
    found: dict[str, list[Any]] = {}
    for one in row.assignments.active().select_related("unit").order_by("pk"):
        found.setdefault(one.role, []).append(one)
    for role, name in ROLE_NAMES.items():
        if role in found:
            names = "、".join(one.unit.name for one in found[role])
            mine = any(one.unit_id == who.unit_id for one in found[role])
            listed.append({"role": _(name), "names": names, "mine": mine, "note": ""})
    return listed


def _earlier(request: SignedRequest, row: Petition) -> list[dict[str, Any]]:
    """Earlier ones about the same spot, of those this person may see."""
    ids = [other.pk for other in earlier_of([row]).get(row.pk, [])]
    seen = Petition.objects.visible_to(request.actor.scope).filter(pk__in=ids)
    return [
        {
            "label": other.label,
            "url": f"/petitions/{other.pk}/",
            "on": other.batch.handed_on,
            "state": _(STATE_NAMES[other.state]),
            "verdict": _(VERDICT_NAMES[other.verdict]) if other.verdict else "",
        }
        for other in seen.select_related("batch").order_by("-batch__handed_on", "-pk")[:8]
    ]
