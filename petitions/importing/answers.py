"""What persons say to doubts and corrections, checked before it is kept."""

from typing import Any

from django.utils.translation import gettext as _

from petitions.importing.drafts import CLOSURE_ANSWER, EDITABLE, Json
from petitions.importing.heading import BATCH_ANSWER
from petitions.offices import Suggester
from petitions.publication import masked
from rectify.core.errors import Invalid
from rectify.exchange.doubts import Doubt
from rectify.exchange.readers.petition_codes import closure_of, verdict_of

BATCHES = 400


def settle(doubt: Doubt, sent: Json, division: str) -> Json:
    """The answer to keep: `{keep}` or `{value}`, a place also `{division}`; raises `Invalid`."""
    if sent.get("keep"):
        if doubt.id == BATCH_ANSWER:
            raise Invalid(_("请填写批次，如 21。"), value=_("必填"))
        return {"keep": True}
    value = str(sent.get("value") or sent.get("typed") or "").strip()
    if doubt.id == BATCH_ANSWER:
        return _batch(value)
    if doubt.id == CLOSURE_ANSWER:
        return edited("closure", value)
    if doubt.kind == "accept":
        return {"keep": True}
    if doubt.field == "place":
        return _place(value, division)
    return edited(doubt.field, value)


def edited(name: str, value: str) -> Json:
    """The answer to keep for a field rewritten in place; raises `Invalid`."""
    if name not in EDITABLE:
        raise Invalid(_("这一栏不能在这里修改。"), field=name)
    text = value.strip()
    if name == "issue" and not text:
        raise Invalid(_("这一栏不能为空。"), value=_("必填"))
    if name == "verdict" and verdict_of(text) is None:
        raise Invalid(_("没有认出“%(text)s”，请写属实、部分属实、不属实等。") % {"text": text})
    if name == "closure" and closure_of(text) is None:
        raise Invalid(_("没有认出“%(text)s”，请写已办结、阶段性办结或未办结。") % {"text": text})
    if masked(text)[1]:
        raise Invalid(_("内容里有像是个人信息的文字，请删去后再保存。"), value=_("个人信息"))
    return {"value": text}


def _batch(value: str) -> Json:
    digits = value.removeprefix("第").removesuffix("批").strip()
    if not digits.isdecimal() or not 1 <= int(digits) <= BATCHES:
        raise Invalid(_("批次应是 1 到 %(n)d 的数字。") % {"n": BATCHES}, value=_("批次"))
    return {"value": digits}


def _place(value: str, division: str) -> Json:
    place = Suggester(division).place_of(value)
    if place is None:
        sentence = _("“%(name)s”不是本辖区的地区，请写县（市、区）的全称。")
        raise Invalid(sentence % {"name": value}, value=_("地区"))
    return {"value": place.name, "division": place.pk}


def plain(sent: Any) -> Json:
    """What a file of answers says: `"keep"`, a word, or `{value}`."""
    if isinstance(sent, dict):
        return sent
    return {"keep": True} if sent == "keep" else {"value": str(sent)}
