"""`{% form_key %}`: the hidden field that makes a double click act once."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from rectify.journal import idempotency

register = template.Library()


@register.simple_tag
def form_key() -> SafeString:
    """A hidden input with a fresh key; stands beside `{% csrf_token %}`."""
    return format_html(
        '<input type="hidden" name="{}" value="{}">', idempotency.FIELD, idempotency.form_key()
    )
