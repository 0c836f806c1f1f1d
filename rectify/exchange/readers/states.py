"""The words of ledgers and tables of complaints as codes: state, verdict, closure, types."""

import re

from rectify.core.text import gettext_noop as _
from rectify.exchange.readers.columns import TRADITIONAL
from rectify.exchange.readers.source.clean import squeeze

NEVER = r"(?:尚未|暂未|暂不|没有|不予|未)(?:完成|予以|通过|进行|组织)?"
SOON = (
    r"(?:待|拟|申请|正在|准备|即将|等待|已?申报|报请|提请|已?上报|已?提交|已报)(?:申请|报请|办理|履行)?"
    r"(?:完成|予以|通过|进行|组织|审定)?(?:[省市州县区]级?)?"
)
APPLIED = re.compile(
    r"(?:正在|已|拟|准备)?(?:申请|申报|上报|报请|提请|提交|(?<=已)报)(?:了)?"
    r"(?:审定|审核|批准)?销号(?:申请)?|销号申请(?:中)?"
)
"""Who asks for the sign-off has completed; to ask a higher level, he has been accepted before."""
FAILED = re.compile(
    r"(?:验收|核查|销号)[^，,；;。]{0,3}(?:不合格|未通过|不通过|退回|驳回)"
    r"|(?<!尚)未(?:能)?通过[^，,；;。]{0,3}(?:验收|核查)|重新整改|退回|返工"
)
SHARE = re.compile(r"(\d{1,3})(?:\.\d+)?%")
BEYOND_WORK = re.compile(r"验收|销号|公示|备案")
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
    bare = squeeze(words).translate(TRADITIONAL).replace("己", "已")
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


def agreed(
    state: str | None, *, completed: bool, accepted: bool, noticed: bool, filed: bool,
    least: bool = False, denied: bool = False,
) -> tuple[str, str]:  # fmt: skip
    """Return the state that word and dates agree on, and a doubt in Chinese where they do not.

    A word like 已完成，待销号 says completed or accepted; the date of acceptance decides.
    With `least` the words only tell a step that was reached; later dates go beyond them,
    unless the words say that it is not signed off (`denied`).
    """
    by_dates = (
        "signed_off" if filed else "noticing" if noticed else "accepted" if accepted
        else "completed" if completed else "rectifying"
    )  # fmt: skip
    if state is None:
        return by_dates, BY_DATES
    if state == "unknown":
        return by_dates, UNKNOWN
    if least and ORDER.index(by_dates) > ORDER.index(state):
        return by_dates, ""
    if state in {"completed", "accepted"}:
        if by_dates in {"accepted", "noticing"}:
            return by_dates, ""
        if state == "accepted" and not accepted:
            return ("completed", WAITS) if completed else (state, "")
        if filed and not denied:
            return "signed_off", PAST
        return state, BEYOND if filed else ""
    return state, BEYOND if state == "rectifying" and by_dates not in {state, "completed"} else ""


VERDICTS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (code, re.compile(expression))
    for code, expression in (
        (
            "out_of_scope",
            r"不属于.{0,12}(范围|职责)|不属于.{0,6}环[境保].{0,4}问题|不在.{0,8}范围|非(生态)?环[保境](类)?问题|不予受理|不属.{0,4}范围",
        ),
        (
            "unverifiable",
            r"无法(核实|查实|认定|查证)|未能(核实|查实)|难以(核实|认定)|无法确认|不能确认|查无实据|未查实",
        ),
        (
            "partial",
            r"(?<!大)部[分份].{0,4}属实|^部[分份]$|[（(]部[分份][)）]|查实部[分份]|部[分份]查实"
            r"|有一定事实|个别.{0,4}属实|不完?全属实|属实部分|有属实有不属实|基本不属实",
        ),
        ("mostly", r"基本属实|^基本$|大部[分份]?属实|主要问题属实|基本符合"),
        ("false", r"不属实|不实|失实|不存在|未属实|否|未发现|^不$|查无此|^无此|虚假|不符|^[×✗]$"),
        ("true", r"属实|^是$|真实|^[已经]?查实|^实$|^√$"),
    )
)
CLOSURES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (code, re.compile(expression))
    for code, expression in (
        (
            "done",
            r"^(?:已(?:全部|按[期时])?|按[期时]|如期|当场|即时)?办结(?!率|中|.*(?:未|阶段|正在))",
        ),
        ("transferred", r"^已?(移交|转办|移送|转交|交由)|^转.{1,6}办理$"),
        ("staged", r"阶段|部[分份](已?办结|完成)|(?:基本|初步)(办结|完成)"),
        (
            "not_done",
            r"^(?:待|拟|无法|难以|不予)|延期|预计|计划|[前内底](?:办结|完成)|^在办|进行中|^[×✗]$|未|尚|正在|办理中|整改中|持续|长期|推进|否|不办结|没有办结|限期",
        ),
        ("done", r"^已办$|办结|完成|是|已结|结案|办毕|完毕|整改到位|销号|√"),
    )
)
TYPES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(expression))
    for name, expression in (
        ("海洋", r"海洋|海水|海域|近岸"),
        ("大气", r"大气|废气|油烟|扬尘|异味|恶臭|烟尘|粉尘|餐饮|空气|臭气|秸秆|气"),
        ("噪声", r"噪|声|振动"),
        ("固废", r"固废|固体|垃圾|危废|危险废物|废物|污泥|渣"),
        ("土壤", r"土壤|土地|重金属|地下(?!水)"),
        ("生态", r"生态|水土[流保]|自然保护|林|草|矿|砂|采|破坏|湿地"),
        ("水", r"水|河|湖|排污口|黑臭"),
        ("辐射", r"辐射|电磁|核"),
        ("其他", r"其[他它]|光污染|光"),
    )
)


PARTS = re.compile(r"[、,，;；/／\s和及与+＋|①-⑨]+|\d+[.．]|(?<=\s)\d+$")


def verdict_of(words: str) -> str | None:
    """Return true, mostly, partial, false, unverifiable or out_of_scope; None when not said.

    Words that call some points true and others not say partial.
    """
    found = _code(words, VERDICTS)
    if found in {"mostly", "false"}:
        said = set(re.findall(r"不属实|基本属实|属实", squeeze(words)))
        return "partial" if "不属实" in said and len(said) > 1 else found
    return found


def closure_of(words: str) -> str | None:
    """Return done, staged, not_done or transferred; None when not said."""
    return _code(words, CLOSURES)


def types_of(words: str) -> tuple[str, ...]:
    """Return the pollution types of a cell, in its order; words we do not know stay as they are."""
    found: list[str] = []
    for part in re.split(
        r"[、,，;；/／\s和及与+＋|①-⑨]+|\d+[.．]|(?<=\s)\d+$", words.translate(TRADITIONAL)
    ):
        bare = squeeze(part).removesuffix("问题").removesuffix("类")
        if bare in {"", "无", "-", "—"}:
            continue
        known = next((name for name, pattern in TYPES if pattern.search(bare)), bare)
        if known not in found:
            found.append(known)
    return tuple(found)


def _code(words: str, table: tuple[tuple[str, re.Pattern[str]], ...]) -> str | None:
    bare = squeeze(words).translate(TRADITIONAL).replace("己", "已")
    if not bare or bare in {"/", "-", "—", "无"}:
        return None
    return next((code for code, pattern in table if pattern.search(bare)), None)
