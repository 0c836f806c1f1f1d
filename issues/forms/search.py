"""The search row above the issue list."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from issues.listing.query import ListQuery
from issues.models import Round
from rectify.accounts.scope import Scope
from rectify.core.forms import RowChoice, date_field
from rectify.regions.models import Division


class SearchForm(forms.Form):
    """Unknown values simply do not filter."""

    state = forms.CharField(required=False, widget=forms.HiddenInput)
    step = forms.CharField(required=False, widget=forms.HiddenInput)
    order = forms.CharField(required=False, widget=forms.HiddenInput)
    mine = forms.BooleanField(required=False, widget=forms.HiddenInput)
    size = forms.CharField(required=False, widget=forms.HiddenInput)
    round = RowChoice(required=False, label=_("轮次"))
    division = RowChoice(required=False, label=_("地区"))
    lamp = forms.ChoiceField(
        required=False,
        label=_("灯"),
        choices=[("", _("全部")), ("orange", _("▲ 临期")), ("red", _("■ 超期"))],
    )
    unit = forms.CharField(
        required=False,
        label=_("单位"),
        widget=forms.TextInput(attrs={"placeholder": _("名称或简称")}),
    )
    due_from = date_field(_("到期 从"))
    due_to = date_field(_("到期 到"))
    q = forms.CharField(required=False, label=_("关键词"))

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit_id = scope.unit_id
        places = Division.objects.filter(scope.q("code"), level__in=("province", "city", "county"))
        for name, rows in (
            ("round", Round.objects.visible_to(scope)),
            ("division", places.order_by("code")),
        ):
            field = self.fields[name]
            if isinstance(field, RowChoice):
                field.offer(rows)

    def query(self) -> ListQuery:
        """The list query; fields that did not clean are left out."""
        self.is_valid()
        data = self.cleaned_data
        return ListQuery(
            q=data.get("q", ""),
            round_id=data["round"].pk if data.get("round") else None,
            division=data["division"].pk if data.get("division") else "",
            unit=data.get("unit", ""),
            state=data.get("state", ""),
            step=data.get("step", ""),
            lamp=data.get("lamp", ""),
            due_from=data.get("due_from"),
            due_to=data.get("due_to"),
            order=data.get("order") or "lamp",
            unit_id=self.unit_id if data.get("mine") else None,
        )
