"""The forms of the moves: what each asks for beside its button."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from issues.models.lookback import RESULTS
from rectify.core.forms import TEXTAREA, VersionedForm, date_field


class OpinionForm(VersionedForm):
    """A signature, with words or without."""

    opinion = forms.CharField(label=_("意见"), required=False, widget=TEXTAREA, max_length=2000)


class PublishForm(VersionedForm):
    """Where the public may object while the notice runs."""

    phone = forms.CharField(label=_("联系电话"), help_text=_("受理异议用，会公开。"), max_length=60)
    email = forms.EmailField(label=_("电子邮箱"), required=False)


class FileForm(VersionedForm):
    """The number under which the file is kept: of our own series, or of the office's register."""

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
