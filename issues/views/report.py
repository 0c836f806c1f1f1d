"""进展填报: one page, phone first: words, quantities, per cent, measures done, photos."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from issues.forms.progress import ReportForm
from issues.models import Issue
from issues.services.filing import Filing, file_progress
from issues.views.heading import check_act, heading, seen_issue
from rectify.accounts.http import SignedRequest
from rectify.accounts.sending import TOLD, begun, form_page, sent
from rectify.core import clock
from rectify.evidence.storage import StorageFull
from rectify.journal.idempotency import repeated

QUANTITY_ROWS = 3


def report(request: SignedRequest, pk: int) -> HttpResponse:
    """Show the page or file it; a refusal keeps everything typed."""
    issue = seen_issue(request.actor, pk)
    if repeated(request.actor, request) is not None:
        return redirect(f"/issues/{pk}/")
    check_act(request, issue, "report")
    initial = {**begun(issue), "percent": issue.progress_pct}
    form = ReportForm(request.POST or None, initial=initial)
    told = (*TOLD, StorageFull)
    if sent(request, form, lambda: _file(request, issue, form.cleaned_data), told=told) is None:
        return form_page(request, "issues/report.html", form, _context(request, issue, form))
    messages.success(request, _("进展已填报。"))
    return redirect(f"/issues/{pk}/")


def _file(request: SignedRequest, issue: Issue, data: dict[str, Any]) -> int:
    filing = Filing(
        pct=data["percent"],
        done_text=data["text"],
        quantities=_quantities(request.POST),
        problem_text=data["problem"],
        next_step=data["next_plan"],
        measures=[int(pk) for pk in request.POST.getlist("measure") if pk.isdecimal()],
        before=request.FILES.get("before"),
        after=request.FILES.get("after"),
        documents=request.FILES.getlist("files"),
    )
    return file_progress(request.actor, issue.pk, filing=filing, expected=data["version"])


def _quantities(post: QueryDict) -> list[dict[str, str]]:
    """The rows of the table of quantities as they were typed, empty ones among them."""
    names, amounts, units = (
        post.getlist(f"quantity_{part}") for part in ("name", "amount", "unit")
    )
    return [
        {"name": name.strip(), "amount": amount, "unit": unit.strip()}
        for name, amount, unit in zip(names, amounts, units, strict=False)
    ]


def _context(request: SignedRequest, issue: Issue, form: ReportForm) -> dict[str, Any]:
    blank = [{"name": "", "amount": "", "unit": ""}] * QUANTITY_ROWS
    return {
        **heading(issue),
        "period": {"name": _("%(n)d月进展填报") % {"n": clock.today().month}},
        "extra": [form["problem"], form["next_plan"]],
        "quantity_rows": [*_quantities(request.POST), *blank][:QUANTITY_ROWS],
        "measures": _measures(issue, request.POST.getlist("measure")),
        "previous": _previous(issue),
        "photos": {"errors": []},
        "draft": f"report-{issue.pk}-{issue.version}",
        "cancel_url": f"/issues/{issue.pk}/",
    }


def _measures(issue: Issue, chosen: list[str]) -> list[dict[str, Any]]:
    return [
        {
            "id": measure.pk,
            "no": measure.number,
            "text": measure.text,
            "done": measure.done_on is not None,
            "checked": str(measure.pk) in chosen,
        }
        for measure in issue.measures.order_by("number")
    ]


def _previous(issue: Issue) -> dict[str, Any] | None:
    last = issue.reports.first()
    if last is None:
        return None
    return {"period": last.reported_on, "text": last.done_text, "percent": last.pct}
