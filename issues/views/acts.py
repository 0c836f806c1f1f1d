"""One page for every act on an issue: what will happen, the fields it asks for, one button."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from issues.forms.acts import FileForm, LookBackForm, OpinionForm, PublishForm
from issues.models import Issue
from issues.offers import Offered, offers
from issues.services import look_backs, notices, progress, signing
from issues.views.heading import check_shown, heading, seen_issue
from rectify.accounts import step_up
from rectify.accounts.http import SignedRequest
from rectify.core.errors import Missing, NeedsUnmet, WrongState
from rectify.core.forms import ReasonForm, VersionedForm
from rectify.core.told import needs_of
from rectify.journal.idempotency import form_key, once_per_form, repeated
from rectify.signoff.acts import Act
from rectify.signoff.workflow import SIGNED

Do = Callable[[SignedRequest, int, dict[str, Any]], Any]


@dataclass(frozen=True)
class ActPage:
    """What the page shows and does for one action."""

    form: type[VersionedForm]
    title: Any
    effects: tuple[Any, ...]
    do: Do


def _receive(request: SignedRequest, pk: int, data: dict[str, Any]) -> Any:
    return progress.receive(request.actor, pk, expected=data["version"])


def _complete(request: SignedRequest, pk: int, data: dict[str, Any]) -> Any:
    return progress.complete(request.actor, pk, expected=data["version"])


def _send_back(request: SignedRequest, pk: int, data: dict[str, Any]) -> Any:
    return progress.send_back(request.actor, pk, reason=data["reason"], expected=data["version"])


def _look_back(request: SignedRequest, pk: int, data: dict[str, Any]) -> Any:
    return look_backs.look_back(
        request.actor,
        pk,
        result=data["result"],
        finding=data["finding"],
        looked_on=data["looked_on"],
        expected=data["version"],
    )


def _reopen(request: SignedRequest, pk: int, data: dict[str, Any]) -> Any:
    return look_backs.reopen(request.actor, pk, reason=data["reason"], expected=data["version"])


def _step(action: str) -> Do:
    def do(request: SignedRequest, pk: int, data: dict[str, Any]) -> Any:
        act = Act(action, opinion=data.get("opinion", ""), reason=data.get("reason", ""))
        return signing.act(request.actor, pk, act=act, expected=data["version"])

    return do


def _publish(request: SignedRequest, pk: int, data: dict[str, Any]) -> Any:
    return notices.publish(
        request.actor,
        [pk],
        phone=data["phone"],
        email=data["email"],
        expected=data["version"],
    )


def _file(request: SignedRequest, pk: int, data: dict[str, Any]) -> Any:
    number = data["number"] if data["how"] == "typed" else None
    return signing.file(request.actor, pk, number=number, expected=data["version"])


L = gettext_lazy
PAGES: dict[str, ActPage] = {
    "act/receive": ActPage(
        VersionedForm,
        L("签收"),
        (L("本单位各项责任记下签收时间。"), L("签收后可以填报进展。")),
        _receive,
    ),
    "act/complete": ActPage(
        VersionedForm,
        L("完成整改"),
        (L("状态变为“已完成”，进度记为 100%。"), L("随后由本单位自查，申请销号。")),
        _complete,
    ),
    "act/send_back": ActPage(
        ReasonForm, L("退回整改"), (L("状态退回“整改中”，责任单位会收到原因。"),), _send_back
    ),
    "act/look_back": ActPage(
        LookBackForm,
        L("回头看"),
        (L("记入本项历史。"), L("结论为“反弹”或“虚假整改”的，由整改办决定是否重新整改。")),
        _look_back,
    ),
    "act/reopen": ActPage(
        ReasonForm,
        L("重新整改"),
        (
            L("进入下一个整改周期，措施重新办理；原档案完整保留，可随时查看。"),
            L("公开的销号清单会标明本项已重新整改。"),
        ),
        _reopen,
    ),
    "step/approve": ActPage(
        OpinionForm,
        L("签署意见"),
        (L("意见与您所见内容一并封存。"), L("同一人在本周期不能再签署其他步骤。")),
        _step("approve"),
    ),
    "step/return": ActPage(
        ReasonForm,
        L("退回补正"),
        (L("退回责任单位自查步骤，之后各步已签意见作废。"), L("责任单位会在待办里看到原因。")),
        _step("return"),
    ),
    "step/fail": ActPage(
        ReasonForm, L("不通过，重新整改"), (L("本次销号结束，问题退回“整改中”。"),), _step("fail")
    ),
    "step/publish": ActPage(
        PublishForm,
        L("发布公示"),
        (L("公众无需登录即可看到公示内容。"), L("公示期满且无异议，自动转入下一步。")),
        _publish,
    ),
    "step/file": ActPage(FileForm, L("上级备案"), (L("记下备案文号，本项即销号。"),), _file),
    "step/disclose": ActPage(
        VersionedForm,
        L("公开销号结果"),
        (L("列入公开的销号清单，接受持续监督。"),),
        _step("disclose"),
    ),
}


def act(request: SignedRequest, pk: int, group: str, action: str) -> HttpResponse:
    """Show and take one act; what cannot be done now is said with its reasons."""
    page = PAGES.get(f"{group}/{action}")
    if page is None:
        raise Missing()
    issue = seen_issue(request.actor, pk)
    if repeated(request.actor, request) is not None:
        return redirect(f"/issues/{pk}/")
    offered = _offered(request, issue, f"/issues/{pk}/{group}/{action}/")
    form = page.form(
        request.POST or None, initial={"version": offered.version, "form_key": form_key()}
    )
    if request.method == "POST" and form.is_valid():
        if action in SIGNED and group == "step":
            _prove(request, page, issue)
        try:
            done = _once(request, pk, page, form.cleaned_data)
        except NeedsUnmet as unmet:
            form.add_error(None, forms.ValidationError(needs_of(unmet)))
        else:
            say(request, done, offered.label)
            return redirect(f"/issues/{pk}/")
    context = {
        **heading(issue),
        "act": {
            "title": page.title,
            "verb": offered.label,
            "effects": page.effects,
            "signs": group == "step" and action in SIGNED,
        },
        "form": form,
        "blocked": [offered.reason] if offered.reason else [],
        "shown": _shown(issue, action),
        "cancel_url": f"/issues/{pk}/",
    }
    return render(request, "issues/action.html", context, status=400 if form.errors else 200)


def say(request: SignedRequest, done: bool, label: str) -> None:
    """Tell what happened: done, or approvals voided because the content has changed."""
    if done:
        messages.success(request, _("已办理：%(act)s") % {"act": label})
    else:
        words = _("资料在签署后有变动，已签意见已失效，流程退回重新签署。请看历史。")
        messages.warning(request, words)


def _once(request: SignedRequest, pk: int, page: ActPage, data: dict[str, Any]) -> bool:
    """A double click acts once; `False` when changed content voided the approvals instead."""

    def run() -> bool:
        return page.do(request, pk, data) not in (None, False)

    return bool(once_per_form(request.actor, request, run))


def _prove(request: SignedRequest, page: ActPage, issue: Issue) -> None:
    step_up.require(
        request,
        str(page.title),
        about=_("第%(serial)s项 %(title)s") % {"serial": issue.serial, "title": issue.title},
        effects=[str(effect) for effect in page.effects],
    )


def _offered(request: SignedRequest, issue: Issue, url: str) -> Offered:
    for offered in offers(request.actor, issue):
        if offered.url == url:
            return offered
    cycle = issue.signoffs.order_by("pk").last()
    check_shown(request, cycle if cycle and "/step/" in url else issue)
    raise WrongState(
        _("第%(n)s项现在不需要您办理这一步，可能刚刚有人办过，请看历史。") % {"n": issue.serial}
    )


def _shown(issue: Issue, action: str) -> list[dict[str, str]]:
    facts = [
        {"label": _("整改目标"), "value": issue.goal or "—"},
        {"label": _("整改时限"), "value": issue.deadline_text or "—"},
    ]
    if action == "publish":
        period = notices.period_for(issue)
        words = _("%(first)s 至 %(last)s，%(rule)s") % {
            "first": period.opens_on,
            "last": period.closes_on,
            "rule": notices.rule_words(issue),
        }
        if period.provisional:
            words += _("（日历尚未公布，暂按周一至周五计）")
        facts.append({"label": _("公示期"), "value": words})
    return facts
