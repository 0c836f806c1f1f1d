"""Handing in a batch: which round, which batch, a file or pasted words."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from issues.importing.forms import LONGEST_TEXT
from issues.models import Round
from rectify.accounts.scope import Actor
from rectify.core.forms import date_field, offer
from rectify.exchange.readers.guard import MAX_BYTES
from rectify.exchange.receiving import Upload

ONE_BATCH = _("一份文件一个批次。同一批次的改稿、补充可以再导入，没有变的不动。")


class UploadForm(forms.Form):
    """Either a file or pasted text, for a batch of one of the desk's own rounds."""

    form_key = forms.CharField(required=False, widget=forms.HiddenInput)
    round = forms.ModelChoiceField(Round.objects.none(), label=_("轮次"), empty_label=None)
    batch = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=400,
        label=_("批次"),
        help_text=_("清单标题里写有“第N批”的可以不填。"),
    )
    handed_on = date_field(_("督察组交办日期"))
    file = forms.FileField(
        required=False,
        label=_("文件"),
        help_text=_(
            "文件和粘贴的文字，二选一。请先删去举报人姓名、电话等栏，读到的个人信息不保存。"
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.xlsx,.pdf,.txt"}),
    )
    text = forms.CharField(
        required=False,
        label=_("或粘贴文字"),
        strip=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, who: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "round", Round.objects.visible_to(who.scope).filter(division_id=who.division))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if bool(data.get("file")) == bool((data.get("text") or "").strip()):
            self.add_error("file", _("请选择一个文件，或粘贴文字，两者选一。"))
        if data.get("file") and data["file"].size > MAX_BYTES:
            self.add_error("file", _("文件超过 50 MB。请删去图片或拆分后再上传。"))
        return data

    def upload(self) -> Upload:
        """What was handed in; call after the form is valid."""
        file = self.cleaned_data.get("file")
        if file:
            return Upload(file.read(), file.name)
        return Upload(self.cleaned_data["text"].replace("\r\n", "\n").encode())
