"""进展填报: one page, phone first: words, quantities, per cent, measures done, photos."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from issues.forms.progress import ReportForm
from issues.models import Issue
from issues.services.fetch import facts_of, parts_of
from issues.services.filing import Filing, file_progress
from issues.views.heading import check_shown, heading, seen_issue
from issues.workflow import MOVES
from rectify.accounts.http import SignedRequest
from rectify.core import clock
from rectify.core.errors import DomainError
from rectify.core.told import message_of
from rectify.journal.idempotency import form_key, once_per_form, repeated

QUANTITY_ROWS = 3


def report(request: SignedRequest, pk: int) -> HttpResponse:
    """Show the page or file it; a refusal keeps everything typed."""
    issue = seen_issue(request.actor, pk)
    if repeated(request.actor, request) is not None:
        return redirect(f"/issues/{pk}/")
    check_shown(request, issue)
    MOVES.check(
        issue.state, "report", parts_of(request.actor, issue), facts_of(request.actor, issue)
    )
    initial = {
        "version": issue.version,
        "form_key": form_key(),
        "percent": issue.progress_pct,
    }
    form = ReportForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            once_per_form(request.actor, request, lambda: _file(request, issue, form.cleaned_data))
        except DomainError as refusal:
            if refusal.status in (404, 412):
                raise
            form.add_error(None, message_of(refusal))
        else:
            messages.success(request, _("进展已填报。"))
            return redirect(f"/issues/{pk}/")
    context = {**heading(issue), **_context(request, issue, form)}
    return render(request, "issues/report.html", context, status=400 if form.errors else 200)


def _file(request: SignedRequest, issue: Issue, data: dict[str, Any]) -> int:
    post = request.POST
    names, amounts, units = (
        post.getlist(f"quantity_{part}") for part in ("name", "amount", "unit")
    )
    filing = Filing(
        pct=data["percent"],
        done_text=data["text"],
        quantities=[
            {"name": name.strip(), "amount": amount, "unit": unit.strip()}
            for name, amount, unit in zip(names, amounts, units, strict=False)
        ],
        problem_text=data["problem"],
        next_step=data["next_plan"],
        measures=[int(value) for value in post.getlist("measure") if value.isdecimal()],
        before=request.FILES.get("before"),
        after=request.FILES.get("after"),
        documents=request.FILES.getlist("files"),
    )
    return file_progress(request.actor, issue.pk, filing=filing, expected=data["version"])


def _context(request: SignedRequest, issue: Issue, form: ReportForm) -> dict[str, Any]:
    last = issue.reports.first()
    chosen = request.POST.getlist("measure")
    rows = zip(
        *[
            (request.POST.getlist(f"quantity_{part}") + [""] * QUANTITY_ROWS)[:QUANTITY_ROWS]
            for part in ("name", "amount", "unit")
        ],
        strict=True,
    )
    return {
        "period": {"name": _("%(n)d月进展填报") % {"n": clock.today().month}},
        "form": form,
        "extra": [form["problem"], form["next_plan"]],
        "quantity_rows": [{"name": n, "amount": a, "unit": u} for n, a, u in rows],
        "measures": [
            {
                "id": m.pk,
                "no": m.number,
                "text": m.text,
                "done": m.done_on is not None,
                "checked": str(m.pk) in chosen,
            }
            for m in issue.measures.order_by("number")
        ],
        "previous": {"period": last.reported_on, "text": last.done_text, "percent": last.pct}
        if last
        else None,
        "photos": {"errors": []},
        "draft": f"report-{issue.pk}-{issue.version}",
        "cancel_url": f"/issues/{issue.pk}/",
    }
