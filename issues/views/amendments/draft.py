"""方案调整: the form that drafts one, or writes a draft anew."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from issues.forms.amendments import AmendForm
from issues.models import Amendment, Issue
from issues.services import amendments as services
from issues.services.amendments.fetch import facts_on, hindrance_of, roles_on, url_of
from issues.services.amendments.values import Json, facets_of, was_overruled
from issues.views.amendments.page import seen_amendment
from issues.views.heading import check_act, heading, seen_issue
from issues.workflow import AMENDMENT_MOVES
from rectify.accounts.http import SignedRequest
from rectify.accounts.sending import begun, check_shown, form_page, sent, tell
from rectify.core.errors import DomainError, Invalid, WrongState
from rectify.core.told import message_of
from rectify.journal.idempotency import repeated


def draft(request: SignedRequest, pk: int) -> HttpResponse:
    """Draft one from the issue's page: every facet stands in the form as it is now."""
    issue = seen_issue(request.actor, pk)
    if (made := repeated(request.actor, request)) is not None:
        return redirect("issues:amendment", pk=made)
    check_shown(request, issue)
    if hindrance := hindrance_of(issue):
        raise WrongState(hindrance)
    check_act(request, issue, "amend")
    form = AmendForm(request.POST or None, facets=facets_of(issue), initial=begun(issue))
    context = _context(issue, form, f"/issues/{pk}/")
    return _answer(
        request, form, lambda: services.draft(request.actor, pk, **form.amendment()), context
    )


def revise(request: SignedRequest, pk: int) -> HttpResponse:
    """Write a draft anew; the form holds what it says so far."""
    row = seen_amendment(request.actor, pk)
    if repeated(request.actor, request) is not None:
        return redirect("issues:amendment", pk=pk)
    check_shown(request, row)
    who = request.actor
    AMENDMENT_MOVES.check(row.state, "revise", roles_on(who, row), facts_on(who, row))
    form = AmendForm(request.POST or None, facets=_as_drafted(row), initial=_kept(row))
    context = _context(row.issue, form, url_of(row))
    return _answer(request, form, lambda: services.revise(who, pk, **form.amendment()), context)


def _as_drafted(row: Amendment) -> Json:
    """The facets of the issue, those amended in their new words."""
    after = {facet: change["after"] for facet, change in row.changes.items()}
    return {**facets_of(row.issue), **after}


def _kept(row: Amendment) -> Json:
    """What the draft's form begins with beside the facets."""
    due = row.changes.get("deadline", {}).get("after", {})
    day = due.get("due_on")
    return {
        **begun(row),
        "reason": row.reason,
        "basis_no": row.basis_no,
        "basis_on": row.basis_on,
        "applicant": row.applicant,
        "due_on": day if day and was_overruled(due) else None,
        "dateless": bool(due) and not day,
    }


def _answer(
    request: SignedRequest,
    form: AmendForm,
    write: Callable[[], Amendment],
    context: dict[str, Any],
) -> HttpResponse:
    """Show the form, or write what it says and lead to the draft."""
    made = sent(request, form, lambda: write().pk, tell=_tell)
    if made is None:
        return form_page(request, "issues/action.html", form, context)
    messages.success(request, _("方案调整已存为草稿，核对无误后提交审批。"))
    return redirect("issues:amendment", pk=made)


def _tell(form: AmendForm, refusal: DomainError) -> None:
    """A sentence about units stands at the responsible ones: the service does not say which."""
    if isinstance(refusal, Invalid) and "units" in refusal.detail:
        form.add_error("unit_responsible", message_of(refusal))
    else:
        tell(form, refusal)


def _context(issue: Issue, form: AmendForm, cancel_url: str) -> dict[str, Any]:
    return {
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
        "cancel_url": cancel_url,
    }
