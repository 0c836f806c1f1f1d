"""The search row above figures, and the same parameters as links and programs carry them."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from issues.models import Round, RoundKind
from rectify.accounts.scope import Scope
from rectify.core import clock
from rectify.figures.filters import OWN_LEVEL, Filters
from rectify.regions.models import Division, Unit


class FilterForm(forms.Form):
    """Parameters of figures: `round` (id or code), `kind`, `division`, `unit` (id), `from`, `to`,
    `as_of`, `base`; `below=own` keeps what no place below answers for.

    A value that names nothing in sight is an error, never ignored: figures must not silently be
    about more than was asked.
    """

    round = forms.CharField(required=False, label=_("轮次"))
    kind = forms.ModelChoiceField(
        RoundKind.objects.order_by("pk"),
        required=False,
        label=_("督察类型"),
        empty_label=_("全部"),
    )
    division = forms.ModelChoiceField(
        Division.objects.order_by("code"), required=False, label=_("地区"), empty_label=_("全部")
    )
    unit = forms.ModelChoiceField(
        Unit.objects.order_by("pk"), required=False, widget=forms.HiddenInput
    )
    below = forms.ChoiceField(
        choices=[("", ""), (OWN_LEVEL, OWN_LEVEL)], required=False, widget=forms.HiddenInput
    )
    start = forms.DateField(required=False, label=_("列入 从"))
    end = forms.DateField(required=False, label=_("列入 到"))
    as_of = forms.DateField(required=False, label=_("截至"))
    base = forms.DateField(required=False, label=_("基期"))

    PREFIXES = {"start": "from", "end": "to"}

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scope = scope
        for name in ("start", "end", "as_of", "base"):
            self.fields[name].widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            self.fields[name].widget.is_required = False

    def add_prefix(self, field_name: str) -> str:
        """`from` and `to` are no names for Python fields."""
        return self.PREFIXES.get(field_name, field_name)

    def clean_round(self) -> Round | None:
        given = self.cleaned_data["round"].strip()
        if not given:
            return None
        seen = Round.objects.visible_to(self.scope)
        found = seen.filter(code=given).first()
        if found is None and given.isdigit() and len(given) < 19:
            found = seen.filter(pk=given).first()
        if found is None:
            raise forms.ValidationError(_("没有这个轮次，请从列表中选择。"))
        return found

    def filters(self, today: date | None = None) -> Filters:
        """The filters of a valid form; figures stand at today unless the form says another day."""
        data = self.cleaned_data
        return Filters(
            as_of=data["as_of"] or today or clock.today(),
            round_id=data["round"].pk if data["round"] else None,
            kind=data["kind"].pk if data["kind"] else "",
            division=data["division"].pk if data["division"] else "",
            below=data["below"],
            unit_id=data["unit"].pk if data["unit"] else None,
            start=data["start"],
            end=data["end"],
            base=data["base"],
        )

    def rounds(self) -> QuerySet[Round]:
        """What the list of rounds offers."""
        return Round.objects.visible_to(self.scope).order_by("-pk")

    def divisions(self) -> QuerySet[Division]:
        """What the list of places offers: the ranges in sight, down to counties."""
        levels = ("province", "city", "county")
        return Division.objects.filter(self.scope.q("code"), level__in=levels).order_by("code")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        start, end = data.get("start"), data.get("end")
        if start and end and start > end:
            self.add_error("end", _("结束日期早于开始日期，请检查。"))
        if data.get("below") and not data.get("division"):
            self.add_error("below", _("请同时选择地区。"))
        return data
