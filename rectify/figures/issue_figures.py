"""Figures of issues (domain §15): finished, in time, accepted, signed off, each with its own whole.

Issues are counted top-level, one matter once; sub-issues have a figure of their own.
"""

from django.utils.translation import gettext_lazy as _

from issues.deadlines import PACE_NAMES
from rectify.figures.figure import Figure, Wants, wants

ISSUES, TIME, SIGNOFF = "issues", "time", "signoff"
ALL: Wants = wants("is_top", "is_once")
SUBS: Wants = (("is_top", (False,)),)


def _share(
    code: str, name: object, words: object, group: str, part: Wants, whole: Wants = ALL
) -> Figure:
    return Figure(code, name, words, "issue", group, whole + part, whole)


def _count(code: str, name: object, words: object, group: str, part: Wants) -> Figure:
    return Figure(code, name, words, "issue", group, ALL + part, unit=_("项"))


COMPLETION = _share(
    "completion_rate_all",
    _("整改完成率"),
    _("已完成整改的问题 ÷ 列入清单的全部问题。"),
    ISSUES,
    wants("is_finished"),
)
SIGNED = _share(
    "signoff_rate",
    _("销号率"),
    _("已销号的问题 ÷ 需销号的问题；不需销号的不进分母。"),
    SIGNOFF,
    wants("is_signed_off"),
    ALL + wants("needs_signoff"),
)
_LISTED = (
    _count("issues_listed", _("列入清单"), _("列入清单的问题，子问题、承接件不另计。"), ISSUES, ()),
    _count("issues_finished", _("已完成"), _("已报完成整改的问题。"), ISSUES, wants("is_finished")),
    _count(
        "issues_with_deadline",
        _("有整改时限"),
        _("方案写有整改时限的问题。"),
        ISSUES,
        wants("is_timed"),
    ),
    _count(
        "issues_due",
        _("应完成"),
        _("整改时限在截至日当天或以前的问题。"),
        ISSUES,
        wants("is_due"),
    ),
    _count(
        "issues_self_found",
        _("自查发现"),
        _("自查、排查发现的问题。"),
        ISSUES,
        wants("is_self_found"),
    ),
    COMPLETION,
    _share(
        "completion_rate_with_deadline",
        _("有时限问题完成率"),
        _("有整改时限且已完成的问题 ÷ 有整改时限的问题。"),
        ISSUES,
        wants("is_finished"),
        ALL + wants("is_timed"),
    ),
    _share(
        "on_time_completion",
        _("应完成项完成率"),
        _("到截至日应完成且已完成的问题 ÷ 到截至日应完成的问题。"),
        ISSUES,
        wants("is_finished"),
        ALL + wants("is_due"),
    ),
    Figure(
        "subissue_rate",
        _("子问题完成率"),
        _("已完成的子问题 ÷ 全部子问题；与问题分开统计。"),
        "issue",
        ISSUES,
        SUBS + wants("is_finished"),
        SUBS,
    ),
    _share(
        "self_found_share",
        _("自查占比"),
        _("自查、排查发现的问题 ÷ 列入清单的全部问题。"),
        ISSUES,
        wants("is_self_found"),
    ),
)
PACE_WORDS = {
    "on_schedule": _("到截至日各节点按期完成、最终时限未到的问题。"),
    "in_progress": _("尚无到期节点的问题，不作时序判断。"),
    "behind": _("有节点过期未完成、最终时限未到的问题。"),
    "overdue": _("最终时限已过仍未完成的问题；时限当天不算逾期。"),
    "long_term": _("长期坚持且未报完成的问题，不计逾期。"),
}
_TIME = (
    *(
        _count(f"issues_{pace}", _(PACE_NAMES[pace]), words, TIME, wants(pace=pace))
        for pace, words in PACE_WORDS.items()
    ),
    _share(
        "on_schedule_share",
        _("达序时率"),
        _("已完成和达到序时进度的问题 ÷ 列入清单的全部问题。"),
        TIME,
        wants(pace=("done", "on_schedule")),
    ),
    _share(
        "overdue_share",
        _("逾期率"),
        _("逾期的问题 ÷ 列入清单的全部问题。"),
        TIME,
        wants(pace="overdue"),
    ),
)
_SIGNOFF = (
    _count(
        "issues_needing_signoff",
        _("需销号"),
        _("需要销号的问题。"),
        SIGNOFF,
        wants("needs_signoff"),
    ),
    _count(
        "issues_accepted",
        _("已验收"),
        _("验收通过的问题，含已销号的。"),
        SIGNOFF,
        wants("is_accepted"),
    ),
    Figure(
        "issues_accepted_waiting",
        _("已验收未销号"),
        _("验收通过、尚未销号的问题。"),
        "issue",
        SIGNOFF,
        (*ALL, *wants("is_accepted"), ("is_signed_off", (False,))),
        unit=_("项"),
    ),
    _count("issues_signed_off", _("已销号"), _("已销号的问题。"), SIGNOFF, wants("is_signed_off")),
    SIGNED,
    _share(
        "accepted_share",
        _("验收率"),
        _("验收通过的问题 ÷ 需销号的问题。"),
        SIGNOFF,
        wants("is_accepted"),
        ALL + wants("needs_signoff"),
    ),
    _share(
        "reopened_rate",
        _("反弹率"),
        _("销号后重新整改的问题 ÷ 曾经销号的问题。"),
        SIGNOFF,
        wants("is_reopened"),
        ALL + wants("was_signed_off"),
    ),
)
ISSUE_FIGURES = (*_LISTED, *_TIME, *_SIGNOFF)
