"""Tables out: the list on screen, a ledger, a plan's list; blank templates. Streamed, audited."""

from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from issues.exporting.columns import SPECS, TITLES
from issues.exporting.head import Head
from issues.exporting.tables import issue_table, plan_head, plan_table, plan_words, screen_table
from issues.exporting.template import write_template
from issues.listing.asked import Asked
from issues.listing.scope import covered
from issues.models import Issue, Plan
from issues.views.listing import hidden_columns
from issues.views.plans import seen_plan
from rectify.accounts.http import SignedRequest
from rectify.core.errors import Missing, NotAllowed
from rectify.exchange import downloads
from rectify.exchange.downloads import TYPES
from rectify.exchange.services import NOT_YOURS


@require_safe
def issue_list(request: SignedRequest, what: str) -> HttpResponseBase:
    """The rows on screen as they stand there (`list`), or as a ledger with all they hold."""
    if what not in ("list", "ledger"):
        raise Http404
    asked = Asked.by(request)
    wanted = asked.wanted.exclude(state="draft") if what == "ledger" else asked.wanted
    total = wanted.order_by().count()
    downloads.allow(request, total)
    words = covered(asked.form, asked.query)
    if what == "list":
        head = Head(_("问题清单"), words, total=total)
        table = screen_table(request.actor, wanted, head, hidden_columns(request.GET), asked.on)
    else:
        table = issue_table(
            request.actor, wanted, _ledger_head(request, wanted, words, total), "ledger"
        )
    return downloads.sent(request, f"issues.{what}", "xlsx", table, covers={"covers": words})


def _ledger_head(request: SignedRequest, rows: Any, words: str, total: int) -> Head:
    """Rows of one plan say which: read back they find it."""
    plans = list(rows.order_by().values_list("plan_id", flat=True).distinct()[:2])
    if len(plans) != 1:
        return Head(TITLES["ledger"], words, total=total)
    seen = Plan.objects.visible_to(request.actor.scope).select_related("division")
    plan = seen.get(pk=plans[0])
    return plan_head(plan, "ledger", words, total)


@require_safe
def plan_list(request: SignedRequest, pk: int, form: str) -> HttpResponseBase:
    """One plan's list as workbook or paper, in the order of the plan."""
    plan = seen_plan(request, pk)
    if form not in TYPES:
        raise Missing()
    rows = Issue.objects.visible_to(request.actor.scope).filter(plan=plan)
    rows = rows.order_by("sort_key", "pk")
    total = rows.count()
    downloads.allow(request, total, form)
    table = plan_table(request.actor, plan, rows, plan_words(plan), total)
    return downloads.sent(request, "issues.plan", form, table, covers={"plan": plan.pk})


@require_safe
def template(request: SignedRequest, kind: str) -> HttpResponseBase:
    """The blank table of a kind."""
    if request.actor.role != "office":
        raise NotAllowed(_(NOT_YOURS))
    if kind not in SPECS:
        raise Http404
    return downloads.handed(lambda out: write_template(kind, out), f"{TITLES[kind]}模板", "xlsx")
