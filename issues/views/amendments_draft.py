"""方案调整: the form that drafts one, or writes a draft anew."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from issues.forms.amendments import AmendForm
from issues.models import Amendment, Issue
from issues.services import amendments as services
from issues.services.amendments_fetch import facts_on, hindrance_of, roles_on, url_of
from issues.services.amendments_values import Json, facets_of, was_overruled
from issues.services.fetch import facts_of, parts_of
from issues.views.amendments import seen_amendment
from issues.views.heading import check_shown, heading, seen_issue
from issues.workflow import AMENDMENT_MOVES, MOVES
from rectify.accounts.http import SignedRequest
from rectify.core.errors import Invalid, WrongState
from rectify.core.told import message_of
from rectify.journal.idempotency import form_key, once_per_form, repeated


def draft(request: SignedRequest, pk: int) -> HttpResponse:
    """Draft one from the issue's page: every facet stands in the form as it is now."""
    issue = seen_issue(request.actor, pk)
    if (done := repeated(request.actor, request)) is not None:
        return redirect("issues:amendment", pk=done)
    check_shown(request, issue)
    if hindrance := hindrance_of(issue):
        raise WrongState(hindrance)
    who = request.actor
    MOVES.check(issue.state, "amend", parts_of(who, issue), facts_of(who, issue))
    form = AmendForm(
        request.POST or None,
        facets=facets_of(issue),
        initial={"version": issue.version, "form_key": form_key()},
    )

    def act() -> int:
        data = form.cleaned_data
        made = services.draft(
            who, pk, wanted=form.typed(), why=form.why(), expected=data["version"]
        )
        return made.pk

    return _form(request, issue, form, act, f"/issues/{pk}/")


def revise(request: SignedRequest, pk: int) -> HttpResponse:
    """Write a draft anew; the form holds what it says so far."""
    row = seen_amendment(request.actor, pk)
    if repeated(request.actor, request) is not None:
        return redirect("issues:amendment", pk=pk)
    check_shown(request, row)
    who = request.actor
    AMENDMENT_MOVES.check(row.state, "revise", roles_on(who, row), facts_on(who, row))
    form = AmendForm(request.POST or None, facets=_as_drafted(row), initial=_kept(row))

    def act() -> int:
        data = form.cleaned_data
        services.revise(who, pk, wanted=form.typed(), why=form.why(), expected=data["version"])
        return pk

    return _form(request, row.issue, form, act, url_of(row))


def _as_drafted(row: Amendment) -> Json:
    after = {facet: change["after"] for facet, change in row.changes.items()}
    return {**facets_of(row.issue), **after}


def _kept(row: Amendment) -> Json:
    due = row.changes.get("deadline", {}).get("after", {})
    day = due.get("due_on")
    return {
        "version": row.version,
        "form_key": form_key(),
        "reason": row.reason,
        "basis_no": row.basis_no,
        "basis_on": row.basis_on,
        "applicant": row.applicant,
        "due_on": day if day and was_overruled(due) else None,
        "dateless": bool(due) and not day,
    }


def _form(
    request: SignedRequest, issue: Issue, form: AmendForm, act: Any, cancel_url: str
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            made = once_per_form(request.actor, request, act)
        except Invalid as refusal:
            _tell(form, refusal)
        else:
            messages.success(request, _("方案调整已存为草稿，核对无误后提交审批。"))
            return redirect("issues:amendment", pk=made)
    context = {
        **heading(issue),
        "act": {
            "title": _("方案调整"),
            "verb": _("存为草稿"),
            "effects": [
                _("只写改动的地方，没有改动的不算调整。"),
                _("草稿不改变方案；批准后才生效，原内容仍可查看。"),
                _("起草或提交的人不能审批。"),
            ],
            "draft": f"amend-{issue.pk}-{form.initial['version']}",
        },
        "form": form,
        "cancel_url": cancel_url,
    }
    return render(request, "issues/action.html", context, status=400 if form.errors else 200)


def _tell(form: AmendForm, refusal: Invalid) -> None:
    name = next(iter(refusal.detail), "")
    name = "unit_responsible" if name == "units" else name
    form.add_error(name if name in form.fields else None, message_of(refusal))
