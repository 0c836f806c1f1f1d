"""The words of tables of complaints as codes: verdict, closure, types of pollution."""

import re

from rectify.exchange.readers.columns import SIMPLIFIED
from rectify.exchange.readers.source.clean import squeeze

Table = tuple[tuple[str, re.Pattern[str]], ...]
"""Codes with their words, tried in this order: 不属实 before 属实, 正在办结 before 办结."""

VERDICTS: Table = tuple(
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
CLOSURES: Table = tuple(
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
TYPES: Table = tuple(
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
    for part in PARTS.split(words.translate(SIMPLIFIED)):
        bare = squeeze(part).removesuffix("问题").removesuffix("类")
        if bare in {"", "无", "-", "—"}:
            continue
        known = next((name for name, pattern in TYPES if pattern.search(bare)), bare)
        if known not in found:
            found.append(known)
    return tuple(found)


def _code(words: str, table: Table) -> str | None:
    bare = squeeze(words).translate(SIMPLIFIED).replace("己", "已")
    if not bare or bare in {"/", "-", "—", "无"}:
        return None
    return next((code for code, pattern in table if pattern.search(bare)), None)
