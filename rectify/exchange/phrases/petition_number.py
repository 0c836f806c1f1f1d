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
    "D": "phone", "电": "phone", "来电": "phone", "电话": "phone",
    "X": "letter", "信": "letter", "来信": "letter", "信件": "letter",
    "WX": "wechat", "微": "wechat", "微信": "wechat",
    "W": "web", "网": "web", "网络": "web",
}  # fmt: skip
_MARKS = re.compile(r"\(?\s*(?:\*|★|☆|加星件?|带星|重点(?:关注|交办|督办|信访)?件?)\s*\)?")
_REPEATED = re.compile(
    r"\(?\s*(?:疑似|部分|与[^()]{0,30})?(?:重复(?:件|信访|举报|交办|投诉)?|重件|重信)\s*\)?"
)
_LABEL = re.compile(
    r"^(?:受理|举报|信访|交办|案件|转办)?(?:编号|序号|号码)?[:]|^(?:编号|受理编号|序号)"
)
_CHANNEL = r"(?P<channel>WX|[DXW]|来[电信]|电话|信件|微信|网络|[电信微网])"
_FORMS = (
    rf"{_CHANNEL}(?P<round>[1-9])(?P<area>[A-Z]{{2,4}})(?P<date>20\d{{6}})(?P<serial>\d{{3,5}})",
    rf"{_CHANNEL}(?P<area>\d{{4,12}}?)(?P<date>20[12]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d"
    rf"|3[01]))(?P<serial>\d{{3,4}})",
    rf"{_CHANNEL}(?P<date>20\d{{6}})(?P<serial>\d{{3,5}})",
    rf"(?P<area>[A-Z]{{2,4}}){_CHANNEL}(?P<date>20\d{{6}})(?P<serial>\d{{2,5}})",
    rf"{_CHANNEL}(?P<round>[1-9])(?P<area>[A-Z]{{2,4}})(?P<serial>\d{{1,12}})",
    rf"{_CHANNEL}(?P<round>[1-9])?(?P<area>[A-Z]{{2,4}})?[*xX]{{1,12}}(?P<serial>\d{{1,6}})",
    rf"{_CHANNEL}?(?P<body>[^\d]{{0,6}})\((?P<year>20\d\d)\)(?P<month>0[1-9]"
    rf"|1[0-2])(?P<day>[0-3]\d)(?P<serial>\d{{3}})号?",
    r"第?(?P<serial>\d{1,6}|[一二三四五六七八九十百〇零]{1,6})[号件]?",
    r"(?P<date>20\d{6})(?P<serial>\d{3,5})",
)  # fmt: skip
_PATTERNS = tuple(re.compile(form) for form in _FORMS)
_SURE = range(3)
"""The published national forms; the others are readings of local habits."""
_DIGITS_ONLY = 7


def read_petition_number(text: str) -> dict[str, Any]:
    """`{raw, channel, round, area, date, serial, key, duplicate}` with `confidence` and `reason`.

    `round` is a number, `date` an ISO day, `area` letters or digits as written; what is not there
    is None. `key` marks a case under special attention (*), `duplicate` a repeated one.
    """
    raw = text.strip()
    plain = re.sub(r"[\s※#]", "", fold(text).text).upper()
    repeated = _REPEATED.search(plain)
    bare = _LABEL.sub("", _REPEATED.sub("", plain))
    starred = _star(bare)
    bare = _without_marks(bare)
    fields, doubts = _fields(_respelt(bare))
    return {
        "raw": raw,
        **fields,
        "key": starred,
        "duplicate": repeated is not None,
        "confidence": confidence(doubts),
        "reason": sentence(doubts, _("编号符合全国通行的格式")),
    }


def _star(bare: str) -> bool:
    """A star at either end, or the words; stars inside hide digits (D*008)."""
    starred = bare.endswith(("*", "★", "☆", "(*)")) or bare.startswith(("*", "★", "☆"))
    return starred or re.search("加星|带星|重点", bare) is not None


def _without_marks(bare: str) -> str:
    ends = re.sub(rf"(?:{_MARKS.pattern})+$", "", bare)
    return re.sub(rf"^(?:{_MARKS.pattern})+(?=[A-Z\d])", "", ends).strip("()。.,;、")


def _respelt(bare: str) -> str:
    """Letters typed for digits after the area: D3SX2O2506040059."""
    head = re.match(r"[A-Z]\d?[A-Z]{0,3}", bare)
    if not head or not re.search(r"\d{6}", bare):
        return bare
    rest = bare[head.end() :]
    return head[0] + rest.translate(str.maketrans("OIL", "011"))


def _fields(bare: str) -> tuple[dict[str, Any], list[str]]:
    for place, pattern in enumerate(_PATTERNS):
        found = pattern.fullmatch(bare)
        if not found:
            continue
        named = found.groupdict()
        day = _day(named)
        doubts = [] if place in _SURE or place == _DIGITS_ONLY else [_("编号是地方格式，请核对")]
        if (named.get("channel") or "")[:1] == "W" and named["channel"] != "WX":
            doubts.append(_("字母W是网络还是微信，请核对"))
        if named.get("date") and day is None:
            doubts.append(_("编号里的日期不存在"))
        return _named(named, day), doubts
    empty = _named({"serial": bare or None}, None)
    return empty, [_("没认出编号的格式") if bare else _("没有填写编号")]


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
