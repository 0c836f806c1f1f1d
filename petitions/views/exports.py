"""Tables of petitions out: the list on screen, the official table, the evening table."""

from django.http import Http404
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from issues.exporting.head import Head
from petitions.exporting.summary import summary_table
from petitions.exporting.tables import official_table, screen_table
from petitions.listing.asked import Asked
from petitions.listing.scope import covered
from petitions.views.summary import content, scope_words
from rectify.accounts.http import SignedRequest
from rectify.core import clock
from rectify.exchange import downloads

OFFERED = (("list", "xlsx"), ("table", "xlsx"), ("table", "docx"))


@require_safe
def petition_list(request: SignedRequest, what: str, form: str) -> HttpResponseBase:
    """The rows on screen as they stand there (`list`), or in the official columns (`table`)."""
    if (what, form) not in OFFERED:
        raise Http404
    who, asked = request.actor, Asked.by(request)
    total = asked.wanted.order_by().count()
    downloads.allow(request, total, form)
    words = covered(asked.form, asked.query)
    if what == "list":
        head = Head(_("信访件清单"), words, total=total, counted="件")
        table = screen_table(who, asked.wanted, head, asked.on)
    else:
        table = official_table(who, asked.wanted, words, total)
    return downloads.sent(request, f"petitions.{what}", form, table, covers={"covers": words})


@require_safe
def summary(request: SignedRequest, form: str) -> HttpResponseBase:
    """边督边改汇总表 of what the page shows."""
    if form not in downloads.TYPES:
        raise Http404
    page = content(request)
    words = scope_words(page)
    as_of = page["as_of"].astimezone(clock.SHANGHAI)
    head = Head(
        _("边督边改汇总表"), words, counted="", remarks=(f"{_('截至')} {as_of:%Y-%m-%d %H:%M}",)
    )
    table = summary_table(request.actor, head, page)
    return downloads.sent(request, "petitions.summary", form, table, covers={"covers": words})
