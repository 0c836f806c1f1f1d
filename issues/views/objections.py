"""异议: the office reads one and answers it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from issues.forms.acts import ObjectionAnswerForm
from issues.models import Objection
from issues.services import objections as services
from issues.views.acts import say
from issues.views.heading import heading
from rectify.accounts.http import SignedRequest
from rectify.core import clock
from rectify.core.errors import Invalid, Missing
from rectify.core.told import message_of
from rectify.journal.idempotency import form_key, once_per_form


def objection(request: SignedRequest, pk: int) -> HttpResponse:
    """One objection with its notice; the publishing office may answer it."""
    rows = Objection.objects.visible_to(request.actor.scope)
    row = rows.select_related("notice", "issue").filter(pk=pk).first()
    if row is None:
        raise Missing()
    initial = {"version": row.version, "form_key": form_key()}
    form = ObjectionAnswerForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            done = once_per_form(request.actor, request, lambda: _answer(request, row, form))
        except Invalid as refusal:
            form.add_error("reply", message_of(refusal))
        else:
            say(request, bool(done), _("答复异议"))
            return redirect(f"/issues/{row.issue_id}/?tab=notices")
    return render(
        request,
        "issues/action.html",
        _context(request, row, form),
        status=400 if form.errors else 200,
    )


def _answer(request: SignedRequest, row: Objection, form: ObjectionAnswerForm) -> bool:
    data = form.cleaned_data
    services.answer(
        request.actor,
        row.pk,
        founded=data["founded"] == "yes",
        reply=data["reply"],
        expected=data["version"],
    )
    return True


def _context(request: SignedRequest, row: Objection, form: ObjectionAnswerForm) -> dict[str, Any]:
    office = request.actor.role == "office" and request.actor.division == row.notice.division_code
    blocked = []
    if row.state != "open":
        blocked = [_("这件异议已经答复：%(reply)s") % {"reply": row.reply}]
    elif not office:
        blocked = [_("由发布公示的整改办答复。")]
    submitted = clock.day_of(row.submitted_at).isoformat()
    return {
        **heading(row.issue),
        "act": {
            "title": _("核查答复异议"),
            "verb": _("答复"),
            "effects": [
                _("不成立：答复后公示继续，期满转入下一步。"),
                _("成立：本项退回整改中，重新整改。"),
            ],
        },
        "form": form,
        "blocked": blocked,
        "shown": [
            {"label": _("异议内容"), "value": row.text},
            {"label": _("提出时间"), "value": submitted},
            {"label": _("公示"), "value": f"{row.notice.title} {row.notice.index_no}"},
        ],
    }
