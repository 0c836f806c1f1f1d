"""What of a batch is not imported: a preview given up or taken up again, the faults of a file."""

from django.contrib import messages
from django.http import FileResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from petitions.importing.marking import wrong
from petitions.importing.preview import preview as look_at
from petitions.views.imports import seen_import
from rectify.accounts.http import SignedRequest
from rectify.core.errors import WrongState
from rectify.core.told import message_of
from rectify.exchange import services
from rectify.exchange.faults import XLSX, faults_file
from rectify.journal.services import audit


@require_POST
def discard(request: SignedRequest, pk: int) -> HttpResponseBase:
    """Give a preview up; it can be taken up again for thirty days."""
    seen_import(request, pk)
    version = request.POST.get("version", "")
    try:
        services.discard(request.actor, pk, expected=int(version) if version.isdecimal() else None)
    except WrongState as refusal:
        messages.warning(request, message_of(refusal))
        return redirect("petition_imports:preview", pk=pk)
    messages.success(request, _("已放弃，没有写入任何内容；30 天内可以恢复。"))
    return redirect("imports:list")


@require_POST
def restore(request: SignedRequest, pk: int) -> HttpResponseBase:
    """Take a discarded preview up again, with the answers given so far."""
    seen_import(request, pk)
    try:
        services.restore(request.actor, pk)
    except WrongState as refusal:
        messages.warning(request, message_of(refusal))
    return redirect("petition_imports:preview", pk=pk)


@require_safe
def marked(request: SignedRequest, pk: int) -> HttpResponseBase:
    """The user's own workbook with the faults marked; for other files a list of them."""
    staged = seen_import(request, pk)
    if staged.state != "preview":
        raise WrongState(_("只有待确认的导入有存疑可以标出。"))
    data, name = faults_file(staged, wrong(look_at(staged)))
    audit(request.actor, "export", noun="exchange.stagedimport", object_id=pk)
    return FileResponse(data, as_attachment=True, filename=name, content_type=XLSX)
