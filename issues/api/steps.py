"""Acts on the running step of an issue's cycle, by way of the issue or of its sign-off."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from rest_framework.response import Response

from issues.api import bodies
from issues.models import Issue, SignOff
from issues.services import notices, signing
from issues.services.fetch import locked_issue
from rectify.accounts.api.acts import Call, Do, act
from rectify.accounts.api.history import telling
from rectify.accounts.api.writing import voided
from rectify.core.errors import Stale, WrongState
from rectify.signoff.acts import Act
from rectify.signoff.workflow import SIGNED

NOUN = "issues.signoff"


def _step(name: str) -> Do:
    def do(call: Call) -> Response | None:
        done = signing.act(call.who, call.id, act=Act(name, **call.data), expected=call.expected)
        return None if done else voided()

    return do


def _publish(call: Call) -> Response | None:
    notice = notices.publish(call.who, [call.id], expected=call.expected, **call.data)
    return None if notice else voided()


def _file(call: Call) -> Response | None:
    done = signing.file(call.who, call.id, number=call.data.get("number"), expected=call.expected)
    return None if done else voided()


DO: dict[str, tuple[Do, Any, str]] = {
    "approve": (_step("approve"), bodies.ApproveIn, "签署意见：自查申请、审核、验收、审定"),
    "return": (_step("return"), bodies.ReturnIn, "退回补正"),
    "fail": (_step("fail"), bodies.ReasonIn, "不通过，重新整改"),
    "publish": (_publish, bodies.PublishIn, "发布公示"),
    "file": (_file, bodies.FileIn, "上级备案"),
    "disclose": (_step("disclose"), None, "公开销号结果"),
}
"""`expected` is the cycle's version, `id` the issue's; every act people may take has a row."""


def by_issue(call: Call, do: Do) -> Response | None:
    """`If-Match: "issue.cycle"` as the issue's detail gives it while a cycle is open."""
    issue = locked_issue(call.who, call.id, call.expected)
    cycle = _open_cycle(issue)
    if call.second is None:
        raise Stale(
            _("这一步要带销号的版本：请重新读取，If-Match 用详情的 ETag 原样送回。"),
            expected=call.expected,
            current=issue.version,
        )
    with telling(NOUN, cycle.pk):
        return do(replace(call, expected=call.second))


def by_signoff(call: Call, do: Do) -> Response | None:
    """`If-Match` is the sign-off's own version; a cycle that has ended takes no acts."""
    cycle = SignOff.objects.visible_to(call.who.scope).get(pk=call.id)
    issue = locked_issue(call.who, cycle.issue_id)
    if _open_cycle(issue).pk != call.id:
        raise WrongState(_("本次销号已经结束，不能再办理。"))
    return do(replace(call, id=issue.pk))


def _open_cycle(issue: Issue) -> SignOff:
    cycle = issue.signoffs.filter(state="open").first()
    if cycle is None:
        raise WrongState(_("本项没有正在进行的销号。"))
    return cycle


def step_act(name: str, way: Any) -> Any:
    """The viewset method of one act; `way` is `by_issue` or `by_signoff`."""
    do, body, says = DO[name]
    more = {"body": body} if body else {}
    return act(name, lambda call: way(call, do), says=says, signs=name in SIGNED, **more)
