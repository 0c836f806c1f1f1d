"""/petitions/desk/: a day of 245: what waits, where it should go, one key to send it there."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from petitions import bench
from petitions.bench import Line
from petitions.models import PetitionBatch
from petitions.services.assigning import Handling
from petitions.services.fetch import DESK_ROLES
from petitions.services.handing import hand_down
from petitions.workflow import CHANNEL_NAMES, STATE_NAMES, VERDICT_NAMES
from rectify.accounts.http import SignedRequest
from rectify.core import clock
from rectify.core.errors import Invalid, NeedsUnmet, NotAllowed, Stale, WrongState
from rectify.core.text import gettext_noop
from rectify.core.told import in_line, message_of

SIDE_WORDS = {
    "waiting": gettext_noop("待交办"),
    "unplaced": gettext_noop("单位待定"),
    "doubled": gettext_noop("疑似重复"),
    "returned": gettext_noop("被退回重派"),
}


@require_safe
def desk(request: SignedRequest) -> HttpResponse:
    """The bench of the newest batch, or of the one chosen."""
    if request.actor.role not in DESK_ROLES:
        raise NotAllowed(_("交办由整改办或信访件专班办理，您的岗位不能办理。"))
    batches = list(bench.batches_of(request.actor)[:60])
    batch = _chosen(request, batches)
    if batch is None:
        return render(request, "petitions/desk_empty.html")
    return render(request, "petitions/desk.html", _context(request, batch, batches))


def _chosen(request: SignedRequest, batches: list[PetitionBatch]) -> PetitionBatch | None:
    wanted = request.GET.get("batch", "")
    for batch in batches:
        if str(batch.pk) == wanted:
            return batch
    return batches[0] if batches else None


def _context(
    request: SignedRequest, batch: PetitionBatch, batches: list[PetitionBatch]
) -> dict[str, Any]:
    chosen = request.GET.get("side", "waiting")
    lines = bench.lines_of(batch)
    shown = bench.side(chosen, lines)
    now = _open(request, shown)
    return {
        "batch": batch,
        "batches": [
            {"label": str(b), "url": _url(b, chosen), "current": b == batch, "on": b.handed_on}
            for b in batches
        ],
        "clock": bench.clock_of(batch),
        "sides": _sides(batch, chosen, lines),
        "handed": bench.handed_today(batch, clock.today()).count(),
        "lines": [_line(line, batch, chosen, now) for line in shown],
        "heading": _(SIDE_WORDS.get(chosen, "待交办")),
        "now": _now(now),
        **_neighbours(shown, now, batch, chosen),
        "summary_url": f"/petitions/summary/?batch={batch.pk}",
    }


def _open(request: SignedRequest, shown: list[Line]) -> Line | None:
    wanted = request.GET.get("at", "")
    at = next((line for line in shown if str(line.petition.pk) == wanted), None)
    return at or (shown[0] if shown else None)


def _url(batch: PetitionBatch, chosen: str, at: int | None = None) -> str:
    params = {"batch": batch.pk, "side": chosen} | ({"at": at} if at else {})
    return f"/petitions/desk/?{urlencode(params)}"


def _sides(batch: PetitionBatch, chosen: str, lines: list[Line]) -> list[dict[str, Any]]:
    return [
        {
            "label": _(word),
            "count": len(bench.side(name, lines)),
            "url": _url(batch, name),
            "current": name == chosen,
        }
        for name, word in SIDE_WORDS.items()
    ]


def _line(line: Line, batch: PetitionBatch, chosen: str, now: Line | None) -> dict[str, Any]:
    found = line.suggestion
    row = line.petition
    return {
        "number": row.label,
        "url": _url(batch, chosen, row.pk),
        "current": line is now,
        "channel": _(CHANNEL_NAMES[row.channel]) if row.channel else "",
        "title": row.text,
        "place": found.division.name if found.division else "",
        "unit": "、".join(unit.name for unit in found.units),
        "times": found.times if found.times > 1 else 0,
        "doubled": row.duplicate_number,
        "returned": bool(row.returned_reason),
    }


def _now(line: Line | None) -> dict[str, Any] | None:
    if line is None:
        return None
    row, found = line.petition, line.suggestion
    return {
        "row": row,
        "label": row.label,
        "url": f"/petitions/{row.pk}/",
        "channel": _(CHANNEL_NAMES[row.channel]) if row.channel else "",
        "types": [_(word) for word in row.pollution_types],
        "items": list(row.items.order_by("number")),
        "suggestion": found,
        "why": in_line(found.why),
        "earlier": [
            {
                **other,
                "state": _(STATE_NAMES[other["state"]]),
                "verdict": _(VERDICT_NAMES[other["verdict"]]) if other["verdict"] else "",
            }
            for other in bench.earlier_lines(found)
        ],
    }


def _neighbours(
    shown: list[Line], now: Line | None, batch: PetitionBatch, chosen: str
) -> dict[str, str]:
    if now is None:
        return {"previous_url": "", "next_url": ""}
    at = shown.index(now)
    before = shown[at - 1] if at else None
    after = shown[at + 1] if at + 1 < len(shown) else None
    return {
        "previous_url": _url(batch, chosen, before.petition.pk) if before else "",
        "next_url": _url(batch, chosen, after.petition.pk) if after else "",
    }


@require_POST
def accept(request: SignedRequest, pk: int) -> HttpResponse:
    """按建议交办: the place and unit that were shown, not what would be suggested now."""
    post = request.POST
    back = f"/petitions/desk/?{urlencode({n: post.get(n, '') for n in ('batch', 'side')})}"
    lead = post.get("lead", "")
    version = post.get("version", "")
    to = Handling(post.get("division", ""), int(lead) if lead.isdecimal() else None)
    try:
        petition = hand_down(
            request.actor, pk, to=to, expected=int(version) if version.isdecimal() else None
        )
    except (Invalid, NeedsUnmet, Stale, WrongState) as refusal:
        messages.error(request, message_of(refusal))
        return redirect(back)
    place = petition.division.name if petition.division else ""
    words = _("%(number)s 已交办 %(place)s。")
    messages.success(request, words % {"number": petition.label, "place": place})
    return redirect(back)
