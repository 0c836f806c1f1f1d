"""Pages of importing plans and ledgers: look and settle, confirm, receipt, undo."""

from typing import Any

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

preview = require_safe(PAGES.preview)
answer = require_POST(PAGES.answer)
confirm = require_POST(PAGES.confirm)
receipt = require_safe(PAGES.receipt)
undo = require_POST(PAGES.undo)
