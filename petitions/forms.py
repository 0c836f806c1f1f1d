"""What people type about petitions, cleaned; every sentence says what to do."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from issues.models import Round
from petitions.listing.query import ListQuery
from petitions.models import Petition, PetitionRules
from petitions.workflow import TYPES, VERDICT_NAMES
from rectify.accounts.scope import Scope
from rectify.core.forms import TEXTAREA, VersionedForm, date_field, offer
from rectify.regions.matching import Matcher
from rectify.regions.models import Division, Unit

PARK = r"^[0-9]{6}$"
"""A park with a code at the level of counties is handed petitions like a county."""


class SearchForm(forms.Form):
    """The search row above the petition list; unknown values simply do not filter."""

    state = forms.CharField(required=False, widget=forms.HiddenInput)
    order = forms.CharField(required=False, widget=forms.HiddenInput)
    size = forms.CharField(required=False, widget=forms.HiddenInput)
    round = forms.ModelChoiceField(
        Round.objects.none(), required=False, label=_("轮次"), empty_label=_("全部")
    )
    batch = forms.IntegerField(
        required=False, min_value=1, label=_("批次"), widget=forms.NumberInput(attrs={"size": 4})
    )
    division = forms.ModelChoiceField(
        Division.objects.none(), required=False, label=_("地区"), empty_label=_("全部")
    )
    lamp = forms.ChoiceField(
        required=False,
        label=_("灯"),
        choices=[("", _("全部")), ("orange", _("▲ 临期")), ("red", _("■ 超期"))],
    )
    q = forms.CharField(
        required=False,
        label=_("关键词"),
        widget=forms.TextInput(attrs={"placeholder": _("编号、内容")}),
    )
    unit = forms.CharField(required=False, label=_("承办单位"))
    pollution_type = forms.ChoiceField(
        required=False, label=_("问题类型"), choices=[("", _("全部")), *((t, _(t)) for t in TYPES)]
    )
    verdict = forms.ChoiceField(
        required=False,
        label=_("是否属实"),
        choices=[("", _("全部")), *((key, _(word)) for key, word in VERDICT_NAMES.items())],
    )
    key_only = forms.BooleanField(required=False, label=_("只看加星件"))

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = Division.objects.filter(scope.q("code"), level__in=("province", "city", "county"))
        seen = Petition.objects.visible_to(scope)
        offer(self, "round", Round.objects.filter(pk__in=seen.order_by().values("round_id")))
        offer(self, "division", places.order_by("code"))

    def query(self) -> ListQuery:
        """The list query; fields that did not clean are left out."""
        self.is_valid()
        data = self.cleaned_data
        words = {n: data.get(n) or "" for n in ("q", "unit", "pollution_type", "verdict", "state")}
        return ListQuery(
            **words,
            lamp=data.get("lamp", ""),
            round_id=data["round"].pk if data.get("round") else None,
            batch=data.get("batch"),
            division=data["division"].pk if data.get("division") else "",
            key_only=bool(data.get("key_only")),
            order=data.get("order") or "lamp",
        )


class NoteForm(VersionedForm):
    note = forms.CharField(label=_("审核意见"), required=False, widget=TEXTAREA, max_length=2000)


class ItemsForm(VersionedForm):
    """反映事项, one a line."""

    items = forms.CharField(
        label=_("反映事项"),
        help_text=_("一行一条，按反映的顺序；答复时逐条写是否属实。"),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=20000,
    )


class DuplicateForm(VersionedForm):
    of = forms.CharField(
        label=_("与哪一件重复"),
        required=False,
        max_length=60,
        help_text=_("填写较早一件的受理编号；清空表示不是重复件。"),
    )


class UnitsForm(VersionedForm):
    """Units by name, as people write them; matched to one unit each.

    `home` is the place short names belong to, `near` are names to choose from while typing.
    """

    lead = forms.CharField(
        label=_("牵头单位"),
        required=False,
        max_length=120,
        help_text=_("写全称或简称，如“县水务局”。"),
        widget=forms.TextInput(attrs={"list": "units-near", "autocomplete": "off"}),
    )
    cooperating = forms.CharField(
        label=_("协办单位"), required=False, max_length=600, help_text=_("多个单位用顿号隔开。")
    )
    home: str = ""
    near: Sequence[str] = ()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        home = self.place_of(data)
        if home:
            matcher = Matcher(home)
            data["lead_units"] = self._matched(matcher, "lead", [data.get("lead") or ""])
            names = (data.get("cooperating") or "").replace("，", "、").split("、")
            data["cooperating_units"] = self._matched(matcher, "cooperating", names)
        return data

    def place_of(self, data: dict[str, Any]) -> str:
        """The division whose units the short names mean."""
        return self.home

    def _matched(self, matcher: Matcher, field: str, names: list[str]) -> list[Unit]:
        found: list[Unit] = []
        for name in (name.strip() for name in names if name.strip()):
            units = matcher.match(name).units
            if len(units) != 1:
                sentence = _("没有找到唯一的单位“%(name)s”，请写全称。") % {"name": name}
                self.add_error(field, sentence)
            found += [unit for unit in units[:1] if unit not in found]
        return found


class AssignForm(UnitsForm):
    """分派单位: a leading unit must be named."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead"].required = True


class HandDownForm(UnitsForm):
    """交办: the place, and where it is already plain the units."""

    division = forms.ModelChoiceField(
        Division.objects.none(), label=_("承办地区"), empty_label=_("请选择")
    )
    field_order = ("division", "lead", "cooperating")

    def __init__(self, *args: Any, owner: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wanted = Q(level__in=("city", "county")) | Q(is_local=True, code__regex=PARK)
        if len(owner) >= 6:
            wanted |= Q(level="township")
        rows = Division.objects.filter(wanted, code__startswith=owner)
        offer(self, "division", rows.order_by("code"))

    def place_of(self, data: dict[str, Any]) -> str:
        return data["division"].pk if data.get("division") else ""


class RulesForm(forms.Form):
    """Terms and ways of counting of one round's petitions; days are calendar days."""

    numbering = forms.ChoiceField(label=_("编号方式"), choices=PetitionRules.NUMBERING)
    first_on = date_field(_("第1批受理日期"))
    reply_days = forms.IntegerField(
        label=_("上报时限（日）"),
        min_value=1,
        max_value=90,
        help_text=_("督察组交办次日起算的自然日；中央督察一般 10 日，省级督察一般 7 日。"),
    )
    inner_days = forms.IntegerField(label=_("县级提前（日）"), min_value=0, max_value=60)
    return_days = forms.IntegerField(label=_("可退回改派（日）"), min_value=0, max_value=30)
    lead_days = forms.IntegerField(label=_("橙灯提前（日）"), min_value=0, max_value=30)
    hand_down_by = forms.TimeField(
        label=_("当日交办时限"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    joint = forms.ChoiceField(label=_("共同办理的计数"), choices=PetitionRules.JOINT)
    duplicates_leave_distinct = forms.BooleanField(
        required=False, label=_("重复件不计入“不重复问题”")
    )
