"""`{% control field %}`: a bound form field drawn with the house's classes and ARIA ties."""

from __future__ import annotations

from django import forms, template
from django.forms import BoundField
from django.utils.safestring import SafeString

register = template.Library()

CHOSEN = (forms.CheckboxInput, forms.RadioSelect, forms.CheckboxSelectMultiple)


def css_class(widget: forms.Widget) -> str:
    """The class of the house for this widget; "" for one that draws its own parts."""
    if isinstance(widget, forms.CheckboxInput):
        return "form-check-input"
    if isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
        return "form-check-input"
    if isinstance(widget, forms.Select):
        return "form-select"
    return "form-control"


@register.simple_tag
def control(field: BoundField, **attrs: str) -> SafeString:
    """The widget alone, tied to its help and its error; extra attributes use _ for -."""
    widget = field.field.widget
    given: dict[str, str | bool] = {name.replace("_", "-"): value for name, value in attrs.items()}
    tied = []
    if field.help_text:
        tied.append(f"{field.auto_id}_helptext")
    if field.errors:
        tied.append(f"{field.auto_id}_error")
        given["aria-invalid"] = "true"
    if tied and not isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
        given["aria-describedby"] = " ".join(tied)
    extra = str(widget.attrs.get("class", ""))
    given["class"] = f"{css_class(widget)} {extra}".strip()
    return field.as_widget(attrs=given)


@register.filter
def drawn_as(field: BoundField) -> str:
    """How the row is laid out: check (one box), choices (radios or boxes), file or text."""
    widget = field.field.widget
    if isinstance(widget, forms.CheckboxInput):
        return "check"
    if isinstance(widget, CHOSEN):
        return "choices"
    if isinstance(widget, forms.FileInput):
        return "file"
    return "text"
