"""答复: one page, phone first: a card an item, amounts with units, closure, photos."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from petitions.answer_form import AnswerForm, so_far
from petitions.models import Petition
from petitions.services.answering import reply
from petitions.services.fetch import check_move
from petitions.views.evidence import evidence_of
from petitions.views.heading import heading, seen_petition
from petitions.workflow import NEEDS_NEXT
from rectify.accounts.http import SignedRequest
from rectify.accounts.sending import begun, form_page, sent
from rectify.core.errors import DomainError
from rectify.core.told import message_of
from rectify.journal.idempotency import repeated


def answer(request: SignedRequest, pk: int) -> HttpResponse:
    """Show the page or file the answer; a refusal keeps everything typed."""
    petition = seen_petition(request.actor, pk)
    if repeated(request.actor, request) is not None:
        return redirect(f"/petitions/{pk}/")
    check_move(request.actor, petition, "reply")
    items = petition.items.order_by("number")
    initial = {**so_far(petition), **begun(petition)}
    form = AnswerForm(request.POST or None, initial=initial, items=items)
    if sent(request, form, lambda: _file(request, petition, form), tell=_tell) is None:
        context = {**heading(petition), **_context(petition)}
        return form_page(request, "petitions/answer.html", form, context)
    messages.success(request, _("答复已提交，等待审核。"))
    return redirect(f"/petitions/{pk}/")


def _file(request: SignedRequest, petition: Petition, form: AnswerForm) -> int:
    row = reply(
        request.actor,
        petition.pk,
        answer=form.answer(),
        photos=request.FILES.getlist("photos"),
        documents=request.FILES.getlist("files"),
        expected=form.cleaned_data["version"],
    )
    return row.pk


def _tell(form: AnswerForm, refusal: DomainError) -> None:
    """Each sentence at its field; what belongs to none stands at the top."""
    told = False
    for name, sentence in refusal.detail.items():
        if name in form.fields and len(str(sentence)) > 8:
            form.add_error(name, str(sentence))
            told = True
    if not told:
        form.add_error(None, message_of(refusal))


def _context(petition: Petition) -> dict[str, Any]:
    returned = petition.replies.filter(state="returned").first()
    return {
        "text": petition.text,
        "needs_next": NEEDS_NEXT,
        "returned": petition.returned_reason,
        "earlier": bool(returned),
        "evidence": evidence_of(petition),
        "draft": f"petition-{petition.pk}-{petition.version}",
        "cancel_url": f"/petitions/{petition.pk}/",
    }
