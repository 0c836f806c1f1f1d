"""What happened to an issue and to its sign-off cycles, in words."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from issues.importing.ledger.history import STATES as TOLD
from issues.models import Issue
from rectify.journal.models import Event

L = gettext_lazy
ISSUE, SIGNOFF = "issues.issue", "issues.signoff"
WORDS: dict[tuple[str, str], Any] = {
    (ISSUE, "import"): L("导入"),
    (ISSUE, "correct"): L("更改草稿"),
    (ISSUE, "undo_import"): L("撤销导入"),
    (ISSUE, "import_history"): L("由台账导入历史"),
    (ISSUE, "undo_history"): L("撤销导入的历史"),
    (ISSUE, "issue"): L("印发下达"),
    (ISSUE, "amend"): L("方案调整"),
    (ISSUE, "receive"): L("签收"),
    (ISSUE, "report"): L("填报进展"),
    (ISSUE, "add_evidence"): L("上传佐证"),
    (ISSUE, "remove_evidence"): L("移除佐证"),
    (ISSUE, "do_measure"): L("办结措施"),
    (ISSUE, "complete"): L("完成整改"),
    (ISSUE, "send_back"): L("退回整改"),
    (ISSUE, "apply"): L("进入销号"),
    (ISSUE, "accepted"): L("验收通过"),
    (ISSUE, "unaccepted"): L("验收意见作废"),
    (ISSUE, "back_to_unit"): L("退回责任单位补正"),
    (ISSUE, "fail"): L("验收不通过，重新整改"),
    (ISSUE, "sign_off"): L("销号"),
    (ISSUE, "disclose"): L("列入公开清单"),
    (ISSUE, "look_back"): L("回头看"),
    (ISSUE, "reopen"): L("重新整改"),
    (SIGNOFF, "notice.uphold"): L("公示异议成立"),
    (SIGNOFF, "open"): L("开始销号流程"),
    (SIGNOFF, "cancel"): L("销号流程终止"),
    (SIGNOFF, "void"): L("资料有变动，已签意见失效"),
    (SIGNOFF, "self_check.approve"): L("自查通过，申请销号"),
    (SIGNOFF, "endorse.approve"): L("审核同意"),
    (SIGNOFF, "endorse.return"): L("审核退回"),
    (SIGNOFF, "accept.approve"): L("同意验收"),
    (SIGNOFF, "accept.return"): L("验收退回补正"),
    (SIGNOFF, "accept.fail"): L("验收不通过"),
    (SIGNOFF, "notice.publish"): L("发布公示"),
    (SIGNOFF, "notice.pass"): L("公示期满"),
    (SIGNOFF, "decide.approve"): L("审定同意销号"),
    (SIGNOFF, "decide.return"): L("审定退回"),
    (SIGNOFF, "decide.fail"): L("审定不通过"),
    (SIGNOFF, "file.file"): L("备案"),
    (SIGNOFF, "disclose.disclose"): L("公开"),
}
KEY = {
    "issue",
    "amend",
    "complete",
    "send_back",
    "accepted",
    "back_to_unit",
    "fail",
    "sign_off",
    "reopen",
}


def events_of(issue: Issue) -> QuerySet[Event]:
    """Events of the issue and of its sign-off cycles, newest first."""
    cycles = issue.signoffs.values("pk")
    mine = Q(noun=ISSUE, object_id=issue.pk) | Q(noun=SIGNOFF, object_id__in=cycles)
    return Event.objects.filter(mine).order_by("-at", "-pk")


def detail(event: Event) -> str:
    """What the event's data adds to its words."""
    data = event.data
    change = data.get("progress_pct")
    if isinstance(change, list) and len(change) == 2:
        return _("（%(before)s%% → %(after)s%%）") % {"before": change[0], "after": change[1]}
    if event.action == "import_history" and "state" in data:
        return _("（台账记为%(state)s）") % {"state": _(TOLD.get(data["state"], data["state"]))}
    if "measure" in data:
        return _("（第%(n)s条）") % {"n": data["measure"]}
    if event.noun == SIGNOFF and data.get("step"):
        return _("（%(step)s）") % {"step": _(data["step"])}
    return ""
