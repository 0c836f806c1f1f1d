"""Tables out: the list on screen, a ledger, a plan's list; blank templates. Streamed, audited."""

import tempfile
from collections.abc import Callable
from typing import Any, BinaryIO, cast

from django.http import FileResponse, Http404
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from issues.exporting.columns import SPECS, TITLES
from issues.exporting.head import Head
from issues.exporting.tables import issue_table, plan_head, plan_words, screen_table
from issues.exporting.template import write_template
from issues.forms import SearchForm
from issues.listing.scope import covered
from issues.models import Issue, Plan
from issues.views.listing import COLUMNS
from rectify.accounts import step_up
from rectify.accounts.http import SignedRequest
from rectify.core import clock
from rectify.core.errors import Missing, NotAllowed
from rectify.exchange.services import NOT_YOURS
from rectify.exchange.writers import Table
from rectify.exchange.writers.paper import write_paper
from rectify.exchange.writers.workbook import write_workbook
from rectify.journal.services import audit

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
IN_MEMORY = 2_000_000
MASS = 2000
"""From so many rows on it is a mass export: a second proof first (conventions 8)."""


@require_safe
def issue_list(request: SignedRequest, what: str) -> HttpResponseBase:
    """The rows on screen as they stand there (`list`), or as a ledger with all they hold."""
    if what not in ("list", "ledger"):
        raise Http404
    on, form = clock.today(), SearchForm(request.GET, scope=request.actor.scope)
    query = form.query()
    rows = query.filter(Issue.objects.visible_to(request.actor.scope))
    wanted = query.sort(query.narrow(rows, on))
    if what == "ledger":
        wanted = wanted.exclude(state="draft")
    total = wanted.order_by().count()
    _prove(request, total)
    words = covered(form, query)
    if what == "list":
        hidden = [name for name in request.GET.get("hide", "").split(",") if name in COLUMNS]
        head = Head(_("问题清单"), words, total=total)
        table = screen_table(request.actor, wanted, head, hidden, on)
    else:
        table = issue_table(
            request.actor, wanted, _ledger_head(request, wanted, words, total), "ledger"
        )
    return _sent(request, table, f"issues.{what}", "xlsx", {"covers": words})


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
    plans = Plan.objects.visible_to(request.actor.scope).select_related("division")
    plan = plans.filter(pk=pk).first()
    if plan is None or form not in TYPES:
        raise Missing()
    rows = Issue.objects.visible_to(request.actor.scope).filter(plan=plan)
    rows = rows.order_by("sort_key", "pk")
    total = rows.count()
    _prove(request, total)
    head = plan_head(plan, "plan", plan_words(plan), total)
    table = issue_table(request.actor, rows, head, "plan")
    return _sent(request, table, "issues.plan", form, {"plan": plan.pk})


@require_safe
def template(request: SignedRequest, kind: str) -> HttpResponseBase:
    """The blank table of a kind."""
    if request.actor.role != "office":
        raise NotAllowed(_(NOT_YOURS))
    if kind not in SPECS:
        raise Http404
    return _file(lambda out: write_template(kind, out), f"{TITLES[kind]}模板", "xlsx")


def _prove(request: SignedRequest, total: int) -> None:
    if total >= MASS:
        step_up.require(request, _("批量导出"), about=_("%(n)d 项") % {"n": total})


def _sent(
    request: SignedRequest, table: Table, what: str, form: str, detail: dict[str, Any]
) -> HttpResponseBase:
    def write(out: BinaryIO) -> None:
        if form == "docx":
            count = write_paper(table, out, clock.today())
        else:
            count = write_workbook(table, out)
        audit(request.actor, "export", noun=what, detail={**detail, "rows": count, "form": form})

    return _file(write, table.title, form)


def _file(write: Callable[[BinaryIO], None], title: str, form: str) -> HttpResponseBase:
    """Written to disk beyond two megabytes; handed out as it is read."""
    out = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 the answer closes it
    write(cast(BinaryIO, out))
    out.seek(0)
    name = f"{title}{clock.today():%Y%m%d}.{form}"
    return FileResponse(out, as_attachment=True, filename=name, content_type=TYPES[form])
