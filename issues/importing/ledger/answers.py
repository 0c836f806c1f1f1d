"""What persons say about states, dates and numbers of a ledger, checked before it is kept."""

from datetime import date

from django.utils.translation import gettext as _

from issues.importing.drafts import Json
from issues.importing.ledger.history import DATES, LABELS, NUMBER_LIMIT, STATES
from rectify.core.errors import Invalid

LEDGER_FIELDS = (*LABELS, "plan_no")


def told(field: str, value: str) -> Json:
    """The answer to keep; raises `Invalid`, saying what to write."""
    if field == "state":
        if value not in STATES:
            raise Invalid(_("请从列表中选择状态。"), value=_("必选"))
        return {"value": value}
    if field in DATES:
        return {"value": _day(value)}
    if field == "progress":
        return {"value": value}
    if len(value) > NUMBER_LIMIT:
        raise Invalid(_("文号最多 60 字，请核对。"), value=_("过长"))
    if field == "plan_no" and not value:
        raise Invalid(_("请填写发文字号；没有文号时请选“没有文号”。"), value=_("必填"))
    return {"value": value}


def _day(value: str) -> str:
    """An ISO day, or nothing: the date is not known."""
    if not value:
        return ""
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise Invalid(_("没有这一天，请写成“2026-06-30”的样子。"), value=_("日期")) from None
