"""From an import preview: drafts of amendments for what the issued plan does not say."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from issues.forms.amendments import WhyForm
from issues.importing.offering import amend
from issues.services.amendments.fetch import url_of
from issues.views.imports import seen_import
from rectify.accounts.http import SignedRequest
from rectify.core.errors import DomainError, Invalid, Missing, NeedsUnmet, WrongState
from rectify.core.told import in_line, message_of


@require_POST
def offer(request: SignedRequest, pk: int) -> HttpResponse:
    """Draft one row's amendment, or those of all rows; a refusal leads back with its sentence."""
    seen_import(request, pk)
    row = request.POST.get("row", "")
    form = WhyForm(request.POST)
    back = reverse("imports:preview", args=[pk])
    back += f"?show=all&row={row}" if row.isalnum() else "?show=refused"
    if not form.is_valid():
        sentences = (str(sentence) for found in form.errors.values() for sentence in found)
        messages.warning(request, in_line(sentences))
        return redirect(back)
    try:
        drafted, left = amend(request.actor, pk, row=row, why=form.why())
    except (Invalid, WrongState, NeedsUnmet, Missing) as refusal:
        return _refused(request, refusal, back)
    for sentence in left[:5]:
        messages.warning(request, sentence)
    if not drafted:
        messages.info(request, _("没有可以生成草稿的条目。"))
        return redirect(back)
    messages.success(request, _("已生成 %(n)d 份方案调整草稿。") % {"n": len(drafted)})
    many = f"{reverse('issues:amendments')}?import={pk}"
    return redirect(url_of(drafted[0]) if row else many)


def _refused(request: SignedRequest, refusal: DomainError, back: str) -> HttpResponse:
    messages.warning(request, message_of(refusal))
    return redirect(back)
