"""异议: the office reads one and answers it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from issues.forms.acts import ObjectionAnswerForm
from issues.models import Objection
from issues.services import objections as services
from issues.views.heading import heading
from rectify.accounts.http import SignedRequest
from rectify.accounts.sending import begun, form_page, sent
from rectify.core import clock
from rectify.core.fetching import one_of


def objection(request: SignedRequest, pk: int) -> HttpResponse:
    """One objection with its notice; the publishing office may answer it."""
    rows = Objection.objects.visible_to(request.actor.scope)
    row = one_of(rows.select_related("notice", "issue"), pk=pk)
    form = ObjectionAnswerForm(request.POST or None, initial=begun(row))
    if sent(request, form, lambda: _answer(request, row, form)) is None:
        context = _context(row, _hindrance(request, row))
        return form_page(request, "issues/action.html", form, context)
    messages.success(request, _("已办理：%(act)s") % {"act": _("答复异议")})
    return redirect(f"/issues/{row.issue_id}/?tab=notices")


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


def _hindrance(request: SignedRequest, row: Objection) -> str:
    """Why this person cannot answer it now; empty when nothing is in the way."""
    if row.state != "open":
        return _("这件异议已经答复：%(reply)s") % {"reply": row.reply}
    who = request.actor
    if who.role != "office" or who.division != row.notice.division_code:
        return _("由发布公示的整改办答复。")
    return ""


def _context(row: Objection, hindrance: str) -> dict[str, Any]:
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
        "blocked": [hindrance] if hindrance else [],
        "shown": [
            {"label": _("异议内容"), "value": row.text},
            {"label": _("提出时间"), "value": submitted},
            {"label": _("公示"), "value": f"{row.notice.title} {row.notice.index_no}"},
        ],
    }
