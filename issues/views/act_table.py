"""The acts on an issue and on its running step: what each page asks, says and does."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from issues.forms.acts import FileForm, LookBackForm, OpinionForm, PublishForm
from issues.services import look_backs, notices, progress, signing
from rectify.accounts.act_pages import ActPage, Do, calls
from rectify.accounts.http import SignedRequest
from rectify.core.forms import ReasonForm, VersionedForm
from rectify.signoff.acts import Act
from rectify.signoff.workflow import SIGNED


def _on_step(action: str) -> Do:
    """An act on the running step, with what its form brings of opinion and reason."""

    def do(request: SignedRequest, pk: int, data: dict[str, Any]) -> bool:
        act = Act(action, opinion=data.get("opinion", ""), reason=data.get("reason", ""))
        return signing.act(request.actor, pk, act=act, expected=data["version"])

    return do


def _publish(request: SignedRequest, pk: int, data: dict[str, Any]) -> Any:
    typed = {name: data[name] for name in ("phone", "email")}
    return notices.publish(request.actor, [pk], **typed, expected=data["version"])


def _file(request: SignedRequest, pk: int, data: dict[str, Any]) -> Any:
    number = data["number"] if data["how"] == "typed" else None
    return signing.file(request.actor, pk, number=number, expected=data["version"])


OWN = {
    "receive": ActPage(
        VersionedForm,
        _("签收"),
        (_("本单位各项责任记下签收时间。"), _("签收后可以填报进展。")),
        calls(progress.receive),
    ),
    "complete": ActPage(
        VersionedForm,
        _("完成整改"),
        (_("状态变为“已完成”，进度记为 100%。"), _("随后由本单位自查，申请销号。")),
        calls(progress.complete),
    ),
    "send_back": ActPage(
        ReasonForm,
        _("退回整改"),
        (_("状态退回“整改中”，责任单位会收到原因。"),),
        calls(progress.send_back, "reason"),
    ),
    "look_back": ActPage(
        LookBackForm,
        _("回头看"),
        (
            _("记入本项历史。"),
            _("结论为“反弹”或“虚假整改”的，由整改办决定是否重新整改。"),
        ),
        calls(look_backs.look_back, "result", "finding", "looked_on"),
    ),
    "reopen": ActPage(
        ReasonForm,
        _("重新整改"),
        (
            _("进入下一个整改周期，措施重新办理；原档案完整保留，可随时查看。"),
            _("公开的销号清单会标明本项已重新整改。"),
        ),
        calls(look_backs.reopen, "reason"),
    ),
}
ON_STEP = {
    "approve": ActPage(
        OpinionForm,
        _("签署意见"),
        (_("意见与您所见内容一并封存。"), _("同一人在本周期不能再签署其他步骤。")),
        _on_step("approve"),
    ),
    "return": ActPage(
        ReasonForm,
        _("退回补正"),
        (
            _("退回责任单位自查步骤，之后各步已签意见作废。"),
            _("责任单位会在待办里看到原因。"),
        ),
        _on_step("return"),
    ),
    "fail": ActPage(
        ReasonForm,
        _("不通过，重新整改"),
        (_("本次销号结束，问题退回“整改中”。"),),
        _on_step("fail"),
    ),
    "publish": ActPage(
        PublishForm,
        _("发布公示"),
        (_("公众无需登录即可看到公示内容。"), _("公示期满且无异议，自动转入下一步。")),
        _publish,
    ),
    "file": ActPage(FileForm, _("上级备案"), (_("记下备案文号，本项即销号。"),), _file),
    "disclose": ActPage(
        VersionedForm,
        _("公开销号结果"),
        (_("列入公开的销号清单，接受持续监督。"),),
        _on_step("disclose"),
    ),
}
PAGES = {
    **{f"act/{name}": page for name, page in OWN.items()},
    **{f"step/{name}": replace(page, signs=name in SIGNED) for name, page in ON_STEP.items()},
}
