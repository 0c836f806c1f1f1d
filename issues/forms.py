"""What people type, cleaned; every sentence says what to do."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from issues.listing.query import ListQuery
from issues.models import Round
from issues.models.lookback import RESULTS
from rectify.accounts.scope import Scope
from rectify.regions.models import Division

TEXTAREA = forms.Textarea(attrs={"rows": 4})


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


class RowChoice(forms.ChoiceField):
    """One of a few rows, or none; they are fetched once, for checking and for showing."""

    rows: dict[str, Any] = {}

    def offer(self, rows: QuerySet[Any]) -> None:
        self.rows = {str(row.pk): row for row in rows}
        self.choices = [("", _("全部")), *((key, str(row)) for key, row in self.rows.items())]

    def clean(self, value: Any) -> Any:
        return self.rows.get(super().clean(value))


class SearchForm(forms.Form):
    """The search row above the issue list; unknown values simply do not filter."""

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


class VersionedForm(forms.Form):
    """Carries the version the person saw, and a key that makes a double click act once."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    form_key = forms.CharField(required=False, widget=forms.HiddenInput)


class OpinionForm(VersionedForm):
    opinion = forms.CharField(label=_("意见"), required=False, widget=TEXTAREA, max_length=2000)


class ReasonForm(VersionedForm):
    reason = forms.CharField(
        label=_("原因"),
        help_text=_("写明哪一处、缺什么、怎么补，对方会在待办里看到。"),
        widget=TEXTAREA,
        max_length=2000,
    )


class PublishForm(VersionedForm):
    phone = forms.CharField(label=_("联系电话"), help_text=_("受理异议用，会公开。"), max_length=60)
    email = forms.EmailField(label=_("电子邮箱"), required=False)


class FileForm(VersionedForm):
    how = forms.ChoiceField(
        label=_("文号"),
        choices=[("series", _("按本办号段自动编号")), ("typed", _("填写登记簿上的文号"))],
        widget=forms.RadioSelect,
        initial="series",
    )
    number = forms.CharField(label=_("登记簿文号"), required=False, max_length=60)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("how") == "typed" and not data.get("number", "").strip():
            self.add_error("number", _("请填写登记簿上的文号，或改选自动编号。"))
        return data


class ReportForm(VersionedForm):
    """进展填报: words first, then how far."""

    text = forms.CharField(
        label=_("本期做了什么"), widget=forms.Textarea(attrs={"rows": 5}), max_length=20000
    )
    percent = forms.IntegerField(
        label=_("完成比例"), help_text=_("0 到 100"), min_value=0, max_value=100
    )
    problem = forms.CharField(label=_("存在问题"), required=False, widget=TEXTAREA)
    next_plan = forms.CharField(label=_("下一步措施"), required=False, widget=TEXTAREA)


class MeasureDoneForm(VersionedForm):
    note = forms.CharField(
        label=_("怎么办结的"), help_text=_("会写入公示的整改落实情况。"), widget=TEXTAREA
    )


class EvidenceForm(VersionedForm):
    kind = forms.ChoiceField(
        label=_("材料"),
        choices=[("pair", _("整改前后照片一组")), ("document", _("文件资料"))],
        widget=forms.RadioSelect,
        initial="pair",
    )
    before = forms.FileField(label=_("整改前照片"), required=False)
    after = forms.FileField(label=_("整改后照片"), required=False)
    document = forms.FileField(label=_("文件"), required=False)
    caption = forms.CharField(label=_("地点说明"), required=False, max_length=120)
    measure = forms.ChoiceField(label=_("对应措施"), required=False)

    def __init__(self, *args: Any, measures: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        blank = [("", _("不限于某条措施"))]
        self.fields["measure"].choices = [*blank, *measures]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("kind") == "document" and not data.get("document"):
            self.add_error("document", _("请选择要上传的文件。"))
        if data.get("kind") == "pair":
            for name in ("before", "after"):
                if not data.get(name):
                    self.add_error(name, _("请拍摄或选择照片，前后各一张。"))
        return data


class LookBackForm(VersionedForm):
    """What was found on the spot."""

    result = forms.ChoiceField(
        label=_("结论"),
        choices=[(key, _(word)) for key, word in RESULTS.items()],
        widget=forms.RadioSelect,
    )
    looked_on = date_field(_("检查日期"), required=True)
    finding = forms.CharField(
        label=_("现场情况"), help_text=_("看了哪里、看到什么。"), widget=TEXTAREA, max_length=2000
    )


class ObjectionAnswerForm(VersionedForm):
    """The office's answer to an objection."""

    founded = forms.ChoiceField(
        label=_("核查结论"),
        choices=[("no", _("异议不成立")), ("yes", _("异议成立，重新整改"))],
        widget=forms.RadioSelect,
    )
    reply = forms.CharField(
        label=_("核查情况和答复"),
        help_text=_("提出人凭回执码可以看到。"),
        widget=TEXTAREA,
        max_length=2000,
    )
