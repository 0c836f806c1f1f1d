"""Time left on the petition desk's clock, in words."""

from __future__ import annotations

from datetime import timedelta

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def time_left(left: timedelta) -> str:
    """`2 小时`, `35 分钟`, `已过 3 小时`; whole hours from one hour on."""
    minutes = int(abs(left.total_seconds()) // 60)
    if minutes >= 60 * 48:
        words = _("%(n)d 天") % {"n": minutes // (60 * 24)}
    elif minutes >= 60:
        words = _("%(n)d 小时") % {"n": minutes // 60}
    else:
        words = _("%(n)d 分钟") % {"n": minutes}
    return _("已过 %(time)s") % {"time": words} if left < timedelta() else words
