"""Reads the number of a petition (domain §9.1): channel, round, area, day and serial.

Four generations of the central numbers, provincial variants, and plain serials; whatever else is
written is kept as the serial with low confidence. Never raises.
"""

import re
from datetime import date
from typing import Any

from rectify.core.text import gettext_noop as _
from rectify.exchange.phrases.plain import fold
from rectify.exchange.phrases.reading import confidence, sentence

_CHANNELS = {
    "D": "phone", "电": "phone", "来电": "phone", "电话": "phone", "LD": "phone", "DH": "phone",
    "X": "letter", "信": "letter", "来信": "letter", "信件": "letter", "LX": "letter",
    "WX": "wechat", "微": "wechat", "微信": "wechat",
    "W": "web", "网": "web", "网络": "web", "WL": "web", "邮件": "web", "网信": "web",
}  # fmt: skip
_STAR = r"(?:[*★☆✱]|加[星*]件?|带[星*]号?件?|重点(?:关注|交办|督办|信访)?(?:案?件)?)"
_SHAPE = r"[▲△●◆■]"
_MARK = rf"\(?(?:{_STAR}|{_SHAPE}){{1,3}}\)?[:]?"
_REPEATED = re.compile(
    r"\((?:疑似)?重复[^()]{2,40}\)|[(,、;]?(?:疑似|部分|[与和同][^()]{0,30}?)?(?:重复(?:件|信访|举报|交办|投诉)?|重件|重信)[):]?"
    r"|\((?:同|见)(?:第|[A-Z]{1,2}\d?)[^()]{2,24}\)"
)
_LABEL = re.compile(
    r"^(?:受理|举报|信访|交办|转办|案件|问题|线索)*件?(?:编号|序号|号码|号)?[:]"
    r"|^(?:受理|举报|信访|交办|转办|案件|问题|线索)*件?(?:编号|序号)"
)
_GLOSS = re.compile(r"(?<=\d)\((?![^()]*(?:重点|加星|带星|[*★☆]))[^()]{1,40}\)?$")
_COUNTED = re.compile(
    r"(?:第[\d一二三四五六七八九十]{1,4}批[-:]?|\d{1,4}[.、])(?=[A-Z]{1,2}\d|[来电信]\D?\d)"
)
_SEVERAL = re.compile(
    r"(?<=\d{8})(?:[、,;/及和](?=[A-Z]{1,2}\d|[来电信])|(?=[A-Z]{1,2}\d[A-Z]{2}))"
)
_HYPHENS = re.compile(r"(?<=[A-Z\d一-龥])-(?=[A-Z\d])(?!\d{1,2}$)")
_CHANNEL = (
    r"(?P<channel>WX|LD|LX|WL|DH|[DXW]|来[电信]|电话|信件|微信|网络|网信|邮件|[电微网]|信(?!访))"
)
_DAY = r"(?P<date>20[12]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))"
_SUFFIX = r"(?:号件?)?"
_NATIONAL = tuple(
    re.compile(form + _SUFFIX)
    for form in (
        rf"{_CHANNEL}(?P<round>[1-9])(?P<area>[A-Z]{{2,6}})(?P<date>20\d{{6}})(?P<serial>\d{{3,5}})",
        rf"{_CHANNEL}字?(?P<area>\d{{4,12}}?){_DAY}(?P<serial>\d{{3,5}})",
        rf"{_CHANNEL}字?(?P<date>20\d{{6}})(?P<serial>\d{{3,5}})",
    )
)
_PLAIN = re.compile(
    r"(?:第|NO\.?|编?号)?(?P<serial>\d{1,6}|[一二三四五六七八九十百〇零]{1,6})[号件]?"
)
_LOCAL = tuple(
    re.compile(form + _SUFFIX)
    for form in (
        rf"{_CHANNEL}(?P<round>[1-9])(?P<area>[A-Z]{{2,6}})(?P<date>20\d{{6}})"
        r"(?P<serial>\d{3,5}-\d{1,2})",
        rf"(?P<area>[A-Z]{{2,4}}){_CHANNEL}(?P<date>20\d{{6}})(?P<serial>\d{{2,5}})",
        rf"{_CHANNEL}(?P<round>[1-9])(?P<area>[A-Z]{{2,4}})(?P<serial>\d{{1,12}})",
        rf"{_CHANNEL}(?P<round>[1-9])?(?P<area>[A-Z]{{2,4}})?[*X]{{1,12}}(?P<serial>\d{{1,6}})",
        rf"{_CHANNEL}?(?P<body>[^\d]{{0,6}})\((?P<year>20\d\d)\)(?P<month>0[1-9]"
        rf"|1[0-2])(?P<day>[0-3]\d)(?P<serial>\d{{3}})",
        rf"{_CHANNEL}?(?P<body>[^\d()]{{0,8}})\(?20\d\d(?:\)|年)第?(?P<serial>\d{{1,6}})",
        rf"{_CHANNEL}?字?{_DAY}(?P<serial>\d{{2,5}})",
        rf"(?P<area>[A-Z]{{2,4}}){_DAY}(?P<serial>\d{{2,5}})",
        rf"{_CHANNEL}字?-?第?(?P<serial>\d{{1,6}})",
    )
)


