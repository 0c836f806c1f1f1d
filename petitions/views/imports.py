"""Pages of importing a batch: hand in, look and settle, confirm, receipt, undo."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from petitions.importing import services
from petitions.importing.forms import ONE_BATCH, UploadForm
from petitions.importing.listing import receipt_context
from petitions.importing.looking import Look, look_at
from petitions.importing.page import context
from petitions.importing.view import View
from petitions.services.batches import NOT_YOURS
from petitions.services.fetch import DESK_ROLES
from rectify.accounts.http import SignedRequest
from rectify.core.errors import Invalid, Missing, NotAllowed
from rectify.core.text import gettext_noop
from rectify.core.told import message_of
from rectify.exchange import pages
from rectify.exchange.forms import LIMITS
from rectify.exchange.models import StagedImport
from rectify.exchange.previewing import Previewing
from rectify.exchange.readers.guard import MAX_BYTES
from rectify.exchange.services import HEAVY
from rectify.exchange.viewing import Asked
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


def _context(look: Look, asked: Asked, error: str, field: str) -> dict[str, Any]:
    return context(View(look, asked, error, field))


PAGES = Previewing(
    space="petition_imports",
    seen=seen_import,
    look=look_at,
    context=_context,
    receipt_context=receipt_context,
    services=services,
    undone=gettext_noop("已整批撤销，批次里不再有这次导入的内容。"),
)

preview = require_safe(PAGES.preview)
answer = require_POST(PAGES.answer)
confirm = require_POST(PAGES.confirm)
receipt = require_safe(PAGES.receipt)
undo = require_POST(PAGES.undo)
