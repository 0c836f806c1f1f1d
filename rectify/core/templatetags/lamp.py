"""`{% lamp row.lamp %}`: today's distance to the next date as shape, word and days."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

register = template.Library()

WORDS = {
    "green": gettext_lazy("正常"),
    "orange": gettext_lazy("临期"),
    "red": gettext_lazy("超期"),
    "grey": gettext_lazy("已销号"),
    "long": gettext_lazy("长期坚持"),
}
SHAPES = {
    "green": "M6 1a5 5 0 100 10A5 5 0 106 1z",
    "orange": "M6 .8L11.6 11H.4z",
    "red": "M1 1h10v10H1z",
    "grey": "M6 1.4a4.6 4.6 0 100 9.2 4.6 4.6 0 100-9.2z",
    "long": "M6 1l5 5-5 5-5-5z",
}


def days_text(days: int | None) -> str:
    """剩 3 天, 超 2 天 (negative), 今天到期 (0 is in time); nothing without a date."""
    if days is None:
        return ""
    if days < 0:
        return _("超 %(days)d 天") % {"days": -days}
    if days == 0:
        return _("今天到期")
    return _("剩 %(days)d 天") % {"days": days}


def _part(source: object, name: str) -> Any:
    if isinstance(source, Mapping):
        return source.get(name)
    return getattr(source, name, None)


LOOKS = {"": "", "lg": " lamp-lg", "bare": " bare"}


@register.simple_tag
def lamp(source: object, look: str = "") -> SafeString:
    """Draws a lamp from an object or mapping with `kind` and, where there is one, `days`.

    `kind` is green, orange, red, grey or long; `days` is left (negative: over). Optional:
    `word` (已办结 for petitions), `prefix` (公示, before the days). `look`: "", "lg" or "bare"
    (no tint, no days). An unknown or missing kind draws nothing rather than a wrong colour.
    Written here, not in a template: a list draws up to a hundred of them.
    """
    kind = str(_part(source, "kind") or "")
    if kind not in SHAPES:
        return SafeString("")
    undated = look == "bare" or kind in ("grey", "long")
    days = "" if undated else days_text(_part(source, "days"))
    return format_html(
        '<span class="lamp lamp-{}{}"><svg viewBox="0 0 12 12" aria-hidden="true"'
        ' focusable="false"><path d="{}"/></svg><b>{}</b>{}</span>',
        kind,
        LOOKS.get(look, ""),
        SHAPES[kind],
        _part(source, "word") or WORDS[kind],
        f" {_part(source, 'prefix') or ''}{days}" if days else "",
    )
