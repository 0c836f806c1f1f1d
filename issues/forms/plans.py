"""Rounds opened, plans approved and issued."""

from django import forms
from django.utils.translation import gettext_lazy as _

from issues.models import RoundKind
from rectify.core.forms import VersionedForm, date_field


class RoundForm(VersionedForm):
    """What opens a round; its rules come with the kind."""

    kind = forms.ModelChoiceField(RoundKind.objects.order_by("code"), label=_("督察类型"))
    name = forms.CharField(label=_("名称"), max_length=120)
    code = forms.SlugField(
        label=_("代码"),
        max_length=40,
        help_text=_("字母、数字和短横线，接口和导入命令用，如 prov-3。"),
    )
    stationed_from = date_field(_("进驻开始"))
    stationed_to = date_field(_("进驻结束"))
    feedback_on = date_field(_("反馈日期"))


class ApproveForm(VersionedForm):
    """Who approved the plan, when, and on what document."""

    approved_by = forms.CharField(
        label=_("批准机关"), help_text=_("如：云屏州委、州政府"), max_length=120
    )
    approved_on = date_field(_("批准日期"), required=True)
    basis = forms.CharField(label=_("批准依据"), required=False, max_length=200)


class IssueForm(VersionedForm):
    """The number the plan goes out under."""

    doc_no = forms.CharField(
        label=_("发文字号"), help_text=_("如：云办字〔2026〕51号"), max_length=60
    )
