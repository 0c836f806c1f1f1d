"""/petitions/batches/<id>/: what of a batch waits to be public, what holds it back, one button."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from petitions.models import Petition, PetitionBatch
from petitions.projection import title_of
from petitions.services.fetch import DESK_ROLES
from petitions.services.publishing import held_back_by, publish_batch, waiting
from petitions.workflow import CLOSURE_NAMES, VERDICT_NAMES
from rectify.accounts import step_up
from rectify.accounts.http import SignedRequest
from rectify.core.errors import NotAllowed
from rectify.core.fetching import one_of
from rectify.journal.idempotency import form_key, once_per_form


def batch(request: SignedRequest, pk: int) -> HttpResponse:
    """Show what would go out; publish it on POST after a second proof."""
    who = request.actor
    rows = PetitionBatch.objects.visible_to(who.scope).select_related("round__kind", "division")
    found = one_of(rows, pk=pk)
    if who.role not in DESK_ROLES or who.division != found.division_id:
        raise NotAllowed(_("公开由登记这一批的整改办或信访件专班办理。"))
    if request.method == "POST":
        return _publish(request, found)
    held, ready = _sorted(request, found)
    context = {
        "batch": found,
        "title": title_of(found),
        "ready": [_line(row) for row in ready],
        "held": held,
        "published": found.petitions.exclude(published_at=None).count(),
        "total": found.petitions.count(),
        "public_url": f"/public/petitions/{found.round.code}/{found.number}/",
        "form_key": form_key(),
    }
    return render(request, "petitions/batch.html", context)


def _sorted(
    request: SignedRequest, found: PetitionBatch
) -> tuple[list[dict[str, str]], list[Petition]]:
    """What the check holds back, and what may go out."""
    rows = Petition.objects.visible_to(request.actor.scope).filter(waiting(), batch=found)
    held: list[dict[str, str]] = []
    ready: list[Petition] = []
    for row in rows.select_related("batch", "round", "division", "owner").order_by("position"):
        reasons = held_back_by(row)
        held += [{"url": f"/petitions/{row.pk}/", "why": sentence} for sentence in reasons]
        if not reasons:
            ready.append(row)
    return held, ready


def _publish(request: SignedRequest, found: PetitionBatch) -> HttpResponse:
    version = request.POST.get("version", "")
    effects = [_("列入公开的一览表，公众无需登录即可看到。")]
    step_up.require(request, _("公开本批"), about=title_of(found), effects=effects)

    def run() -> dict[str, Any]:
        expected = int(version) if version.isdecimal() else None
        done = publish_batch(request.actor, found.pk, expected=expected)
        return {"done": len(done.done), "held": len(done.held)}

    told = once_per_form(request.actor, request, run)
    messages.success(request, _("已公开 %(n)d 件。") % {"n": told["done"]})
    if told["held"]:
        messages.warning(request, _("有 %(n)d 处未通过公开前检查。") % {"n": told["held"]})
    return redirect(f"/petitions/batches/{found.pk}/")


def _line(row: Petition) -> dict[str, Any]:
    return {
        "label": row.label,
        "url": f"/petitions/{row.pk}/",
        "text": row.text,
        "verdict": _(VERDICT_NAMES[row.verdict]),
        "closure": _(CLOSURE_NAMES[row.closure]),
        "again": row.published_at is not None,
    }
