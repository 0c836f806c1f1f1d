"""Pages of importing a batch: hand in, look and settle, confirm, receipt, undo."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from issues.importing.forms import LIMITS
from petitions.importing import services
from petitions.importing.forms import ONE_BATCH, UploadForm
from petitions.importing.large import look_at
from petitions.importing.listing import receipt_context
from petitions.importing.page import context
from petitions.importing.view import Asked, View
from petitions.services.batches import NOT_YOURS
from petitions.services.fetch import DESK_ROLES
from rectify.accounts.http import SignedRequest
from rectify.core.errors import DomainError, Invalid, Missing, NeedsUnmet, NotAllowed
from rectify.core.told import message_of
from rectify.exchange import asking, pages
from rectify.exchange.faults import label_of
from rectify.exchange.models import StagedImport
from rectify.exchange.readers.guard import MAX_BYTES
from rectify.exchange.services import HEAVY
from rectify.journal.idempotency import form_key, once_per_form


def seen_import(request: SignedRequest, pk: int) -> StagedImport:
    """The import, in sight of this desk; raises `Missing`, or `NotAllowed` for other posts."""
    rows = StagedImport.objects.visible_to(request.actor.scope).defer(*HEAVY)
    staged = rows.filter(kind=services.KIND, pk=pk).first()
    if staged is None:
        raise Missing()
    if request.actor.role not in DESK_ROLES or request.actor.division != staged.division_code:
        raise NotAllowed(_(NOT_YOURS))
    return staged


def upload(request: SignedRequest) -> HttpResponse:
    """Hand in a file or pasted words; the same one for the same batch leads to where it is."""
    if request.actor.role not in DESK_ROLES:
        raise NotAllowed(_(NOT_YOURS))
    form = UploadForm(
        request.POST or None,
        request.FILES or None,
        who=request.actor,
        initial={"form_key": form_key(), "round": request.GET.get("round")},
    )
    if request.method == "POST" and form.is_valid():
        try:
            pk = once_per_form(request.actor, request, lambda: _hand_in(request, form))
        except Invalid as refusal:
            name = next(iter(refusal.detail), None)
            form.add_error(name if name in form.fields else None, message_of(refusal))
        else:
            return pages.arrived(request, reverse("petition_imports:preview", args=[pk]))
    shown = _page(request, form)
    return render(request, "exchange/upload.html", shown, status=400 if form.errors else 200)


def _page(request: SignedRequest, form: UploadForm) -> dict[str, Any]:
    blank = {"label": _("下载信访件模板"), "url": reverse("petitions:template")}
    return {
        "form": form,
        "ways_in": pages.ways_in(request.actor, "petitions"),
        "most": MAX_BYTES,
        "petitions": True,
        "limits": [*LIMITS, ONE_BATCH],
        "templates": [blank],
        "cancel_url": reverse("imports:list"),
    }


def _hand_in(request: SignedRequest, form: UploadForm) -> int:
    data = form.cleaned_data
    target = services.target_of(
        request.actor, data["round"], batch=data["batch"], handed_on=data["handed_on"]
    )
    staged, new = services.upload_petitions(request.actor, form.upload(), target)
    if not new:
        messages.info(request, _("这份文件此前已经交过，没有重复导入。"))
    return staged.pk


@require_safe
def preview(request: SignedRequest, pk: int) -> HttpResponse:
    """The reading beside its source; while it is being read, a page that looks again by itself."""
    staged = seen_import(request, pk)
    if staged.state in ("confirmed", "undone"):
        return redirect("petition_imports:receipt", pk=pk)
    if staged.state != "preview":
        return pages.still(request, staged)
    view = View(look_at(staged), Asked.of(request.GET.dict()))
    return render(request, "exchange/preview.html", _shown(view))


def _shown(view: View) -> dict[str, Any]:
    """The page, with the ways out of it: give it up, take the faults along."""
    look, pk = view.look, view.look.staged.pk
    marked = {"label": label_of(look.staged), "url": reverse("petition_imports:marked", args=[pk])}
    return context(view) | {
        "discard_url": reverse("petition_imports:discard", args=[pk]),
        "marked": marked if look.open or look.counts["refused"] else None,
    }


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
        return render(request, "exchange/preview.html", _shown(view), status=400)
    return redirect(url)


def _corrected(request: SignedRequest, pk: int, row: str, field: str) -> str:
    if request.POST.get("action") == "take_back":
        services.take_back(request.actor, pk, f"{row}-{field}")
    else:
        sent = request.POST
        value, seen = sent.get("value", ""), sent.get("seen")
        services.correct(request.actor, pk, row, field, value, seen=seen)
    return f"{reverse('petition_imports:preview', args=[pk])}?show=all&row={row}"


def _settled(request: SignedRequest, pk: int, doubt: str) -> str:
    sent: dict[str, Any] = {
        "keep": request.POST.get("action") == "keep",
        "value": request.POST.get("value", ""),
    }
    services.answer(request.actor, pk, doubt, sent, seen=request.POST.get("seen"))
    look = look_at(seen_import(request, pk))
    ids = [d.id for d in look.doubts]
    at = ids.index(doubt) if doubt in ids else -1
    after = [d.id for d in (*look.doubts[at + 1 :], *look.open) if not d.settled]
    url = reverse("petition_imports:preview", args=[pk])
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
        return redirect("petition_imports:preview", pk=pk)
    if staged.state != "confirmed":
        return redirect("petition_imports:preview", pk=pk)
    messages.success(request, _("已导入，回执 %(no)s。") % {"no": staged.receipt})
    return redirect("petition_imports:receipt", pk=pk)


@require_safe
def receipt(request: SignedRequest, pk: int) -> HttpResponse:
    """What the import did, and the way back while there is one."""
    staged = seen_import(request, pk)
    if staged.state not in ("confirmed", "undone"):
        return redirect("petition_imports:preview", pk=pk)
    return render(request, "exchange/receipt.html", receipt_context(request.actor, staged))


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
            return redirect("petition_imports:preview", pk=pk)
        messages.success(request, _("已整批撤销，批次里不再有这次导入的内容。"))
    return redirect("petition_imports:receipt", pk=pk)
