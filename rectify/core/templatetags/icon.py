"""`{% icon "bell" %}`: one Tabler outline icon out of the sprite built at setup."""

from __future__ import annotations

from functools import lru_cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str, size: str = "") -> SafeString:
    """An SVG that repeats no words, hidden from screen readers; `size` is "" (18 px) or "sm".

    The name must stand in `static/icons.txt`, else the sprite has no such symbol. Drawn once
    per process: a page carries dozens, and the sprite's address does not change while it runs.
    """
    return format_html(
        '<svg class="ico{}" aria-hidden="true" focusable="false"><use href="{}#i-{}"/></svg>',
        " ico-sm" if size == "sm" else "",
        static("vendor/icons.svg"),
        name,
    )
