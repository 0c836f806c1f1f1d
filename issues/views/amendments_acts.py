"""The moves of an amendment, one page each: what will happen, what it asks for, one button."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from issues.forms.amendments import BasisForm
from issues.models import Amendment
from issues.offers import Offered, amendment_offers
from issues.services import amendments as services
from issues.services.amendments_fetch import facts_on, roles_on, url_of
from issues.views.acts import Do, say
from issues.views.amendments import seen_amendment
from issues.views.amendments_shown import differences
from issues.views.heading import check_shown, heading
from issues.workflow import AMENDMENT_MOVES
from rectify.accounts import step_up
from rectify.accounts.http import SignedRequest
from rectify.core.errors import Invalid, Missing, NeedsUnmet
from rectify.core.forms import ReasonForm, VersionedForm
from rectify.core.told import message_of, needs_of
from rectify.journal.idempotency import form_key, once_per_form, repeated


def _submit(request: SignedRequest, pk: int, data: dict[str, Any]) -> Any:
    return services.submit(request.actor, pk, expected=data["version"])


def _approve(request: SignedRequest, pk: int, data: dict[str, Any]) -> Any:
    return services.approve(
        request.actor,
        pk,
        basis_no=data["basis_no"],
        basis_on=data["basis_on"],
        note=data["note"],
        expected=data["version"],
    )


def _reject(request: SignedRequest, pk: int, data: dict[str, Any]) -> Any:
    return services.reject(request.actor, pk, reason=data["reason"], expected=data["version"])


def _withdraw(request: SignedRequest, pk: int, data: dict[str, Any]) -> Any:
    return services.withdraw(request.actor, pk, reason=data["reason"], expected=data["version"])


@dataclass(frozen=True)
class Page:
    """What the page shows and does for one move."""

    form: type[VersionedForm]
    effects: tuple[Any, ...]
    do: Do
    signs: bool = False


L = gettext_lazy
PAGES = {
    "submit": Page(
        VersionedForm,
        (L("送方案所属地区的整改办或领导审批；提交后内容不再修改，须改的先撤回。"),),
        _submit,
    ),
    "approve": Page(
        BasisForm,
        (
            L("方案按调整后的内容执行，调整前的内容连同文号一直可以查看。"),
            L("时限有变的，此前未发的预警作废，按新时限预警。"),
            L("责任单位有变的，原责任到昨日为止，新单位须签收；有关单位都会收到通知。"),
        ),
        _approve,
        signs=True,
    ),
    "reject": Page(ReasonForm, (L("方案不变，申请单位会看到理由。"),), _reject),
    "withdraw": Page(ReasonForm, (L("方案不变，可以重新起草。"),), _withdraw),
}


def act(request: SignedRequest, pk: int, action: str) -> HttpResponse:
    """Show and take one move; what cannot be done now is said with its reasons."""
    page = PAGES.get(action)
    if page is None:
        raise Missing()
    row = seen_amendment(request.actor, pk)
    if repeated(request.actor, request) is not None:
        return redirect(url_of(row))
    offered = _offered(request, row, action)
    initial = {"version": row.version, "form_key": form_key()}
    basis = {"basis_no": row.basis_no, "basis_on": row.basis_on}
    form = page.form(request.POST or None, initial={**initial, **basis})
    if request.method == "POST" and form.is_valid() and _taken(request, row, page, form, offered):
        return redirect(url_of(row))
    context = {
        **heading(row.issue),
        "act": {
            "title": _("%(act)s：方案调整") % {"act": offered.label},
            "verb": offered.label,
            "effects": page.effects,
            "signs": page.signs,
        },
        "form": form,
        "blocked": [offered.reason] if offered.reason else [],
        "shown": [_fact(line) for line in differences(row.changes)],
        "cancel_url": url_of(row),
    }
    return render(request, "issues/action.html", context, status=400 if form.errors else 200)


def _offered(request: SignedRequest, row: Amendment, action: str) -> Offered:
    """The button this page stands behind; raises as the service would."""
    for offered in amendment_offers(request.actor, row):
        if offered.name == action:
            return offered
    check_shown(request, row)
    who = request.actor
    AMENDMENT_MOVES.check(row.state, action, roles_on(who, row), facts_on(who, row))
    raise Missing()


def _taken(
    request: SignedRequest, row: Amendment, page: Page, form: forms.Form, offered: Offered
) -> bool:
    if page.signs:
        step_up.require(
            request,
            offered.label,
            about=_("第%(serial)s项 %(title)s")
            % {"serial": row.issue.serial, "title": row.issue.title},
            effects=[str(effect) for effect in page.effects],
        )
    try:
        once_per_form(
            request.actor, request, lambda: bool(page.do(request, row.pk, form.cleaned_data))
        )
    except NeedsUnmet as unmet:
        form.add_error(None, forms.ValidationError(needs_of(unmet)))
    except Invalid as refusal:
        name = next(iter(refusal.detail), "")
        form.add_error(name if name in form.fields else None, message_of(refusal))
    else:
        say(request, True, offered.label)
        return True
    return False


def _fact(line: dict[str, Any]) -> dict[str, str]:
    words = _("调整前：\n%(before)s\n调整后：\n%(after)s")
    return {"label": line["label"], "value": words % line}
