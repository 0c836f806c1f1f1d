"""What persons say to doubts, checked before it is kept: forms, files of answers, corrections."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from issues.importing.deadlines import DATELESS
from issues.importing.drafts import TEXT_FIELDS, split_names
from issues.importing.ledger.answers import LEDGER_FIELDS, told
from issues.importing.roles import UNIT_FIELDS
from rectify.core.errors import Invalid
from rectify.exchange.doubts import Doubt
from rectify.exchange.phrases.deadline import read_deadline
from rectify.exchange.staging import words_of
from rectify.regions.matching import Matcher
from rectify.regions.models import Unit

Json = dict[str, Any]
ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
LONGEST = 20_000
"""Signs in one corrected field; no plan has more in one cell."""
LONGEST_ID = 18
EDITABLE = (*TEXT_FIELDS, *UNIT_FIELDS.values(), "deadline", "measures")
"""Fields of a row a person may rewrite in place."""


@dataclass(frozen=True)
class Frame:
    """What an answer is read against: the division's units, the file's dates, the row's reading
    of its deadline."""

    division: str
    year: int | None = None
    on: date | None = None
    deadline: Json = field(default_factory=dict)


def settle(doubt: Doubt, sent: Json, frame: Frame) -> Json:
    """The answer to keep for what was sent: `{keep}`, `{value}`, `{units, remember}`, `{reading}`.

    Raises `Invalid`, saying what to do, when it answers nothing.
    """
    if sent.get("keep"):
        return {"keep": True}
    value = str(sent.get("value") or "").replace("\x00", "").strip()
    if doubt.kind in ("yesno", "accept"):
        return {"value": "yes"}
    if doubt.field in LEDGER_FIELDS:
        return told(doubt.field, value)
    if doubt.kind == "unit":
        return _units(doubt, sent, value, frame.division)
    if doubt.kind == "date":
        return {"keep": True} if value == doubt.value else _date(value, frame)
    return edited(doubt.field, value, frame)


def edited(name: str, value: str, frame: Frame) -> Json:
    """The answer to keep for a field rewritten in place; raises `Invalid`."""
    if name in LEDGER_FIELDS:
        return told(name, value.replace("\x00", "").strip())
    if name not in EDITABLE:
        raise Invalid(_("这一栏不能在这里修改。"), field=name)
    value = value.replace("\x00", "").strip()
    if len(value) > LONGEST:
        raise Invalid(_("内容过长，最多 20000 字，请分开填写。"), value=_("过长"))
    if name == "deadline":
        return _date(value, frame)
    if not value and name in ("number", "issue"):
        raise Invalid(_("这一栏不能为空；不需要这一项时请选“不导入这一项”。"), value=_("必填"))
    return {"value": value}


def _date(value: str, frame: Frame) -> Json:
    """A day (the plan's own words stay), new words with a deadline in them, or no date at all."""
    read = frame.deadline.get("value") or {}
    words = words_of(frame.deadline)
    lasting = bool(read.get("long_term"))
    if not value:
        kind = "long_term" if lasting else "none"
        return {"reading": {"text": words, "kind": kind, "due_on": None, "long_term": lasting}}
    if ISO.fullmatch(value):
        kind = "fixed_then_long_term" if lasting else "fixed_date"
        given = {"kind": kind, "due_on": _day(value), "long_term": lasting}
        return {"reading": {"text": words or value, **given}}
    found = read_deadline(value, year=frame.year, on=frame.on)
    if found.due_on is None and found.kind not in DATELESS:
        message = _(
            "“%(words)s”里没有读出日期，请写成“2026年6月30日前”的样子，或清空表示没有日期。"
        )
        raise Invalid(message % {"words": value}, value=_("日期"))
    return {"reading": {"text": value, **found.as_dict()}}


def _day(value: str) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise Invalid(_("没有这一天，请核对日期。"), value=_("日期")) from None


def _units(doubt: Doubt, sent: Json, value: str, division: str) -> Json:
    """Ids from the list, or full names typed; every one must be a unit we know."""
    chosen = [*value.split(","), *(str(part) for part in sent.get("units") or ())]
    ids = [int(part) for part in chosen if part.strip().isdecimal() and len(part) < LONGEST_ID]
    ids += _typed(str(sent.get("typed") or ""), division)
    ids = list(dict.fromkeys(ids))
    if not ids:
        message = _("请为“%(name)s”选择单位，或选“原样保留名称”。")
        raise Invalid(message % {"name": doubt.raw}, value=_("必选"))
    if Unit.objects.filter(pk__in=ids).count() != len(ids):
        raise Invalid(_("所选单位不存在，请重新选择。"), value=_("未知"))
    remember = "division" if sent.get("remember") == "division" else "plan"
    return {"units": ids, "remember": remember}


def _typed(text: str, division: str) -> list[int]:
    names = split_names(text)
    if not names:
        return []
    matcher = Matcher(division)
    found: list[int] = []
    for name in names:
        match = matcher.match(name)
        if not match.units:
            message = _("单位库中没有“%(name)s”，请填写单位全称，多个用顿号隔开。")
            raise Invalid(message % {"name": name}, typed=_("未知"))
        found.extend(unit.pk for unit in match.units)
    return found
