"""The two acts on a plan: its approval registered, and the plan issued under its number."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from issues.forms.plans import ApproveForm, IssueForm
from issues.models import Plan
from issues.services import plans as services
from issues.views.plans import is_own, seen_plan
from rectify.accounts import step_up
from rectify.accounts.act_pages import ActPage, calls
from rectify.accounts.http import SignedRequest
from rectify.accounts.sending import begun, form_page, sent
from rectify.core.errors import NotAllowed

APPROVE = ActPage(
    ApproveForm,
    lazy("登记批准"),
    (lazy("记下批准机关和日期，此后只能印发。"), lazy("以后的方案调整须经同样的批准。")),
    calls(services.approve, "approved_by", "approved_on", "basis"),
)
ISSUE = ActPage(
    IssueForm,
    lazy("编号印发"),
    (
        lazy("内容、责任、措施、目标、时限即行冻结，只能经批准的方案调整改变。"),
        lazy("“各县(区)”等统称按单位展开，各单位收到签收待办。"),
    ),
    calls(services.issue_plan, "doc_no"),
    signs=True,
)


def approve(request: SignedRequest, pk: int) -> HttpResponse:
    """Register who approved the plan and when."""
    return _act(request, pk, APPROVE)


def issue(request: SignedRequest, pk: int) -> HttpResponse:
    """Issue the plan under its number; needs a fresh second factor."""
    return _act(request, pk, ISSUE)


def _act(request: SignedRequest, pk: int, page: ActPage) -> HttpResponse:
    plan = seen_plan(request, pk)
    if not is_own(request, plan):
        raise NotAllowed(_("方案由编制它的整改办办理，您的岗位不能办理。"))
    initial = {**begun(plan), "doc_no": plan.doc_no}
    form = page.form(request.POST or None, initial=initial)
    if sent(request, form, lambda: _take(request, plan, page, form.cleaned_data)) is None:
        return form_page(request, "issues/action.html", form, _context(plan, page))
    messages.success(request, _("已办理：%(act)s") % {"act": page.title})
    return redirect(f"/plans/{pk}/")


def _take(request: SignedRequest, plan: Plan, page: ActPage, data: dict[str, Any]) -> bool:
    if page.signs:
        effects = [str(effect) for effect in page.effects]
        step_up.require(request, _("印发整改方案"), about=plan.title, effects=effects)
    page.do(request, plan.pk, data)
    return True


def _context(plan: Plan, page: ActPage) -> dict[str, Any]:
    url = f"/plans/{plan.pk}/"
    return {
        "issue": {"label": _("整改方案"), "title": plan.title, "url": url},
        "meta": [plan.round.name],
        "act": {"title": page.title, "verb": page.title, "effects": page.effects},
        "cancel_url": url,
    }
