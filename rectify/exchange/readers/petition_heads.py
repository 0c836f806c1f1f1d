"""The line that opens a complaint in running text: 一、青崖县D3YP202405110002反映情况：…."""

import re
from dataclasses import dataclass

NUMBER = (
    r"(?:[DXWdxw信电][A-Za-z0-9]*[*＊\d][A-Za-z0-9*＊]*|[A-Z]{2,6}\d{5,}[*＊]?|\d{4,}[*＊]?"
    r"|[一-龥]{1,3}〔\d{4}〕\d+)"
)
STAR = r"(?:[(（](?:[*＊]|[^()（）]{0,4}件)[)）])?"
SERIAL = (
    r"\s*(?:(?P<serial>\d{1,4}|[一二三四五六七八九十百]{1,4})\s*[、.．]"
    r"|[（(](?P<inner>[一二三四五六七八九十\d]{1,4})[)）]"
    r"|第(?P<nth>\d{1,4}|[一二三四五六七八九十百]{1,4})[件号项])?\s*"
)
"""3、 or （三） or 第3件."""
CALLED = r"(?:受理编号|举报编号|信访编号|编号)?(?:为)?[:：]?\s*"
RUNNING = re.compile(
    rf"{SERIAL}{CALLED}(?P<whose>[^。；;:：]{{0,60}}?)\s*(?:的)?(?:信访人|举报人|群众)?(?:反映|举报|投诉)"
    r"(?:的)?(?:主要)?(?:情况|问题|内容|事项)?\s*[:：]\s*"
)
"""一、青崖县D3YP202405110002反映情况：…"""
CASE = re.compile(r"(?<!等\d)(?<!等\d\d)\s*号?\s*(?:信访|举报|信访举报|交办|转办|案)?件\s*[,，]?$")
"""号信访件, 交办件: behind a number; 等3件 counts several."""
YEAR = r"[〔\[【(（]\d{4}[〕\]】)）]"
SHORT = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云陕甘青宁新"
PREFIX = (
    rf"(?:信[(（]电[)）]|[信电](?=\d)|第(?=[A-Za-z\d])|(?:(?<![一-龥])|(?<=[市州县区旗盟直]))[{SHORT}](?=[DXWdxw]\d)"
    rf"|[{SHORT}]?[环督察信访转交受举电办字]{{1,6}}(?={YEAR}|\d{{4}}))"
)
"""信（电）, 电3, 第D3, 鲁D3, 鲁环督〔2024〕: what a number begins with."""
CORE = rf"(?:\d{{1,2}}月\d{{1,2}}日第?\d+|(?:[A-Za-z*＊]|\d|{YEAR})(?:[\w*＊—－-]|{YEAR}第?)*?)"
"""D3YP202405110002, 〔2024〕第3, 5月11日第3."""
TAIL = r"(?:[(（][^()（）]{0,12}[)）]|[*＊★☆]|等\d+[件号])*"
"""（重点）*, 等3件."""
ONE = rf"{PREFIX}?(?:(?![一-龥])){CORE}号?{TAIL}"
WHOSE = re.compile(
    rf"(?P<area>(?:[一-龥()（）、,，/／·\s]|(?<=等)\d{{1,2}}(?=个?[市州县区旗]))*?)\s*(?P<number>{ONE}(?:\s*[、,，/／和及]\s*{ONE}){{0,4}})",
    re.ASCII,
)
PLACE = re.compile(
    r"[一-龥()（）·]*(?:市|州|县|区|旗|镇|乡|街道|盟|农场|师|团|管委会|厅|局|[(（][一-龥]{1,8}[)）])"
)
NO_PLACE = re.compile(
    r"群众|来[电信]|网友|居民|市民|村民|关于|主要|调查|核实|匿名|^该|经[查核调现]|多人|有人"
)
HEADLINE = re.compile(
    rf"{SERIAL}(?P<area>(?:[一-龥]{{1,14}}?(?:市|州|县|区|旗|镇|乡|街道|盟|农场))?)\s*{CALLED}"
    rf"(?P<number>{NUMBER}\s*{STAR}\s*号?)\s*"
    r"(?:[(（](?P<place>[一-龥、]{2,20}[市州县区旗镇乡盟])[)）])?\s*"
    r"(?:的)?(?:信访|举报|交办|转办)?(?:件|案件|案|事项)?\s*"
    r"(?:办理情况|办理结果|调查处理情况)?\s*[:：]?"
)
"""1.青崖县D3YP202405110002号信访件办理情况."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What opens a complaint: its serial, place and number; `issue` where the line goes on."""

    serial: str = ""
    area: str = ""
    number: str = ""
    issue: str | None = None


def opening_of(line: str) -> Opening | None:
    """Return what a line opens, None where it opens nothing."""
    running = RUNNING.match(line)
    if running:
        found = _whose(CASE.sub("", running["whose"]).strip(" ,，\u3000"), _serial(running),
                       called=bool(re.search(r"反映情况\s*[:：]\s*$", running[0])))  # fmt: skip
        issue = line[running.end() :].strip()
        return Opening(found.serial, found.area, found.number, issue) if found else None
    headline = HEADLINE.fullmatch(line)
    if headline and _says_whose(headline, line):
        place = headline["area"] or headline["place"] or ""
        number = headline["number"].strip()
        if number[0].isascii() and number[0].isalpha():
            number = number.removesuffix("号")  # D3…号信访件: the number ends before
        return Opening(_serial(headline), place, number)
    return None


def _serial(match: re.Match[str]) -> str:
    return match["serial"] or match["inner"] or match["nth"] or ""


def _whose(words: str, serial: str, *, called: bool) -> Opening | None:
    """Part 青崖县D3YP202405110002 into place and number; other words open nothing."""
    match = WHOSE.fullmatch(words)
    area, number = (match["area"], match["number"]) if match else (words, "")
    if len(area) > 30 or NO_PLACE.search(area):
        return None
    parts = [part for part in re.split(r"[、,，/／和及\s]+", area) if part]
    placed = all(PLACE.fullmatch(part) for part in parts)
    short = bool(serial) and len(area) <= 14 and bool(re.fullmatch(r"[一-龥]+", area))
    if match is None and re.match(r"[一二三四五六七八九十]", serial) and called:
        plain = re.fullmatch(r"(?P<area>[^。]*?)(?P<number>[A-Za-z]?[\dA-Za-z*＊]*)", words)
        if plain:
            return Opening(serial, plain["area"].strip("—-/ "), plain["number"])
    if number or (area and (placed or short)) or (serial and not area):
        return Opening(serial, area, number)
    return None


def _says_whose(match: re.Match[str], line: str) -> bool:
    """A bare number on its line is a value; with a place, a serial or 信访件 it is a heading."""
    named = any(match[name] for name in ("area", "serial", "inner", "nth"))
    return len(match["number"]) >= 8 and (named or bool(re.search(r"件|案|情况|结果", line)))
