"""Complaints in every layout of domain 9.5: tables, one label a line, running text."""

import re

from rectify.core.text import gettext_noop as _
from rectify.exchange.readers import readings
from rectify.exchange.readers.front import Front
from rectify.exchange.readers.petition_checks import problems_of
from rectify.exchange.readers.petition_codes import closure_of, types_of, verdict_of
from rectify.exchange.readers.petition_raw import collect
from rectify.exchange.readers.petition_record import RawPetition
from rectify.exchange.readers.petition_told import WHOLE, told_of
from rectify.exchange.readers.petition_words import CELLS, NOBODY, is_number
from rectify.exchange.readers.readings import Context
from rectify.exchange.readers.serials import head_of, plain_number
from rectify.exchange.readers.source import Source
from rectify.exchange.readers.source.clean import squeeze
from rectify.exchange.readers.values import Document, PetitionRow, Reading

FROM_FINDING = _("没有“是否属实”一栏，按调查核实情况推断，请核对。")
NO_NUMBER = _("没有受理编号，按批次和行号区分，请核对。")
NOT_SAID = _("原文没有单独写这一项，请核对。")
OUTSIDE = _("这一项取自正文，请核对。")
STAR = re.compile(r"[*＊★☆]")
KEY = re.compile(r"[*＊★]|加星|重点关注|^是$")
SAID = re.compile(r"不属实|部[分份]属实|基本属实|属实|不存在|未发现")
OTHER_NUMBER = re.compile(r"[DXW][A-Z0-9]{9,20}")
HINTED = re.compile(r"重\s*复|一\s*并|同\s*一|见|同\s*[DXW]")  # saves most rows the closer look
REPEATED = re.compile(r"重复|一并办理|同一问题|见.{0,4}[DXW][A-Z0-9]{9,}|^同[DXW]")


SHORT = ("pollution_types_text", "verdict_text", "closure_text")


def read_petitions(source: Source, front: Front, context: Context) -> Document:
    """Return the complaints of a file with what a person must look at."""
    raws, stated = collect(source)
    rows = tuple(_row(raw, index) for index, raw in enumerate(raws, 1))
    return Document("petitions", rows, tuple(problems_of(rows, stated)), stated_count=stated)


def _row(raw: RawPetition, index: int) -> PetitionRow:
    serial, number = raw.text("serial"), re.sub(r"\s+", "", raw.text("number", ""))
    if not number and is_number(serial):
        serial, number = str(index), serial
    texts = _texts(raw, number)
    cells = {name: _cell(raw, name, texts[name]) for name in CELLS}
    if not number:
        cells["number"] = Reading("", "", raw.place, "", "low", NO_NUMBER)
    handled = [texts["handling"], *([texts["accountability"]] if _names_anybody(texts) else [])]
    remark = raw.text("remark")
    return PetitionRow(
        no=(plain_number(serial) if raw.running else serial.strip("、.。 ")) or str(index),
        cells=cells,
        verdict=_verdict(texts, raw),
        closure=_closure(texts, raw),
        pollution_types=_types(texts["pollution_types_text"], raw),
        outcome=_outcome("。".join(part.rstrip("。") for part in handled if part), raw),
        is_key=bool(STAR.search(number) or KEY.search(remark)),
        duplicate_of=_duplicate(number, texts),
        place=raw.place,
    )


def _types(text: str, raw: RawPetition) -> Reading:
    return Reading(types_of(text), text, raw.place_of("pollution_types_text"), text)


def _texts(raw: RawPetition, number: str) -> dict[str, str]:
    area = _area(raw) or _place(raw.section)
    texts = {name: raw.text(name) for name in CELLS}
    texts |= {name: texts[name].rstrip("；;") for name in SHORT}
    texts |= {
        "number": number,
        "issue": raw.text("complaint"),
        "area": (area or _of_unit(raw)).rstrip("；;"),
    }
    if not texts["verdict_text"] and raw.lines and not WHOLE.search(texts["finding"]):
        raw.found_outside.add("verdict_text")
    texts = told_of(texts, running=raw.lines)
    if raw.running:
        texts["accountability"] = texts["accountability"].rstrip("。")
    return texts


def _area(raw: RawPetition) -> str:
    """City and county may stand in columns of their own."""
    city, county = raw.text("city", ""), raw.text("area") or raw.text("county", "")
    return county if city in county else city + county


def _of_unit(raw: RawPetition) -> str:
    """A table without places tells them by who answers; a report's signer is no place."""
    unit = raw.text("unit")
    return "" if raw.lines and re.search(r"[\s、，,；;]|局$|委$|办$", unit) else unit


def _place(section: str) -> str:
    """A heading row in a table may name the place of the rows under it (一、绵阳市)."""
    head = head_of(section)
    name = re.sub(
        r"[(（][^()（）]*[)）]|[:：]?\s*\d+\s*[件个宗]$", "", head.rest if head else section
    ).strip()
    return name if re.fullmatch(r"[一-龥]{2,12}[市州县区旗盟镇乡]", name) else ""


def _cell(raw: RawPetition, name: str, text: str) -> Reading:
    source = {"issue": "complaint"}.get(name, name)
    if text and name in raw.found_outside:
        return Reading(text, text, raw.place_of(source), raw.text(source), "low", OUTSIDE)
    if raw.running and not text:
        return Reading("", "", raw.place, "", "low", NOT_SAID)
    return Reading(text, text, raw.place_of(source), raw.text(source))


def _verdict(texts: dict[str, str], raw: RawPetition) -> Reading:
    words = texts["verdict_text"]
    if words:
        code = verdict_of(words)
        if "verdict_text" in raw.found_outside:
            return Reading(
                code, words, raw.place_of("finding"), texts["finding"], "low", FROM_FINDING
            )
        return Reading(code, words, raw.place_of("verdict_text"), words, "high" if code else "low")
    finding = squeeze(texts["finding"])
    said = {verdict_of(match[0]) for match in SAID.finditer(finding)
            if "是否" not in finding[max(match.start() - 2, 0):match.start()]}  # fmt: skip
    code = None
    if said & {"partial"} or {"true", "false"} <= said or {"mostly", "false"} <= said:
        code = "partial"
    elif said:
        code = "mostly" if "mostly" in said else said.pop()
    return Reading(code, "", raw.place_of("finding"), texts["finding"], "low", FROM_FINDING)


def _closure(texts: dict[str, str], raw: RawPetition) -> Reading:
    words = texts["closure_text"]
    code = closure_of(words)
    return Reading(code, words, raw.place_of("closure_text"), words,
                   "low" if words and not code else "high")  # fmt: skip


def _outcome(text: str, raw: RawPetition) -> Reading:
    return readings.outcome(text, raw.place_of("handling"))


def _names_anybody(texts: dict[str, str]) -> bool:
    return not NOBODY.fullmatch(squeeze(texts["accountability"]).strip("。"))


def _duplicate(number: str, texts: dict[str, str]) -> str:
    """Return the number this complaint repeats, as the table names it."""
    own = squeeze(number)
    for text in (number, texts["issue"], texts["handling"], texts["finding"]):
        if not HINTED.search(text) and "重复" not in number:
            continue
        bare = squeeze(text)
        if REPEATED.search(bare) or "重复" in number:
            for match in OTHER_NUMBER.finditer(bare):
                if match[0] not in own:
                    return match[0]
    return ""
