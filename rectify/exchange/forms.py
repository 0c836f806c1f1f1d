"""Handing in: a file or pasted words, whatever they are about."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rectify.exchange.readers.guard import MAX_BYTES
from rectify.exchange.receiving import Upload

LONGEST_TEXT = 2_000_000
LIMITS = (
    _("可上传 .docx、.xlsx、带文字的 .pdf 和 .txt，不超过 50 MB。"),
    _("旧版 .doc、.xls 请先另存为 .docx、.xlsx；扫描件请先识别成文字。"),
)
"""What a person should know of files before choosing one."""


class FileOrText(forms.Form):
    """Either a file or pasted text."""

    form_key = forms.CharField(required=False, widget=forms.HiddenInput)
    file = forms.FileField(
        required=False,
        label=_("文件"),
        help_text=_("文件和粘贴的文字，二选一。"),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.xlsx,.pdf,.txt"}),
    )
    text = forms.CharField(
        required=False,
        label=_("或粘贴文字"),
        strip=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

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
