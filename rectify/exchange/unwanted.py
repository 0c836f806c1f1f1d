"""What of a file is not imported, for the pages of every noun: a preview given up or taken up
again, and the faults to take along. The noun has looked whether this person may see the import."""

from collections.abc import Callable, Iterable

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from rectify.accounts.http import SignedRequest
from rectify.core.errors import WrongState
from rectify.core.told import message_of
from rectify.exchange import asking, services
from rectify.exchange.downloads import given
from rectify.exchange.faults import Fault, faults_file
from rectify.exchange.models import StagedImport
from rectify.journal.services import audit


def discarded(request: SignedRequest, pk: int, preview: str) -> HttpResponseBase:
    """Give a preview up; it can be taken up again for thirty days."""
    version = request.POST.get("version", "")
    try:
        services.discard(request.actor, pk, expected=int(version) if version.isdecimal() else None)
    except WrongState as refusal:
        messages.warning(request, message_of(refusal))
        return redirect(preview, pk=pk)
    messages.success(request, _("已放弃，没有写入任何内容；30 天内可以恢复。"))
    return redirect("imports:list")


def restored(request: SignedRequest, pk: int, preview: str) -> HttpResponseBase:
    """Take a discarded preview up again, with the answers given so far."""
    try:
        services.restore(request.actor, pk)
    except WrongState as refusal:
        messages.warning(request, message_of(refusal))
    return redirect(preview, pk=pk)


def looked_again(request: SignedRequest, pk: int, preview: str) -> HttpResponseBase:
    """Have a worker look anew at a large preview."""
    services.look_again(request.actor, pk)
    return redirect(preview, pk=pk)


def recalled(request: SignedRequest, pk: int, preview: str) -> HttpResponseBase:
    """Give up waiting for a worker."""
    try:
        asking.recall(request.actor, pk)
    except WrongState as refusal:
        messages.warning(request, message_of(refusal))
    return redirect(preview, pk=pk)


def marked(
    request: SignedRequest, staged: StagedImport, faults: Callable[[], Iterable[Fault]]
) -> HttpResponseBase:
    """The user's own workbook with the faults marked; for other files a list of them."""
    if staged.state != "preview":
        raise WrongState(_("只有待确认的导入有存疑可以标出。"))
    data, name = faults_file(staged, faults())
    audit(request.actor, "export", noun="exchange.stagedimport", object_id=staged.pk)
    return given(data, name, "xlsx")
