"""Which column the pieces of a row belong to, by order and by what each of them says."""

import re
from collections.abc import Sequence

from rectify.exchange.readers.columns import petition_field, plan_field
from rectify.exchange.readers.source.clean import squeeze

SKIPPED, JOINED, JOINED_SHORT = 1.2, 0.4, 1.5
"""What a column left empty costs, a second piece in a column of text, in one of short words."""
OFTEN_EMPTY, MAY_BE_EMPTY = 1.0, frozenset({"cooperating", "supervising", "acceptance", "person",
                                            "leader", "remark", "ignored"})  # fmt: skip

UNIT = (
    r"(局|委|办|厅|部|院|府|会|室|所|站|队|中心|公司|集团|厂|镇|乡|街道|县|区|市|州|单位|部门|园区)"
)
TYPE = (
    r"(水|大?气|废[水气渣物]|噪[声音]?|振动|土壤?|生态|固废|固体|危废|危险|垃圾|海洋|辐射|电磁|其[他它]|扬尘|粉尘|油烟"
    r"|异味|恶臭|餐饮|光|秸秆|畜禽|养殖|采砂|重金属)(环境|污染|破坏|类|扰民|问题)*"
)
FITS: dict[str, tuple[re.Pattern[str], float, float]] = {
    name: (re.compile(expression), good, bad)
    for name, expression, good, bad in (
        ("serial", r"[（(]?(\d{1,4}|[一二三四五六七八九十百]{1,4})[)）、.．]?", 3, -9),
        ("number",
         r"([DXWdxw信电]?[A-Za-z0-9*＊、()（）-]{4,}号?|\d+号?|.{1,4}〔\d{4}〕.*)([(（].{1,6}[)）])?",
         3, -4),
        ("verdict_text",
         r"(情况|问题)?(基本|部[分份]|大部分|不|不完全)?属实.{0,4}|[是否]|无法.{0,4}", 3, -3),
        ("closure_text",
         r"(已|未|阶段性?|基本|部分|正在|限期|尚未|持续){0,2}(办结|办理|办毕|结案)(中|完成)?"
         r"|(已|未|尚未)完成|(正在)?整改中?|[是否]", 3, -3),
        ("pollution_types_text", rf"({TYPE}[、,，;；/和及与\s]*)+", 3, -2),
        ("area", r".{1,16}(市|州|县|区|旗|盟|镇|乡|街道|农场|管委会).{0,4}", 2, -1.5),
        ("accountability",
         r"暂?无(人员|责任人)?(被?处理|被?问责)?|.*(问责|约谈|处分|批评|诫勉|追责|警告|检查).*",
         2, -1),
        ("deadline", r".{0,30}(\d{4}年?|月|年底|立行立改|立即|长期|持续|日内|季度"
         r"|[汛季]前|十[三四五]五|与.{1,12}一并).{0,20}", 3, -3),
        ("unit", rf".{{1,60}}{UNIT}", 2, -2),
        ("person", r"[一-龥\s、]{2,12}", 1, -1),
        ("state", r".{1,12}", 1, -1),
    )
}  # fmt: skip
NOTHING = re.compile(r"[/／\-—]+|暂?无|空")
"""What is put into a cell that has nothing to say; it fits everywhere but under a number."""
TORN = 6
"""The longest half of a word a narrow column leaves on a line."""
SURE = 4.0
"""How much better another order must fit than the one the pieces stand in."""
SAME = {"lead": "unit", "responsible": "unit", "cooperating": "unit", "supervising": "unit",
        "acceptance": "unit", "implementing": "unit", "city": "area", "county": "area",
        "leader": "person", "completed_on": "deadline", "accepted_on": "deadline",
        "filed_on": "deadline", "notice_period": "deadline"}  # fmt: skip
SPOKEN = {
    "complaint": re.compile(r"反映|举报|投诉|群众"),
    "finding": re.compile(r"^经|核[查实]|调查|现场|检查|属实"),
    "handling": re.compile(r"责令|立案|要求|整改|限期|加强|已完成|督促|处罚|一并|^见"),
    "measures": re.compile(r"^[（(]?[1-9一①][)）、.．是]|开展|加强|制定|完善"),
    "goal": re.compile(r"达到|达标|完成|实现|清零"),
}
PROSE = frozenset({*SPOKEN, "issue", "standard", "closure_target", "progress", "remark"})


