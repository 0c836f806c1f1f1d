"""Handing in a batch: which round, which batch, a file or pasted words."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from issues.models import Round
from rectify.accounts.scope import Actor
from rectify.core.forms import date_field, offer
from rectify.exchange.forms import FileOrText

ONE_BATCH = _("一份文件一个批次。同一批次的改稿、补充可以再导入，没有变的不动。")


class UploadForm(FileOrText):
    """A batch of one of the desk's own rounds."""

    field_order = ("form_key", "round", "batch", "handed_on", "file", "text")
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

    def __init__(self, *args: Any, who: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "round", Round.objects.visible_to(who.scope).filter(division_id=who.division))
