"""Pages of importing plans and ledgers: look and settle, confirm, receipt, undo."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from issues.importing import services
from issues.importing.listing import receipt_context
from issues.importing.looking import Look, look_at
from issues.importing.page import context
from issues.importing.view import View
from rectify.accounts.http import SignedRequest
from rectify.core.errors import Missing, NotAllowed
from rectify.core.text import gettext_noop
from rectify.exchange.models import StagedImport
from rectify.exchange.previewing import Previewing
from rectify.exchange.services import HEAVY, NOT_YOURS
from rectify.exchange.viewing import Asked


def seen_import(request: SignedRequest, pk: int) -> StagedImport:
    """The import, in sight of this office; raises `Missing`, or `NotAllowed` for other posts."""
    rows = StagedImport.objects.visible_to(request.actor.scope).defer(*HEAVY)
    staged = rows.exclude(kind="petitions").filter(pk=pk).first()
    if staged is None:
        raise Missing()
    if request.actor.role != "office" or request.actor.division != staged.division_code:
        raise NotAllowed(_(NOT_YOURS))
    return staged


def _context(look: Look, asked: Asked, error: str, field: str) -> dict[str, Any]:
    return context(View(look, asked, error, field))


PAGES = Previewing(
    space="imports",
    seen=seen_import,
    look=look_at,
    context=_context,
    receipt_context=receipt_context,
    services=services,
    undone=gettext_noop("已整批撤销，方案里不再有这次导入的内容。"),
)


@require_safe
def preview(request: SignedRequest, pk: int) -> HttpResponse:
    """See `rectify.exchange.previewing`."""
    return PAGES.preview(request, pk)


@require_POST
def answer(request: SignedRequest, pk: int, what: str) -> HttpResponse:
    """答复、改写."""
    return PAGES.answer(request, pk, what)


@require_POST
def confirm(request: SignedRequest, pk: int) -> HttpResponse:
    """导入."""
    return PAGES.confirm(request, pk)


@require_safe
def receipt(request: SignedRequest, pk: int) -> HttpResponse:
    """回执."""
    return PAGES.receipt(request, pk)


@require_POST
def undo(request: SignedRequest, pk: int) -> HttpResponse:
    """整批撤销."""
    return PAGES.undo(request, pk)
