"""States and moves of an issue (domain §5.1) and of an amendment to its plan (§5.6).

Words, roles and needs; no Django here.
"""

from dataclasses import dataclass

from rectify.core.moves import MoveTable, Need, move
from rectify.core.text import gettext_noop as _

STATE_NAMES = {
    "draft": _("草拟"),
    "rectifying": _("整改中"),
    "completed": _("已完成"),
    "in_signoff": _("销号中"),
    "signed_off": _("已销号"),
    "suspended": _("已中止"),
}
ROLE_NAMES = {
    "lead": _("牵头"),
    "responsible": _("责任"),
    "cooperating": _("配合"),
    "implementing": _("落实"),
    "supervising": _("督导"),
    "acceptance": _("验收"),
    "oversight": _("统一监督"),
}
ANSWERING = ("lead", "responsible")
"""Roles that answer for the whole issue: they complete it and apply for sign-off."""
WORKING = (*ANSWERING, "implementing", "cooperating")
"""Roles that report and bring evidence."""


@dataclass(frozen=True)
class IssueFacts:
    """What the needs look at; counted by the service."""

    measures: int = 0
    measures_done: int = 0
    evidence: int = 0
    pct: int = 0
    received: bool = True
    doubts: tuple[str, ...] = ()
    rebounds: int = 0
    amending: bool = False


@dataclass(frozen=True)
class AmendmentFacts:
    """What the needs of an amendment look at; counted by the service."""

    issue_state: str = "rectifying"
    reason: str = ""
    basis: bool = False
    moved: tuple[str, ...] = ()
    own: bool = False


MEASURES_DONE = Need(
    "measures_done",
    _("还有措施没有办结，请先逐条办结。"),
    lambda f: f.measures == f.measures_done,
)
HAS_EVIDENCE = Need("has_evidence", _("还没有佐证材料，请至少上传一份。"), lambda f: f.evidence > 0)
NOT_RECEIVED = Need("not_received", _("本单位已经签收。"), lambda f: not f.received)
RECEIVED = Need("received", _("请先签收，再办理。"), lambda f: f.received)
NO_DOUBTS = Need("no_doubts", _("还有存疑或缺项没有确认，不能印发。"), lambda f: not f.doubts)

REBOUNDED = Need(
    "rebounded",
    _("本周期没有“反弹”或“虚假整改”的回头看结论，不能重新整改。"),
    lambda f: f.rebounds > 0,
)
NO_OPEN_AMENDMENT = Need(
    "no_open_amendment",
    _("本项已有一份方案调整没有办结，请先办结或撤回它。"),
    lambda f: not f.amending,
)

HAS_REASON = Need("has_reason", _("还没有写调整理由，请先补上。"), lambda f: bool(f.reason.strip()))
HAS_BASIS = Need("has_basis", _("还没有依据文号和日期，请先填写。"), lambda f: f.basis)
SECOND_PERSON = Need(
    "second_person",
    _("起草或提交的人不能自己审批，请由本办另一位同志或分管领导办理。"),
    lambda f: not f.own,
)
UP_TO_DATE = Need(
    "up_to_date",
    _("起草之后方案这几处又有变动，调整前的内容已经不符，请撤回后重新起草。"),
    lambda f: not f.moved,
)
NOT_COMPLETED = Need(
    "not_completed",
    _("问题已报完成整改，请先退回整改，再办理方案调整。"),
    lambda f: f.issue_state != "completed",
)
NOT_IN_SIGNOFF = Need(
    "not_in_signoff",
    _("问题正在销号，方案不能调整；确需调整的，请先退回整改。"),
    lambda f: f.issue_state != "in_signoff",
)
NOT_SIGNED_OFF = Need(
    "not_signed_off",
    _("问题已经销号，方案不能再调整。"),
    lambda f: f.issue_state != "signed_off",
)
STILL_OPEN = (NOT_COMPLETED, NOT_IN_SIGNOFF, NOT_SIGNED_OFF)
"""A plan changes under work, never under a completion that was already reported on it."""

# fmt: off
MOVES = MoveTable("issue", tuple(STATE_NAMES), [
    #    action          from                   to            roles                                         needs
    move("issue",        "draft",               "rectifying", "owner",                                      [NO_DOUBTS],                    _("印发")),
    move("receive",      "rectifying",          None,         "lead responsible implementing cooperating supervising acceptance", [NOT_RECEIVED],                 _("签收")),
    move("report",       "rectifying",          None,         "lead responsible implementing cooperating",  [RECEIVED],                     _("填报进展")),
    move("add_evidence", "rectifying completed", None,        "lead responsible implementing cooperating",  [RECEIVED],                     _("上传佐证")),
    move("do_measure",   "rectifying",          None,         "lead responsible implementing cooperating",  [RECEIVED],                     _("办结措施")),
    move("complete",     "rectifying",          "completed",  "lead responsible",                           [RECEIVED, MEASURES_DONE, HAS_EVIDENCE], _("完成整改")),
    move("send_back",    "completed",           "rectifying", "supervising owner",                          [],                             _("退回整改"), "reason"),
    move("apply",        "completed",           "in_signoff", "engine",                                     []),
    move("back_to_unit", "in_signoff",          "completed",  "engine",                                     []),
    move("fail",         "in_signoff",          "rectifying", "engine",                                     []),
    move("sign_off",     "in_signoff",          "signed_off", "engine",                                     []),
    move("look_back",    "signed_off",          None,         "supervising acceptance owner above",         [],                             _("回头看")),
    move("amend",        "rectifying suspended", None,        "lead responsible owner",                     [NO_OPEN_AMENDMENT],            _("申请方案调整")),
    move("reopen",       "signed_off",          "rectifying", "owner above",                                [REBOUNDED],                    _("重新整改"), "reason"),
])

AMENDMENT_STATES = {
    "draft":     _("草拟"),
    "submitted": _("待批准"),
    "approved":  _("已批准"),
    "rejected":  _("不予批准"),
    "withdrawn": _("已撤回"),
}
AMENDMENT_MOVES = MoveTable("amendment", tuple(AMENDMENT_STATES), [
    #    action      from               to           roles              needs
    move("revise",   "draft",           None,        "author",          [],                                                       _("修改")),
    move("submit",   "draft",           "submitted", "author colleague", [HAS_REASON, *STILL_OPEN, UP_TO_DATE],                    _("提交审批")),
    move("approve",  "submitted",       "approved",  "plan_side",       [SECOND_PERSON, *STILL_OPEN, UP_TO_DATE, HAS_BASIS],      _("批准调整"), "basis"),
    move("reject",   "submitted",       "rejected",  "plan_side",       [SECOND_PERSON],                                          _("不予批准"), "reason"),
    move("withdraw", "draft submitted", "withdrawn", "author colleague", [],                                                      _("撤回"), "reason"),
])
# fmt: on
OPEN_AMENDMENTS = ("draft", "submitted")
DECIDED_AMENDMENTS = ("approved", "rejected")
