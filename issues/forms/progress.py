"""What a unit reports: progress, measures done, evidence."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from rectify.core.forms import TEXTAREA, VersionedForm


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
    """How one measure was finished."""

    note = forms.CharField(
        label=_("怎么办结的"), help_text=_("会写入公示的整改落实情况。"), widget=TEXTAREA
    )


class EvidenceForm(VersionedForm):
    """A pair of photos, one before and one after, or a document."""

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
        cast(forms.ChoiceField, self.fields["measure"]).choices = [*blank, *measures]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("kind") == "document" and not data.get("document"):
            self.add_error("document", _("请选择要上传的文件。"))
        if data.get("kind") == "pair":
            for name in ("before", "after"):
                if not data.get(name):
                    self.add_error(name, _("请拍摄或选择照片，前后各一张。"))
        return data
