"""Figures out: the tables of the page, the rows behind one figure."""

from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from issues.exporting.head import Head
from issues.exporting.tables import screen_table as issue_table
from petitions.exporting.tables import screen_table as petition_table
from rectify.accounts.http import SignedRequest
from rectify.core import clock
from rectify.core.errors import Missing
from rectify.exchange import downloads
from rectify.figures.forms import FilterForm
from rectify.figures.sheets import covered, sheets
from rectify.figures.views import asked, content


@require_safe
def figure_table(request: SignedRequest) -> HttpResponseBase:
    """Every figure on screen with its definition, both counts, value and day; the tables beside."""
    form = FilterForm(request.GET, scope=request.actor.scope)
    if not form.is_valid():
        raise Missing()
    found = sheets(request.actor, form, content(request, form.filters()))
    told = {"covers": covered(form)}
    return downloads.sent(request, "figures.table", "xlsx", *found, covers=told)


@require_safe
def row_list(request: SignedRequest) -> HttpResponseBase:
    """The rows a figure counts, in the columns of their own list."""
    noun, rows, told = asked(request)
    form = FilterForm(request.GET, scope=request.actor.scope)
    words = covered(form) if form.is_valid() else ""
    total = rows.order_by().count()
    downloads.allow(request, total)
    title = f"{told['name']}{told['part']}"
    about = (str(told["definition"]), _("截至 %(day)s") % {"day": told["as_of"]})
    counted = "项" if noun == "issue" else "件"
    head = Head(title, words, total=total, counted=counted, remarks=about)
    if noun == "issue":
        table = issue_table(request.actor, rows, head, [], clock.today())
    else:
        table = petition_table(request.actor, rows, head, clock.today())
    return downloads.sent(
        request, "figures.rows", "xlsx", table, covers={"covers": f"{title}；{words}"}
    )
