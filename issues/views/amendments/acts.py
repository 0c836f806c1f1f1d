"""The moves of an amendment, one page each: what will happen, what it asks for, one button."""

from typing import Any, NoReturn

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from issues.forms.amendments import BasisForm
from issues.models import Amendment
from issues.offers import amendment_offers
from issues.services import amendments as services
from issues.services.amendments.fetch import facts_on, roles_on
from issues.views.amendments.page import seen_amendment
from issues.views.amendments.shown import differences
from issues.views.heading import heading, named
from issues.workflow import AMENDMENT_MOVES
from rectify.accounts.act_pages import ActPage, ActPages, Press, calls
from rectify.accounts.http import SignedRequest
from rectify.accounts.scope import Actor
from rectify.accounts.sending import check_shown
from rectify.core.errors import Missing
from rectify.core.forms import ReasonForm, VersionedForm
from rectify.core.offered import Offered

PAGES = {
    "submit": ActPage(
        VersionedForm,
        "",
        (lazy("送方案所属地区的整改办或领导审批；提交后内容不再修改，须改的先撤回。"),),
        calls(services.submit),
    ),
    "approve": ActPage(
        BasisForm,
        "",
        (
            lazy("方案按调整后的内容执行，调整前的内容连同文号一直可以查看。"),
            lazy("时限有变的，此前未发的预警作废，按新时限预警。"),
            lazy("责任单位有变的，原责任到昨日为止，新单位须签收；有关单位都会收到通知。"),
        ),
        calls(services.approve, "basis_no", "basis_on", "note"),
        signs=True,
    ),
    "reject": ActPage(
        ReasonForm,
        "",
        (lazy("方案不变，申请单位会看到理由。"),),
        calls(services.reject, "reason"),
    ),
    "withdraw": ActPage(
        ReasonForm,
        "",
        (lazy("方案不变，可以重新起草。"),),
        calls(services.withdraw, "reason"),
    ),
}


def act(request: SignedRequest, pk: int, action: str) -> HttpResponse:
    """One move of an amendment."""
    return AmendmentActs().answer(request, pk, action)


class AmendmentActs(ActPages[Amendment]):
    """Its pages bear the words of their buttons, and show both values of all that changes."""

    pages = PAGES
    template = "issues/action.html"

    def seen(self, who: Actor, pk: int) -> Amendment:
        return seen_amendment(who, pk)

    def offers(self, who: Actor, row: Amendment) -> list[Offered]:
        return amendment_offers(who, row)

    def refuse(self, request: SignedRequest, row: Amendment, name: str) -> NoReturn:
        check_shown(request, row)
        who = request.actor
        AMENDMENT_MOVES.check(row.state, name, roles_on(who, row), facts_on(who, row))
        raise Missing()

    def url(self, pk: int) -> str:
        return reverse("issues:amendment", args=[pk])

    def about(self, row: Amendment) -> str:
        return named(row.issue)

    def shown(self, press: Press[Amendment]) -> dict[str, Any]:
        facts = [_fact(line) for line in differences(press.row.changes)]
        return {**heading(press.row.issue), "shown": facts}

    def title(self, press: Press[Amendment]) -> str:
        return _("%(act)s：方案调整") % {"act": press.offered.label}

    def form(self, press: Press[Amendment], initial: dict[str, Any]) -> VersionedForm:
        basis = {"basis_no": press.row.basis_no, "basis_on": press.row.basis_on}
        return super().form(press, {**initial, **basis})


def _fact(line: dict[str, Any]) -> dict[str, str]:
    words = _("调整前：\n%(before)s\n调整后：\n%(after)s")
    return {"label": line["label"], "value": words % line}
