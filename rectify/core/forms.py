"""What forms of all nouns are made of."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

TEXTAREA = forms.Textarea(attrs={"rows": 4})


class VersionedForm(forms.Form):
    """Carries the version the person saw, and a key that makes a double click act once."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    form_key = forms.CharField(required=False, widget=forms.HiddenInput)


class ReasonForm(VersionedForm):
    """What goes back, or is refused, goes with a reason."""

    reason = forms.CharField(
        label=_("原因"),
        help_text=_("写明哪一处、缺什么、怎么补，对方会在待办里看到。"),
        widget=TEXTAREA,
        max_length=2000,
    )


class RowChoice(forms.ChoiceField):
    """One of a few rows, or none; they are fetched once, for checking and for showing."""

    rows: dict[str, Any] = {}

    def offer(self, rows: QuerySet[Any]) -> None:
        self.rows = {str(row.pk): row for row in rows}
        self.choices = [("", _("全部")), *((key, str(row)) for key, row in self.rows.items())]

    def clean(self, value: Any) -> Any:
        return self.rows.get(super().clean(value))


def date_field(label: Any, *, required: bool = False) -> forms.DateField:
    """A date typed as 2026-11-23 or picked."""
    return forms.DateField(
        label=label,
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


def offer(form: forms.Form, name: str, rows: QuerySet[Any]) -> None:
    """Let the choice field `name` offer these rows."""
    field = form.fields[name]
    if not isinstance(field, forms.ModelChoiceField):
        raise TypeError(f"{name} offers no rows")
    field.queryset = rows
