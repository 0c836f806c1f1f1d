"""办结措施: one measure of one issue."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from issues.forms.progress import MeasureDoneForm
from issues.services import progress
from issues.services.fetch import facts_of, parts_of
from issues.views.heading import check_shown, heading, seen_issue
from issues.workflow import MOVES
from rectify.accounts.http import SignedRequest
from rectify.core.errors import Missing
from rectify.journal.idempotency import form_key, once_per_form, repeated


def done(request: SignedRequest, pk: int, measure_id: int) -> HttpResponse:
    """Say how the measure was finished; the words go into the public notice."""
    issue = seen_issue(request.actor, pk)
    measure = issue.measures.filter(pk=measure_id).first()
    if measure is None:
        raise Missing()
    if repeated(request.actor, request) is not None:
        return redirect(f"/issues/{pk}/")
    check_shown(request, issue)
    MOVES.check(
        issue.state, "do_measure", parts_of(request.actor, issue), facts_of(request.actor, issue)
    )
    initial = {"version": issue.version, "form_key": form_key()}
    form = MeasureDoneForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data

        def act() -> int:
            return progress.do_measure(
                request.actor,
                pk,
                measure_id=measure_id,
                note=data["note"],
                expected=data["version"],
            ).pk

        once_per_form(request.actor, request, act)
        messages.success(request, _("第%(n)d条措施已办结。") % {"n": measure.number})
        return redirect(f"/issues/{pk}/")
    context = {
        **heading(issue),
        "act": {
            "title": _("办结第%(n)d条措施") % {"n": measure.number},
            "verb": _("办结"),
            "effects": [_("记下今天为完成日期，并写入历史。"), _("全部措施办结后可以完成整改。")],
        },
        "form": form,
        "blocked": [_("这条措施已经办结。")] if measure.done_on else [],
        "shown": [{"label": _("措施"), "value": measure.text}],
    }
    return render(request, "issues/action.html", context, status=400 if form.errors else 200)
