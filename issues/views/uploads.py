"""Pages before an import is looked at: the list of all, and handing in a plan or a ledger."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from issues.importing import handing_in
from issues.importing.forms import ONE_PLAN, UploadForm
from issues.importing.listing import items_of
from issues.models import Plan
from rectify.accounts.http import SignedRequest
from rectify.core.errors import Invalid, NotAllowed
from rectify.core.paging import paged
from rectify.core.told import message_of
from rectify.exchange import downloads, pages
from rectify.exchange.forms import LIMITS
from rectify.exchange.readers.guard import MAX_BYTES
from rectify.exchange.services import NOT_YOURS
from rectify.journal.idempotency import form_key, once_per_form


@require_safe
def imports(request: SignedRequest) -> HttpResponse:
    """Uploads of the own division this post works on, newest first."""
    rows = pages.imports_of(request.actor)
    tabs = pages.tabs(rows, request.GET)
    total = next(tab["count"] for tab in tabs if tab["current"])
    page = paged(request, pages.narrowed(rows, request.GET.get("show", "")), total)
    shown = {
        "imports": items_of(page.rows),
        "ways_in": pages.ways_in(request.actor),
        "tabs": tabs,
        "pager": page,
        "exports": downloads.menu(
            request.GET, (_("当前清单（Excel）"), reverse("imports:list_file"))
        ),
    }
    return render(request, "exchange/imports_list.html", shown)


def upload(request: SignedRequest) -> HttpResponse:
    """Hand in a file or pasted words; the same one for the same plan leads to where it is."""
    if request.actor.role != "office":
        raise NotAllowed(_(NOT_YOURS))
    form = UploadForm(
        request.POST or None, request.FILES or None, who=request.actor, initial=_initial(request)
    )
    if request.method == "POST" and form.is_valid():
        try:
            pk = once_per_form(request.actor, request, lambda: _hand_in(request, form))
        except Invalid as refusal:
            name = next(iter(refusal.detail), None)
            form.add_error(name if name in form.fields else None, message_of(refusal))
        else:
            return pages.arrived(request, reverse("imports:preview", args=[pk]))
    shown = _page(request, form)
    return render(request, "exchange/upload.html", shown, status=400 if form.errors else 200)


def _page(request: SignedRequest, form: UploadForm) -> dict[str, Any]:
    blanks = (("plan", _("下载方案模板")), ("ledger", _("下载台账模板")))
    return {
        "form": form,
        "ways_in": pages.ways_in(request.actor, "plan"),
        "most": MAX_BYTES,
        "limits": [*LIMITS, ONE_PLAN],
        "templates": [
            {"label": label, "url": reverse("imports:template", args=[kind])}
            for kind, label in blanks
        ],
        "cancel_url": reverse("imports:list"),
    }


def _initial(request: SignedRequest) -> dict[str, Any]:
    wanted = request.GET.get("plan", "")
    plans = Plan.objects.visible_to(request.actor.scope).filter(division_id=request.actor.division)
    plan = plans.filter(pk=wanted).first() if wanted.isdecimal() else None
    found: dict[str, Any] = {"form_key": form_key(), "round": request.GET.get("round")}
    if plan is not None:
        found |= {"plan": plan.pk, "round": plan.round_id}
    return found


def _hand_in(request: SignedRequest, form: UploadForm) -> int:
    data = form.cleaned_data
    target = handing_in.target_of(
        request.actor,
        round_code=data["round"].code,
        plan_id=data["plan"].pk if data["plan"] else None,
        doc_no="" if data["plan"] else data["plan_no"],
    )
    staged, new = handing_in.hand_in(request.actor, data["kind"], form.upload(), target)
    if not new:
        messages.info(request, _("这份文件此前已经交过，没有重复导入。"))
    return staged.pk
