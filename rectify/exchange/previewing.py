"""The pages of an import, from its preview to its receipt, whichever noun it belongs to."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from rectify.accounts.http import SignedRequest
from rectify.accounts.scope import Actor
from rectify.core.errors import DomainError, Invalid, NeedsUnmet
from rectify.core.told import message_of
from rectify.exchange import asking, pages
from rectify.exchange.asking import Act
from rectify.exchange.doubts import Doubt
from rectify.exchange.models import StagedImport
from rectify.exchange.viewing import Asked, Look

PREVIEW, RECEIPT = "exchange/preview.html", "exchange/receipt.html"
DONE = ("confirmed", "undone")
SENT = ("value", "typed", "remember")


class Services(Protocol):
    """What a noun's `importing.services` offer."""

    @property
    def answer(self) -> Act: ...
    @property
    def correct(self) -> Act: ...
    @property
    def take_back(self) -> Act: ...
    @property
    def confirm(self) -> Act: ...
    @property
    def undo(self) -> Act: ...


@dataclass(frozen=True)
class Previewing:
    """The pages of one noun; its views say whether they are read or posted to.

    `seen` raises for who may not work on an import; `context` is what the preview shows of a look
    under a query, with an error and the field it belongs to; `receipt_context` what the receipt
    does.
    """

    space: str
    seen: Callable[[SignedRequest, int], StagedImport]
    look: Callable[[StagedImport], Look]
    context: Callable[[Any, Asked, str, str], dict[str, Any]]
    receipt_context: Callable[[Actor, StagedImport], dict[str, Any]]
    services: Services
    undone: str

    def preview(self, request: SignedRequest, pk: int) -> HttpResponse:
        """The reading beside its source; while a worker has it, a page that looks again itself."""
        staged = self.seen(request, pk)
        if staged.state in DONE:
            return redirect(self._url("receipt", pk))
        if staged.state != "preview":
            return pages.still(request, staged)
        return self._shown(request, staged, Asked.of(request.GET.dict()))

    def answer(self, request: SignedRequest, pk: int, what: str) -> HttpResponse:
        """Settle a doubt (`what` is its id) or rewrite a field (`what` is the row)."""
        staged = self.seen(request, pk)
        field = request.POST.get("field", "")
        try:
            if field:
                return redirect(self._corrected(request, pk, what, field))
            return redirect(self._settled(request, pk, what))
        except Invalid as refusal:
            staged.refresh_from_db()
            asked = Asked(row=what, show="all") if field else Asked(doubt=what)
            at = f"{what}-{field}" if field else ""
            return self._shown(request, staged, asked, message_of(refusal), at)

    def confirm(self, request: SignedRequest, pk: int) -> HttpResponse:
        """Write it, all or nothing; a second click gets the same receipt."""
        self.seen(request, pk)
        version = request.POST.get("version", "")
        expected = int(version) if version.isdecimal() else None
        try:
            confirm = self.services.confirm
            staged = asking.confirm(request.actor, pk, confirm, expected=expected)
        except NeedsUnmet as refusal:
            messages.warning(request, message_of(refusal))
            return redirect(self._url("preview", pk))
        if staged.state != "confirmed":
            return redirect(self._url("preview", pk))
        messages.success(request, _("已导入，回执 %(no)s。") % {"no": staged.receipt})
        return redirect(self._url("receipt", pk))

    def receipt(self, request: SignedRequest, pk: int) -> HttpResponse:
        """What the import did, and the way back while there is one."""
        staged = self.seen(request, pk)
        if staged.state not in DONE:
            return redirect(self._url("preview", pk))
        return render(request, RECEIPT, self.receipt_context(request.actor, staged))

    def undo(self, request: SignedRequest, pk: int) -> HttpResponse:
        """Take the whole import back."""
        self.seen(request, pk)
        reason = request.POST.get("reason", "")
        try:
            staged = asking.undo(request.actor, pk, self.services.undo, reason=reason)
        except DomainError as refusal:
            if refusal.status not in (400, 409):
                raise
            messages.warning(request, message_of(refusal))
        else:
            if staged.state != "undone":
                return redirect(self._url("preview", pk))
            messages.success(request, _(self.undone))
        return redirect(self._url("receipt", pk))

    def _url(self, page: str, pk: int) -> str:
        return reverse(f"{self.space}:{page}", args=[pk])

    def _shown(
        self, request: SignedRequest, staged: StagedImport, asked: Asked, error: str = "",
        field: str = "",
    ) -> HttpResponse:  # fmt: skip
        shown = self.context(self.look(staged), asked, error, field)
        return render(request, PREVIEW, shown, status=400 if error else 200)

    def _corrected(self, request: SignedRequest, pk: int, row: str, field: str) -> str:
        if request.POST.get("action") == "take_back":
            self.services.take_back(request.actor, pk, f"{row}-{field}")
        else:
            value, seen = request.POST.get("value", ""), request.POST.get("seen")
            self.services.correct(request.actor, pk, row, field, value, seen=seen)
        return f"{self._url('preview', pk)}?show=all&row={row}"

    def _settled(self, request: SignedRequest, pk: int, doubt: str) -> str:
        """The next open doubt after the one just settled, else the first that is open."""
        given = request.POST
        sent: dict[str, Any] = {name: given.get(name, "") for name in SENT}
        sent["keep"] = given.get("action") == "keep"
        self.services.answer(request.actor, pk, doubt, sent, seen=given.get("seen"))
        url, look = self._url("preview", pk), self.look(self.seen(request, pk))
        following = next_open(look.doubts, doubt)
        return f"{url}?doubt={following.id}" if following else url


def next_open(doubts: Iterable[Doubt], answered: str) -> Doubt | None:
    """The first open doubt after the one answered, else the first open one."""
    found = list(doubts)
    at = next((n for n, doubt in enumerate(found) if doubt.id == answered), -1)
    return next((d for d in (*found[at + 1 :], *found[: at + 1]) if not d.settled), None)
