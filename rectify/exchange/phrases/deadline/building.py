"""Turns a matched form of time into the fields of a `Term`; None refuses it (13月 is no month)."""

import re
from typing import Any

from rectify.core.text import gettext_noop as _
from rectify.exchange.phrases.deadline import forms, words
from rectify.exchange.phrases.deadline.term import Unit
from rectify.exchange.phrases.numerals import integer

Fields = dict[str, Any]
Found = re.Match[str]

_PLAN_ENDS = {"十一": 2010, "十二": 2015, "十三": 2020, "十四": 2025, "十五": 2030, "十六": 2035}
_OFFSETS = {"今": 0, "本": 0, "当": 0, "明": 1, "来": 1, "后": 2, "去": -1}
_FURTHEST = 5000
_UNITS: dict[str, Unit] = {
    "工作日": "workday", "自然日": "day", "日历日": "day", "日": "day", "天": "day", "周": "week",
    "星期": "week", "礼拜": "week", "月": "month", "季度": "quarter", "年": "year", "小时": "hour",
}  # fmt: skip
MENTIONED = _("这里的年份可能不是时限")
_BEFORE = re.compile("之?前|以前")


def _year(found: Found) -> Fields:
    word = found["yword"]
    if not word:
        year = integer(found["year"] or found["yy"]) or 0
        return {"year": year + 2000 if year < 100 else year}
    if word[0] in "每逐":
        return {"yearly": True}
    if word[0] in "次翌下同":
        return {"offset": 0 if word[0] == "同" else 1, "follows": True}
    return {"offset": _OFFSETS[word[0]]}


def _doubt(applies: object, sentence: str) -> tuple[str, ...]:
    return (sentence,) if applies else ()


def _month(found: Found) -> Fields | None:
    month = integer(found["month"])
    if month is None or not 1 <= month <= 12:
        return None
    if found["day"]:
        day = integer(found["day"])
        return {"grain": "day", "month": month, "day": day} if day and day <= 31 else None
    if "下" in (found["xun"] or ""):
        doubts = _doubt(True, _("“下旬”按当月最后一天计"))
        return {"grain": "month", "month": month, "doubts": doubts}
    if found["xun"]:
        day = 10 if found["xun"] == "上" else 20
        doubts = _doubt(len(found["xun"]) > 1, _("“中上旬”按20日计"))
        return {"grain": "tenday", "month": month, "day": day, "doubts": doubts}
    if found["mini"] or found["mid"]:
        doubts = _doubt(True, _("“月初”“月中”没有公认的日子，请核定"))
        return {"grain": "tenday", "month": month, "day": 10 if found["mini"] else 15,
                "doubts": doubts}  # fmt: skip
    return {"grain": "month", "month": month, "doubts": _vague_month(found)}


def _vague_month(found: Found) -> tuple[str, ...]:
    named = found.groupdict().get("mend") or found["suf"][:1] in ("底", "末")
    vague = not named and _BEFORE.match(found["suf"])
    return _doubt(vague, _("“某月前”也可理解为该月之前，暂按当月最后一天计"))


def when(found: Found) -> Fields | None:
    """What the part after the year says; None when it cannot be."""
    if found["month"]:
        return _month(found)
    if found["q"] or found["qq"]:
        vague = _BEFORE.match(found["suf"])
        doubts = _doubt(vague, _("“季度前”也可理解为该季度开始之前，暂按季度末计"))
        quarter = 1 if found["q"] == "首" else integer(found["q"] or found["qq"]) or 0
        return {"grain": "quarter", "month": quarter * 3, "doubts": doubts}
    if found["half"]:
        doubts = _doubt(found["half"] in "下后", _("“下半年”按年末计，归为季度末"))
        return {"grain": "half", "month": 6 if found["half"] in "上前" else 12, "doubts": doubts}
    if found["season"]:
        return {"grain": "season"}
    if found["ymid"]:
        return {"grain": "half", "month": 6, "doubts": (_("“年中”按六月底计"),)}
    if found["yini"]:
        return {"grain": "season", "doubts": (_("“年初”没有确定的日子"),)}
    return {"grain": "year"}


def dated(found: Found) -> Fields | None:
    if found["tail"]:
        rest = when(found)
        return None if rest is None else {**_year(found), **rest}
    year = _year(found)
    if "yearly" in year:
        return None
    if not found["suf"] and forms.EVENT.match(found.string, found.end()):
        return {**year, "grain": "season"}
    vague = _BEFORE.match(found["suf"])
    doubts = _doubt(vague, _("“某年前”也可理解为该年之前，暂按当年年末计"))
    mentioned = not found["suf"] and not forms.WORK.match(found.string, found.end())
    doubts += _doubt(mentioned, MENTIONED)
    return {**year, "grain": "year", "doubts": doubts}


def numeric(found: Found) -> Fields:
    year, month = integer(found["y"]) or 0, integer(found["m"])
    year += 2000 if year < 100 else 0
    if found["d"]:
        return {"grain": "day", "year": year, "month": month, "day": integer(found["d"])}
    return {"grain": "month", "year": year, "month": month, "doubts": _vague_month(found)}


def numeric_no_year(found: Found) -> Fields:
    doubts = (_("月、日写成小数形式且没有年份"),)
    return {"grain": "day", "month": integer(found["m"]), "day": integer(found["d"]),
            "doubts": doubts}  # fmt: skip


def plan(found: Found) -> Fields:
    if found["early"]:
        return {"grain": "season"}
    return {"grain": "plan", "year": _PLAN_ENDS[found["plan"]], "month": 12}


def span(found: Found) -> Fields | None:
    named = found.groupdict()
    count = 0.5 if found["n"] == "半" else integer(found["n"])
    if count is None or count > _FURTHEST or (found["unit"] == "年" and count > 15):
        return None
    count += 0.5 if named.get("half") or named.get("plus") else 0
    lasting = not named.get("within") and found.string.startswith("的", found.end())
    if lasting or words.LASTS.search(found.string[max(0, found.start() - 4) : found.start()]):
        return None
    clear = named.get("within") or named.get("limit") or found["unit"].endswith(("日", "时"))
    doubts = _doubt(not clear, _("没有写“内”，按期限理解"))
    return {"grain": "term", "count": count, "unit": _UNITS[found["unit"]], "doubts": doubts}


def month_from_now(found: Found) -> Fields:
    ahead = int(found["rel"][0] in "下次")
    part = found.groupdict().get("xun")
    if part in ("上", "中"):
        return {"grain": "tenday", "relative": ahead, "day": 10 if part == "上" else 20}
    doubts = _doubt(part, _("“下旬”按当月最后一天计"))
    return {"grain": "month", "relative": ahead, "doubts": doubts}


def quarter_from_now(found: Found) -> Fields:
    return {"grain": "quarter", "relative": int(found["rel"] == "下")}


def again(found: Found) -> Fields:
    doubts = (_("每月或每季度都有的时限，只列出下一次"),)
    day = integer(found["day"]) if found["day"] else None
    grain = "day" if day else ("month" if found["rel"] == "月" else "quarter")
    return {"grain": grain, "relative": 0, "day": day, "yearly": True, "doubts": doubts}


def day_alone(found: Found) -> Fields | None:
    day = integer(found["day"])
    doubts = (_("只有日，没有年月"),)
    ok = day is not None and 1 <= day <= 31
    return {"grain": "day", "relative": 0, "day": day, "doubts": doubts} if ok else None


def today(found: Found) -> Fields:
    return {"grain": "term", "count": int(found["rel"] == "次"), "unit": "day"}
