"""What of a file is not imported, for the pages of every noun: a preview given up or taken up
again, and the faults to take along."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

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


@dataclass(frozen=True)
class Unwanted:
    """The pages of one noun; its views say whether they are read or posted to.

    `seen` raises for who may not work on an import.
    """

    space: str
    seen: Callable[[SignedRequest, int], StagedImport]
    faults: Callable[[StagedImport], Iterable[Fault]]

    def discard(self, request: SignedRequest, pk: int) -> HttpResponseBase:
        """放弃: give a preview up; it can be taken up again for thirty days."""
        self.seen(request, pk)
        version = request.POST.get("version", "")
        expected = int(version) if version.isdecimal() else None
        try:
            services.discard(request.actor, pk, expected=expected)
        except WrongState as refusal:
            messages.warning(request, message_of(refusal))
            return self._preview(pk)
        messages.success(request, _("已放弃，没有写入任何内容；30 天内可以恢复。"))
        return redirect("imports:list")

    def restore(self, request: SignedRequest, pk: int) -> HttpResponseBase:
        """恢复: take a discarded preview up again, with the answers given so far."""
        return self._tried(request, pk, services.restore)

    def recall(self, request: SignedRequest, pk: int) -> HttpResponseBase:
        """收回: give up waiting for a worker."""
        return self._tried(request, pk, asking.recall)

    def again(self, request: SignedRequest, pk: int) -> HttpResponseBase:
        """重新核对: have a worker look anew at a large preview."""
        self.seen(request, pk)
        services.look_again(request.actor, pk)
        return self._preview(pk)

    def marked(self, request: SignedRequest, pk: int) -> HttpResponseBase:
        """The user's own workbook with the faults marked; for other files a list of them."""
        staged = self.seen(request, pk)
        if staged.state != "preview":
            raise WrongState(_("只有待确认的导入有存疑可以标出。"))
        data, name = faults_file(staged, self.faults(staged))
        audit(request.actor, "export", noun="exchange.stagedimport", object_id=staged.pk)
        return given(data, name, "xlsx")

    def _tried(
        self, request: SignedRequest, pk: int, act: Callable[..., StagedImport]
    ) -> HttpResponseBase:
        self.seen(request, pk)
        try:
            act(request.actor, pk)
        except WrongState as refusal:
            messages.warning(request, message_of(refusal))
        return self._preview(pk)

    def _preview(self, pk: int) -> HttpResponseBase:
        return redirect(f"{self.space}:preview", pk=pk)