def fields_of(headings: Sequence[str]) -> list[str]:
    """Return what each heading is about, by the words of complaints or by those of plans."""
    complaints = [petition_field(text) or "" for text in headings]
    told = {"number", "finding", "complaint", "verdict_text"} & set(complaints)
    if len(told) >= 2 and "measures" not in map(plan_field, headings):
        return complaints
    return [plan_field(text) or "" for text in headings]


def fitted(pieces: Sequence[str], fields: Sequence[str]) -> list[int]:
    """Return the column of every piece: in order, each where it fits best.

    As many pieces as columns stay where they stand unless what they say speaks against it.
    """
    best, columns = _best(pieces, fields)
    if len(pieces) == len(fields):
        straight = sum(_worth(piece, name) for piece, name in zip(pieces, fields, strict=True))
        if straight + SURE >= best:
            return list(range(len(fields)))
    return _torn_words(pieces, columns, fields)


def _best(pieces: Sequence[str], fields: Sequence[str]) -> tuple[float, list[int]]:
    """Return what the best order is worth, and the column it gives to every piece.

    For each piece and column: the best worth so far, and the column of the piece before.
    """
    empty = _emptied(fields)
    rows: list[list[tuple[float, int]]] = []
    for piece in pieces:
        row = []
        for column, name in enumerate(fields):
            value = _worth(piece, name)
            if not rows:
                row.append((value - empty[column], -1))
                continue
            row.append(max(
                (rows[-1][before][0] + value - _cost(before, column, name, empty), before)
                for before in range(column + 1)
            ))  # fmt: skip
        rows.append(row)
    ends = [row[0] - empty[-1] + empty[column + 1] for column, row in enumerate(rows[-1])]
    columns = [ends.index(max(ends))]
    for row in reversed(rows[1:]):
        columns.append(row[columns[-1]][1])
    return max(ends), columns[::-1]


def _emptied(fields: Sequence[str]) -> list[float]:
    """Return what it costs to leave the first so many columns empty: none, one, two …"""
    costs = [0.0]
    for name in fields:
        costs.append(costs[-1] + (OFTEN_EMPTY if name in MAY_BE_EMPTY else SKIPPED))
    return costs


def _torn_words(pieces: Sequence[str], columns: list[int], fields: Sequence[str]) -> list[int]:
    """Give a short cell the half back that a narrow column tore off: 海丰｜农场."""
    for index in range(1, len(pieces) - 1):
        column, after = columns[index], columns[index + 1]
        first, second = squeeze(pieces[index]), squeeze(pieces[index + 1])
        if after != column + 1 or len(first) > TORN or first[-1:] in "。；;，,、":
            continue
        if columns[index - 1] == column and _torn(first, second, second, fields[after]):
            columns[index] = after
        elif columns[index + 2 : index + 3] == [after] and _torn(
            first, second, first, fields[column]
        ):
            columns[index + 1] = column
    return columns


def _torn(first: str, second: str, alone: str, name: str) -> bool:
    """Tell whether two halves make a value of the field that one of them is not."""
    fit = FITS.get(SAME.get(name, name))
    if fit is None or fit[0].fullmatch(alone):
        return False
    return bool(fit[0].fullmatch(first + second))


def _cost(before: int, column: int, name: str, empty: Sequence[float]) -> float:
    if before == column:
        return JOINED if name in PROSE or SAME.get(name, name) == "area" else JOINED_SHORT
    return empty[column] - empty[before + 1]


def _worth(piece: str, name: str) -> float:
    """Tell how well a piece fits a field."""
    text = squeeze(piece)
    if NOTHING.fullmatch(text) and name not in {"serial", "number"}:
        return 1.0 if name == "accountability" else 0.5
    if name in PROSE:
        spoken = name in SPOKEN and SPOKEN[name].search(text)
        return (1.0 if len(text) > 5 else 0.0) + (1.0 if spoken else 0.0)
    fit = FITS.get(SAME.get(name, name))
    if fit is None:
        return 0.0
    pattern, good, bad = fit
    return good if pattern.fullmatch(text) else bad
