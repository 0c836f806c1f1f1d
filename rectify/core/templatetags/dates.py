"""Dates as the office writes them: 2026-07-31 in tables, 2026年7月31日 in documents."""

from __future__ import annotations

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

register = template.Library()

WEEKDAYS = (
    gettext_lazy("星期一"),
    gettext_lazy("星期二"),
    gettext_lazy("星期三"),
    gettext_lazy("星期四"),
    gettext_lazy("星期五"),
    gettext_lazy("星期六"),
    gettext_lazy("星期日"),
)


def _local(value: date | datetime) -> date:
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


@register.filter
def iso(value: date | datetime | None) -> str:
    """2026-07-31; nothing for no date."""
    return _local(value).strftime("%Y-%m-%d") if value else ""


@register.filter
def stamp(value: datetime | None) -> str:
    """2026-07-31 07:50 in the site's time zone; nothing for no time."""
    return _local(value).strftime("%Y-%m-%d %H:%M") if value else ""


@register.filter
def clock(value: datetime | None) -> str:
    """07:50 in the site's time zone."""
    return _local(value).strftime("%H:%M") if value else ""


@register.filter
def month_day(value: date | datetime | None) -> str:
    """07-31, where the year is plain from the place."""
    return _local(value).strftime("%m-%d") if value else ""


@register.filter
def in_words(value: date | datetime | None) -> str:
    """2026年7月31日, without padding zeros (GB/T 9704)."""
    if not value:
        return ""
    day = _local(value)
    return _("%(year)d年%(month)d月%(day)d日") % {
        "year": day.year,
        "month": day.month,
        "day": day.day,
    }


@register.filter
def weekday(value: date | datetime | None) -> str:
    """星期五."""
    return str(WEEKDAYS[_local(value).weekday()]) if value else ""
