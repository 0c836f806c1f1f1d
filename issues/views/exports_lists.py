"""The smaller lists out: rounds with their plans, amendments, imports."""

from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from issues.exporting.head import Head
from issues.exporting.lists import AMENDMENTS, IMPORTS, ROUNDS, list_table, round_lines
from issues.importing.listing import items_of
from issues.views.amendments.listing import line, sought
from issues.views.rounds import shown_rounds
from issues.workflow import AMENDMENT_STATES
from rectify.accounts.http import SignedRequest
from rectify.exchange import downloads, pages

CHUNK = 500


@require_safe
def round_list(request: SignedRequest) -> HttpResponseBase:
    """Rounds and plans as the page shows them, a line a plan."""
    lines = list(round_lines(shown_rounds(request)))
    downloads.allow(request, len(lines))
    head = Head(_("轮次与方案"), _("全部"), total=len(lines))
    table = list_table(request.actor, head, ROUNDS, lines)
    return downloads.sent(request, "issues.rounds", "xlsx", table)


@require_safe
def amendment_list(request: SignedRequest) -> HttpResponseBase:
    """The amendments the page lists, all of them."""
    _all, rows = sought(request)
    total = rows.count()
    downloads.allow(request, total)
    state = AMENDMENT_STATES.get(request.GET.get("state", ""))
    head = Head(_("方案调整"), _(state) if state else _("全部"), total=total)
    lines = (line(row) for row in rows.iterator(chunk_size=CHUNK))
    table = list_table(request.actor, head, AMENDMENTS, lines)
    return downloads.sent(request, "issues.amendments", "xlsx", table)


@require_safe
def import_list(request: SignedRequest) -> HttpResponseBase:
    """The imports of the chosen tab, all of them."""
    show = request.GET.get("show", "")
    rows = pages.narrowed(pages.imports_of(request.actor), show)
    total = rows.count()
    downloads.allow(request, total)
    head = Head(_("资料导入"), _(pages.TABS.get(show, pages.TABS[""])), total=total)
    table = list_table(request.actor, head, IMPORTS, items_of(rows.iterator(chunk_size=CHUNK)))
    return downloads.sent(request, "exchange.imports", "xlsx", table)
