"""办结措施: one measure of one issue."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from issues.forms.progress import MeasureDoneForm
from issues.models import Issue, Measure
from issues.services import progress
from issues.views.heading import check_act, heading, seen_issue
from rectify.accounts.http import SignedRequest
from rectify.accounts.sending import begun, form_page, sent
from rectify.core.fetching import one_of
from rectify.journal.idempotency import repeated


def done(request: SignedRequest, pk: int, measure_id: int) -> HttpResponse:
    """Say how the measure was finished; the words go into the public notice."""
    issue = seen_issue(request.actor, pk)
    measure = one_of(issue.measures.all(), pk=measure_id)
    if repeated(request.actor, request) is not None:
        return redirect(f"/issues/{pk}/")
    check_act(request, issue, "do_measure")
    form = MeasureDoneForm(request.POST or None, initial=begun(issue))
    if sent(request, form, lambda: _finish(request, pk, measure, form)) is None:
        return form_page(request, "issues/action.html", form, _context(issue, measure))
    messages.success(request, _("第%(n)d条措施已办结。") % {"n": measure.number})
    return redirect(f"/issues/{pk}/")


def _finish(request: SignedRequest, pk: int, measure: Measure, form: MeasureDoneForm) -> int:
    data = form.cleaned_data
    return progress.do_measure(
        request.actor,
        pk,
        measure_id=measure.pk,
        note=data["note"],
        expected=data["version"],
    ).pk


def _context(issue: Issue, measure: Measure) -> dict[str, Any]:
    return {
        **heading(issue),
        "act": {
            "title": _("办结第%(n)d条措施") % {"n": measure.number},
            "verb": _("办结"),
            "effects": [_("记下今天为完成日期，并写入历史。"), _("全部措施办结后可以完成整改。")],
        },
        "blocked": [_("这条措施已经办结。")] if measure.done_on else [],
        "shown": [{"label": _("措施"), "value": measure.text}],
    }
