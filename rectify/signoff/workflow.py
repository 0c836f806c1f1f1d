"""Step moves: what may be done on a running step, by whom, and what must hold first.

The "state" of this table is the kind of the running step. `party` is a person acting for one of
the parties the step waits for; `timer` is the system when a notice period is over.
"""

from dataclasses import dataclass

from rectify.core.moves import MoveTable, Need, move
from rectify.core.text import gettext_noop as _

KINDS = ("self_check", "endorse", "accept", "notice", "decide", "file", "disclose")


@dataclass(frozen=True)
class StepFacts:
    """What the needs of a step look at; computed by the service, never by a page."""

    has_stood: bool = False
    own_application: bool = False
    party_done: bool = False
    other_unit: bool = True
    dossier_complete: bool = True
    answers_complete: bool = True
    answers_negative: bool = False
    notice_running: bool = False
    notice_over: bool = True
    number_given: bool = True
    objections_open: bool = False


NOT_STOOD = Need(
    "not_stood",
    _("您在本周期已经申请或签署过意见，同一人不能再次签署，请由其他人办理。"),
    lambda f: not f.has_stood,
)
OTHER_UNIT = Need(
    "other_unit",
    _("申请单位不能办理本单位的验收审核，请由其他单位办理。"),
    lambda f: not (f.other_unit and f.own_application),
)
PARTY_OPEN = Need(
    "party_open",
    _("本单位在这一步已经签署，等待其他单位。"),
    lambda f: not f.party_done,
)
COMPLETE = Need(
    "dossier_complete",
    _("资料不齐：每条措施须办结并附佐证后才能申请。"),
    lambda f: f.dossier_complete,
)
ANSWERED = Need(
    "answers_complete",
    _("还有核对项未答，或选“否”“不适用”未写理由，补齐后才能签署。"),
    lambda f: f.answers_complete,
)
POSITIVE = Need(
    "answers_positive",
    _("有标准未达到（选“否”），不能同意验收，请退回。"),
    lambda f: not f.answers_negative,
)
NOT_PUBLISHED = Need("not_published", _("公示已经发布，正在进行。"), lambda f: not f.notice_running)
OVER = Need("notice_over", _("公示期未满。"), lambda f: f.notice_over)
UNDISPUTED = Need(
    "undisputed",
    _("还有异议没有答复，公示不能通过。"),
    lambda f: not f.objections_open,
)
NUMBERED = Need("number_given", _("请填写备案文号，或选择自动编号。"), lambda f: f.number_given)

# fmt: off
STEPS = MoveTable("step", KINDS, [
    #    action      from                     to    role     needs
    move("approve",  "self_check",            None, "party", [NOT_STOOD, PARTY_OPEN, COMPLETE],                       _("自查通过，申请销号"), "opinion"),
    move("approve",  "endorse",               None, "party", [NOT_STOOD, PARTY_OPEN, OTHER_UNIT],                     _("审核同意"), "opinion"),
    move("approve",  "accept",                None, "party", [NOT_STOOD, PARTY_OPEN, OTHER_UNIT, ANSWERED, POSITIVE], _("同意验收"), "answers opinion"),
    move("approve",  "decide",                None, "party", [NOT_STOOD, PARTY_OPEN, OTHER_UNIT],                     _("同意销号"), "opinion"),
    move("publish",  "notice",                None, "party", [NOT_PUBLISHED],                                         _("发布公示"), "phone"),
    move("pass",     "notice",                None, "timer", [OVER, UNDISPUTED]),
    move("uphold",   "notice",                None, "party", [],                                                      "", "reason"),
    move("file",     "file",                  None, "party", [NUMBERED],                                              _("备案"), "number"),
    move("disclose", "disclose",              None, "party", [],                                                      _("公开"), ""),
    move("return",   "endorse accept decide", None, "party", [],                                                      _("退回补正"), "reason"),
    move("fail",     "accept decide",         None, "party", [],                                                      _("不通过，重新整改"), "reason"),
])
# fmt: on
SIGNED = ("approve", "file", "publish", "disclose")
"""Acts that need a fresh second factor (conventions 8)."""
