"""Pages of importing plans and ledgers: look and settle, confirm, receipt, undo."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from issues.importing import services
from issues.importing.listing import receipt_context
from issues.importing.looking import look_at
from issues.importing.page import context
from issues.importing.view import Asked, View
from rectify.accounts.http import SignedRequest
from rectify.core.errors import DomainError, Invalid, Missing, NeedsUnmet, NotAllowed
from rectify.core.told import message_of
from rectify.exchange import asking, pages
from rectify.exchange.models import StagedImport
from rectify.exchange.services import HEAVY, NOT_YOURS


def _office(request: SignedRequest) -> bool:
    return request.actor.role == "office"


def seen_import(request: SignedRequest, pk: int) -> StagedImport:
    """The import, in sight of this office; raises `Missing`, or `NotAllowed` for other posts."""
    rows = StagedImport.objects.visible_to(request.actor.scope).defer(*HEAVY)
    staged = rows.exclude(kind="petitions").filter(pk=pk).first()
    if staged is None:
        raise Missing()
    if not _office(request) or request.actor.division != staged.division_code:
        raise NotAllowed(_(NOT_YOURS))
    return staged


@require_safe
def preview(request: SignedRequest, pk: int) -> HttpResponse:
    """The reading beside its source; while it is being read, a page that looks again by itself."""
    staged = seen_import(request, pk)
    if staged.state in ("confirmed", "undone"):
        return redirect("imports:receipt", pk=pk)
    if staged.state != "preview":
        return pages.still(request, staged)
    view = View(look_at(staged), Asked.of(request.GET.dict()))
    return render(request, "exchange/preview.html", context(view))


@require_POST
def answer(request: SignedRequest, pk: int, what: str) -> HttpResponse:
    """Settle a doubt (`what` is its id) or rewrite a field (`what` is the row): saved at once."""
    staged = seen_import(request, pk)
    field = request.POST.get("field", "")
    asked = Asked(row=what, show="all") if field else Asked(doubt=what)
    try:
        url = _corrected(request, pk, what, field) if field else _settled(request, pk, what)
    except Invalid as refusal:
        staged.refresh_from_db()
        view = View(look_at(staged), asked, message_of(refusal), f"{what}-{field}" if field else "")
        return render(request, "exchange/preview.html", context(view), status=400)
    return redirect(url)


def _corrected(request: SignedRequest, pk: int, row: str, field: str) -> str:
    if request.POST.get("action") == "take_back":
        services.take_back(request.actor, pk, f"{row}-{field}")
    else:
        sent = request.POST
        value, seen = sent.get("value", ""), sent.get("seen")
        services.correct(request.actor, pk, row, field, value, seen=seen)
    return f"{reverse('imports:preview', args=[pk])}?show=all&row={row}"


def _settled(request: SignedRequest, pk: int, doubt: str) -> str:
    services.answer(request.actor, pk, doubt, _sent(request), seen=request.POST.get("seen"))
    return _next(pk, doubt)


def _sent(request: SignedRequest) -> dict[str, Any]:
    sent = request.POST
    return {
        "keep": sent.get("action") == "keep",
        "value": sent.get("value", ""),
        "typed": sent.get("typed", ""),
        "remember": sent.get("remember", ""),
    }


def _next(pk: int, answered: str) -> str:
    """The next open doubt after the one just settled, else the first that is open."""
    look = look_at(StagedImport.objects.defer(*HEAVY).get(pk=pk))
    ids = [doubt.id for doubt in look.doubts]
    at = ids.index(answered) if answered in ids else -1
    after = [d.id for d in (*look.doubts[at + 1 :], *look.open) if not d.settled]
    url = reverse("imports:preview", args=[pk])
    return f"{url}?doubt={after[0]}" if after else url


@require_POST
def confirm(request: SignedRequest, pk: int) -> HttpResponse:
    """Write it, all or nothing; a second click gets the same receipt."""
    seen_import(request, pk)
    version = request.POST.get("version", "")
    try:
        expected = int(version) if version.isdecimal() else None
        staged = asking.confirm(request.actor, pk, services.confirm, expected=expected)
    except NeedsUnmet as refusal:
        messages.warning(request, message_of(refusal))
        return redirect("imports:preview", pk=pk)
    if staged.state != "confirmed":
        return redirect("imports:preview", pk=pk)
    messages.success(request, _("已导入，回执 %(no)s。") % {"no": staged.receipt})
    return redirect("imports:receipt", pk=pk)


@require_safe
def receipt(request: SignedRequest, pk: int) -> HttpResponse:
    """What the import did, and the way back while there is one."""
    staged = seen_import(request, pk)
    if staged.state not in ("confirmed", "undone"):
        return redirect("imports:preview", pk=pk)
    return render(request, "exchange/receipt.html", receipt_context(staged))


@require_POST
def undo(request: SignedRequest, pk: int) -> HttpResponse:
    """Take the whole import back."""
    seen_import(request, pk)
    try:
        reason = request.POST.get("reason", "")
        staged = asking.undo(request.actor, pk, services.undo, reason=reason)
    except DomainError as refusal:
        if refusal.status not in (400, 409):
            raise
        messages.warning(request, message_of(refusal))
    else:
        if staged.state != "undone":
            return redirect("imports:preview", pk=pk)
        messages.success(request, _("已整批撤销，方案里不再有这次导入的内容。"))
    return redirect("imports:receipt", pk=pk)
