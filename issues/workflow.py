"""States and moves of an issue (domain §5.1). Words, roles and needs; no Django here."""

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
    move("reopen",       "signed_off",          "rectifying", "owner above",                                [REBOUNDED],                    _("重新整改"), "reason"),
])
# fmt: on
