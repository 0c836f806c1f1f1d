"""Takes out of a read petition file what tells who complained, before anything is kept.

Identity belongs to the identity store alone (conventions 9): columns of names and phones are left
out whole, numbers and names in the words are struck out, and the upload itself is not kept.
"""

import re
from typing import Any

from rectify.core.personal import masked
from rectify.core.text import gettext_noop as _
from rectify.exchange.readers.columns import petition_field
from rectify.exchange.readers.values import Problem
from rectify.exchange.staging import problem_json, words_of

Json = dict[str, Any]
PERSONAL = re.compile(
    r"(?:举报|信访|投诉|来访|反映|来信|来电|联系)人(?:员)?(?:姓名|名称|信息|电话|手机号?|号码|地址|住址)?"
    r"|姓名|(?:联系|手机|固定)?电话(?:号码)?|联系方式|手机号?码?|身份证号?码?|住址|通讯地址|家庭住址"
    r"|电子邮箱|邮箱|微信号?|QQ号?|办案人.*"
)
LABELLED = re.compile(rf"^\s*(?:{PERSONAL.pattern})\s*[:：]\s*\S.*$", re.MULTILINE)
CUT_OUT = "（已隐去）"
COLUMNS = _(
    "文件里有“%(columns)s”等个人信息栏，没有读入，原文件也不保留。交办清单请不要带举报人信息。"
)
WORDS = _("有 %(n)d 处像是姓名、电话或证件号的文字已隐去，原文件不保留，请核对。")
BAR = "｜"


def screened(found: Json) -> tuple[Json, bool]:
    """The document without personal words, and whether there were any."""
    columns = personal_columns(found["pieces"])
    pieces = _pieces(found) if columns else found["pieces"]
    struck = _Struck()
    clean = {**found, "pieces": struck.walk(pieces), "rows": struck.walk(found["rows"])}
    problems = list(found["problems"])
    if columns:
        problems.append(problem_json(Problem("", COLUMNS, {"columns": "、".join(columns)})))
    if struck.count:
        problems.append(problem_json(Problem("", WORDS, {"n": struck.count})))
    return {**clean, "problems": problems}, bool(columns or struck.count)


def personal_columns(pieces: list[list[str]]) -> list[str]:
    """Headings that name persons, on lines that are headings of petitions."""
    found: dict[str, None] = {}
    for _place, text in pieces:
        heads = [head.replace("\n", "").strip() for head in text.split(BAR)]
        known = [head for head in heads if petition_field(head) and not PERSONAL.fullmatch(head)]
        if len(known) >= 2:
            found |= dict.fromkeys(head for head in heads if PERSONAL.fullmatch(head))
    return list(found)


def _pieces(found: Json) -> list[list[str]]:
    """The source as its known cells only: what stood in other columns is gone."""
    rows = {row.get("place"): row for row in found["rows"]}
    kept = []
    for place, text in found["pieces"]:
        row = rows.get(place)
        if row is not None:
            cells = (words_of(cell) for cell in row["cells"].values())
            kept.append([place, BAR.join(cell for cell in cells if cell)])
        elif BAR not in text or personal_columns([[place, text]]):
            kept.append([place, text])
    return kept


class _Struck:
    """Walks JSON and strikes every text; labelled lines (举报人：…) go whole."""

    def __init__(self) -> None:
        self.count = 0
        self.known: dict[str, tuple[str, int]] = {}

    def walk(self, value: Any) -> Any:
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, list):
            return [self.walk(each) for each in value]
        if isinstance(value, dict):
            return {key: self.walk(each) for key, each in value.items()}
        return value

    def _text(self, text: str) -> str:
        """A reading repeats its words as value, text and sentence: each is struck, told once."""
        if text in self.known:
            return self.known[text][0]
        bare, lines = LABELLED.subn(CUT_OUT, text)
        clean, words = masked(bare)
        self.count += lines + words
        self.known[text] = (clean, lines + words)
        return clean
