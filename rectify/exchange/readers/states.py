"""The words of ledgers for the state of an issue, and what its dates say of it."""

import re
from dataclasses import dataclass

from rectify.core.text import gettext_noop as _
from rectify.exchange.readers.columns import SIMPLIFIED
from rectify.exchange.readers.source.clean import squeeze

NEVER = r"(?:尚未|暂未|暂不|没有|不予|未)(?:完成|予以|通过|进行|组织)?"
"""尚未完成, 不予: before a step, it was not taken."""
SOON = (
    r"(?:待|拟|申请|正在|准备|即将|等待|已?申报|报请|提请|已?上报|已?提交|已报)(?:申请|报请|办理|履行)?"
    r"(?:完成|予以|通过|进行|组织|审定)?(?:[省市州县区]级?)?"
)
"""待市级, 正在申请, 拟: before a step, it is still to come."""
APPLIED = re.compile(
    r"(?:正在|已|拟|准备)?(?:申请|申报|上报|报请|提请|提交|(?<=已)报)(?:了)?"
    r"(?:审定|审核|批准)?销号(?:申请)?|销号申请(?:中)?"
)
"""Who asks for the sign-off has completed; to ask a higher level, he has been accepted before."""
FAILED = re.compile(
    r"(?:验收|核查|销号)[^，,；;。]{0,3}(?:不合格|未通过|不通过|退回|驳回)"
    r"|(?<!尚)未(?:能)?通过[^，,；;。]{0,3}(?:验收|核查)|重新整改|退回|返工"
)
"""验收不合格, 退回重新整改: back to work, whatever was reached before."""
SHARE = re.compile(r"(\d{1,3})(?:\.\d+)?%")
"""完成80%: less than all is still being rectified, unless a later step is told."""
BEYOND_WORK = re.compile(r"验收|销号|公示|备案")
# Tried in this order. What is not finished is told twice: 未…完成 before 完成整改, and other
# signs of work (推进, 持续) only after it.
STATES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (state, re.compile(expression))
    for state, expression in (
        (
            "signed_off",
            r"(?:已|完成|同意|予以|准予|通过|验收|核准|办结)(?:[^待未，,；;、]{0,4})?(?:销号|销案|摘牌)"
            r"|^[^计预拟争待未]*\d[月日]销号|^(?:整改)?销号(?:完成|完毕)?$|销号(?:完成|通过)|已备案|备案完成|销结|已报备|已归档",
        ),
        ("noticing", r"公示中|正在公示|公示期|(?<!待)(?<!未)(?:已|完成)?公示(?!后)"),
        (
            "accepted",
            r"(?:已|通过|完成)[^待未拟，,；;]{0,4}验收|验收(?:合格|通过|完成|完毕)"
            r"|待公示|待备案|待销号|通过[^，,；;]{0,2}核查|初验合格",
        ),
        (
            "rectifying",
            r"(?:未|没有|不能)[^，,；;已]{0,4}(?:完成|到位|办结)|完成(?:了)?(?:部分|首批|一期)"
            r"|完成.{0,6}(?:阶段性|年度)|(?:阶段性|年度|部分)[^，,；;]{0,6}完成",
        ),
        (
            "completed",
            r"(?<!未)(?<!性)(?<!分)(?<!本)(?:已(?:全部|按期|按时|如期)?完成|完成整改|整改(?:已)?完成|已办结|整改到位"
            r"|已整改(?!中)|[逾超延]期完成|已达标)",
        ),
        (
            "rectifying",
            r"未完成|未整改|没有完成|部分完成|基本完成|阶段性完成|尚未|未启动|未开工|滞后|整改中"
            r"|推进|正在整改|序时|长期坚持|持续|逾期|超期|进行中|未达|整治中|未办结"
            r"|时序|计划|启动|长期整改|施工|开工|在建|缓慢|成效|限期|超时|在办|办理中|暂停|暂缓|中止|延期|正在(?!验收|公示|销号|待)",
        ),
        (
            "completed",
            r"^100%|完成|待验收|验收中|正在验收|办结|完毕|达到(?:整改)?目标|待核查|已整改",
        ),
    )
)
ORDER = ("rectifying", "completed", "accepted", "noticing", "signed_off")
BY_DATES = _("没有写状态，按已填的日期推断，请核对。")
WAITS = _("状态写“待销号”但没有验收时间，按已完成读出，请核对。")
BEYOND = _("状态与已填的日期不一致，按状态读出，请核对。")
PAST = _("状态写已完成或已验收，但已有销号时间或文号，按已销号读出，请核对。")
UNKNOWN = _("状态的写法没有认出，按正在整改读出，请核对。")


def state_of(words: str) -> str | None:
    """Return rectifying, completed, accepted, noticing or signed_off; None for unknown words."""
    bare = squeeze(words).translate(SIMPLIFIED).replace("己", "已")
    if not bare:
        return None
    if FAILED.search(bare):
        return "rectifying"
    share = SHARE.search(bare)
    if share and int(share[1]) < 100 and not BEYOND_WORK.search(bare):
        return "rectifying"
    bare = APPLIED.sub("待验收", bare.replace("正在公示", "公示中"))
    bare = re.sub(rf"{NEVER}(?:销号|备案|公示)", "", bare)
    bare = re.sub(rf"{NEVER}验收", "待验收", bare)
    bare = re.sub(rf"{SOON}(销号|验收|公示|备案)", r"待\1", bare)
    for state, pattern in STATES:
        if pattern.search(bare):
            return state
    return "unknown"


@dataclass(frozen=True, slots=True)
class Dated:
    """Which dates of a row are filled in; `filed` also by a document's number alone."""

    completed: bool
    accepted: bool
    noticed: bool
    filed: bool

    @property
    def state(self) -> str:
        """The furthest state the dates tell."""
        if self.filed:
            return "signed_off"
        if self.noticed:
            return "noticing"
        if self.accepted:
            return "accepted"
        return "completed" if self.completed else "rectifying"


def agreed(
    state: str | None, dates: Dated, *, least: bool = False, denied: bool = False
) -> tuple[str, str]:
    """Return the state that word and dates agree on, and a doubt in Chinese where they do not.

    With `least` the words only tell a step that was reached; later dates go beyond them,
    unless the words say that it is not signed off (`denied`).
    """
    if state is None:
        return dates.state, BY_DATES
    if state == "unknown":
        return dates.state, UNKNOWN
    if least and ORDER.index(dates.state) > ORDER.index(state):
        return dates.state, ""
    if state in {"completed", "accepted"}:
        return _finished(state, dates, denied=denied)
    beyond = state == "rectifying" and dates.state not in {"rectifying", "completed"}
    return state, BEYOND if beyond else ""


def _finished(state: str, dates: Dated, *, denied: bool) -> tuple[str, str]:
    """已完成，待销号 says completed or accepted; the date of acceptance decides."""
    if dates.state in {"accepted", "noticing"}:
        return dates.state, ""
    if state == "accepted" and not dates.accepted:
        return ("completed", WAITS) if dates.completed else (state, "")
    if dates.filed and not denied:
        return "signed_off", PAST
    return state, BEYOND if dates.filed else ""
