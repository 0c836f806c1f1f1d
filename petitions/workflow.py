"""States and moves of a petition (domain §5.3). Words, roles and needs; no Django here."""

from dataclasses import dataclass

from rectify.core.moves import MoveTable, Need, move
from rectify.core.text import gettext_noop as _

STATE_NAMES = {
    "registered": _("待交办"),
    "handed_down": _("待签收"),
    "answering": _("办理中"),
    "replied": _("待审核"),
    "ongoing": _("未办结"),
    "stage_closed": _("阶段性办结"),
    "closed": _("已办结"),
}
REVIEWED = ("ongoing", "stage_closed", "closed")
"""States after a review: the answer stands and may be published."""
VERDICT_NAMES = {
    "true": _("属实"),
    "mostly": _("基本属实"),
    "partial": _("部分属实"),
    "false": _("不属实"),
    "unverifiable": _("无法查实"),
    "out_of_scope": _("不属于受理范围"),
}
CLOSURE_NAMES = {
    "done": _("已办结"),
    "staged": _("阶段性办结"),
    "not_done": _("未办结"),
    "transferred": _("移送"),
}
CHANNEL_NAMES = {
    "phone": _("来电"),
    "letter": _("来信"),
    "wechat": _("微信"),
    "web": _("网络"),
}
TYPES = (
    _("水"),
    _("大气"),
    _("土壤"),
    _("生态"),
    _("噪声"),
    _("固废"),
    _("海洋"),
    _("辐射"),
    _("其他"),
)
"""污染类型 in the order of the daily tables (domain §9.3); a petition may carry several."""
ROLE_NAMES = {"lead": _("牵头"), "cooperating": _("协办")}
NEEDS_NEXT = ("staged", "not_done")
"""Closures that leave something to do: they carry a plan and the next date."""
AFTER_REVIEW = {
    "done": "close",
    "transferred": "close",
    "staged": "stage_close",
    "not_done": "keep_open",
}
"""Which move a review makes of the closure the answer claims."""


@dataclass(frozen=True)
class PetitionFacts:
    """What the needs look at; counted by the service."""

    items: int = 1
    own_reply: bool = False
    closure: str = ""
    return_in_term: bool = True
    publishable: bool = True


HAS_ITEMS = Need("has_items", _("还没有反映事项，请先逐条列出。"), lambda f: f.items > 0)
IN_TERM = Need(
    "return_in_term", _("已过退回改派的期限，请在办理情况里说明。"), lambda f: f.return_in_term
)
NOT_OWN = Need("not_own_reply", _("答复由您本人提交，须由另一人审核。"), lambda f: not f.own_reply)
DONE = Need(
    "closure_done", _("答复写的不是已办结或移送。"), lambda f: f.closure in ("done", "transferred")
)
STAGED = Need("closure_staged", _("答复写的不是阶段性办结。"), lambda f: f.closure == "staged")
NOT_DONE = Need("closure_not_done", _("答复写的不是未办结。"), lambda f: f.closure == "not_done")

# fmt: off
MOVES = MoveTable("petition", tuple(STATE_NAMES), [
    #    action             from                                to              roles               needs
    move("split",           "registered",                       None,           "desk",             [],                _("列出反映事项")),
    move("split",           "handed_down answering",            None,           "desk county lead", [],                _("列出反映事项")),
    move("mark_duplicate",  "registered handed_down answering", None,           "desk",             [],                _("标为重复")),
    move("hand_down",       "registered",                       "handed_down",  "desk",             [HAS_ITEMS],       _("交办")),
    move("receive",         "handed_down",                      "answering",    "county lead",      [],                _("签收")),
    move("send_back",       "handed_down answering",            "registered",   "county lead",      [IN_TERM],         _("退回改派"), "reason"),
    move("assign",          "handed_down answering ongoing stage_closed", None, "county",           [],                _("分派单位")),
    move("reply",           "answering ongoing stage_closed",   "replied",      "county lead",      [HAS_ITEMS],       _("答复")),
    move("return_reply",    "replied",                          "answering",    "desk",             [NOT_OWN],         _("退回补正"), "reason"),
    move("close",           "replied",                          "closed",       "desk",             [NOT_OWN, DONE],   _("审核通过，办结")),
    move("stage_close",     "replied",                          "stage_closed", "desk",             [NOT_OWN, STAGED], _("审核通过，阶段性办结")),
    move("keep_open",       "replied",                          "ongoing",      "desk",             [NOT_OWN, NOT_DONE], _("审核通过，继续办理")),
    move("publish",         "ongoing stage_closed closed",      None,           "desk",             [],                _("公开")),
])
# fmt: on