def read_petition_number(text: str) -> dict[str, Any]:
    """`{raw, channel, round, area, date, serial, key, duplicate}` with `confidence` and `reason`.

    `round` is a number, `date` an ISO day, `area` letters or digits as written; what is not there
    is None. `key` marks a case under special attention (*), `duplicate` a repeated one.
    """
    raw = text.strip()
    plain = re.sub(r"\s", "", fold(text).text).upper().replace("№", "NO.")
    doubts: list[str] = []
    repeated = _REPEATED.search(plain)
    bare = _without_notes(_REPEATED.sub("", plain).strip('、,;。"'), doubts)
    starred = re.search(rf"^\(?{_STAR}|{_STAR}\)?$|{_SHAPE}", bare) is not None
    fields = _fields(_without_marks(bare), doubts)
    return {
        "raw": raw,
        **fields,
        "key": starred,
        "duplicate": repeated is not None,
        "confidence": confidence(doubts),
        "reason": sentence(doubts, _("编号符合全国通行的格式")),
    }


def _without_notes(plain: str, doubts: list[str]) -> str:
    """Without its label, a gloss in brackets, and every number after the first."""
    bare = _LABEL.sub("", re.sub("[※#]", "", plain))
    if bare != _LABEL.sub("", plain):
        doubts.append(_("符号“※”“#”的含义请核对"))
    if re.search(_SHAPE, bare):
        doubts.append(_("图形符号按重点件计，请核对"))
    counted = _COUNTED.match(bare)
    if counted:
        doubts.append(_("编号前的批次或序号没有读入"))
        bare = bare[counted.end() :]
    bare = re.sub(r"\((\d{8,14})\)", r"\1", bare)
    bare = re.sub(r"^\(([DX信电])\)(?=\d)", r"\1", bare)
    bare = re.sub(r"^(?:来[电信]|电话|信件|微信|网络):?(?=[A-Z]{1,2}\d)", "", bare)
    bare = re.sub(r"(?<=\d)\.(?=\d\d)", "", bare) if bare.count(".") > 1 else bare
    several = _SEVERAL.search(bare)
    if several:
        doubts.append(_("写了几个编号，只读第一个"))
        bare = bare[: several.start()]
    glossed = _GLOSS.search(bare)
    if glossed:
        doubts.append(_("括号里的说明没有读入编号"))
        bare = bare[: glossed.start()]
    return bare


def _without_marks(bare: str) -> str:
    """The number alone; a star inside hides digits (D*008) and stays."""
    ends = re.sub(rf"(?:{_MARK})+$", "", bare)
    ends = re.sub(rf"^(?:{_MARK})+(?=[A-Z\d来电信微网(])", "", ends)
    return _LABEL.sub("", ends).strip("()。.,;:、")


def _respelt(bare: str) -> str:
    """Letters typed for digits after the area (D3SX2O2506040059), and without hyphens."""
    bare = _HYPHENS.sub("", bare)
    head = re.match(r"[A-Z]\d?[A-Z]{0,3}", bare)
    if not head or not re.search(r"[\dOIL]{10}", bare) or not re.search(r"\d\D?\d", bare):
        return bare
    rest = bare[head.end() :]
    return head[0] + rest.translate(str.maketrans("OIL", "011"))


def _fields(bare: str, doubts: list[str]) -> dict[str, Any]:
    found = _matched(_respelt(bare), doubts)
    if found is None:
        doubts.append(_("没认出编号的格式") if bare else _("没有填写编号"))
        return _named({"serial": bare or None}, None)
    named = found.groupdict()
    day = _day(named)
    if (named.get("channel") or "") == "W":
        doubts.append(_("字母W是网络还是微信，请核对"))
    if named.get("date") and day is None:
        doubts.append(_("编号里的日期不存在"))
    return _named(named, day)


def _matched(bare: str, doubts: list[str]) -> re.Match[str] | None:
    for pattern in (*_NATIONAL, _PLAIN):
        found = pattern.fullmatch(bare)
        if found:
            return found
    doubts.append(_("编号是地方格式，请核对"))
    for pattern in _LOCAL:
        found = pattern.fullmatch(bare)
        if found:
            return found
    doubts.pop()
    return None


def _named(named: dict[str, str | None], day: date | None) -> dict[str, Any]:
    turn = named.get("round")
    return {
        "channel": _CHANNELS.get(named.get("channel") or ""),
        "round": int(turn) if turn else None,
        "area": named.get("area") or None,
        "date": day.isoformat() if day else None,
        "serial": named.get("serial"),
    }


def _day(named: dict[str, str | None]) -> date | None:
    written = named.get("date") or "".join(
        named.get(part) or "" for part in ("year", "month", "day")
    )
    try:
        return date(int(written[:4]), int(written[4:6]), int(written[6:8]))
    except ValueError:
        return None
