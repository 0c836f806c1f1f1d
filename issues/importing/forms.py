"""Handing in a plan or a ledger: which round, which plan, a file or pasted words."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from issues.models import Plan, Round
from rectify.accounts.scope import Actor
from rectify.core.forms import offer
from rectify.exchange.forms import FileOrText

ONE_PLAN = _("一份文件一个方案。重新导入改过的文件时选择原来的方案，没有变的不动。")
KIND_NAMES = {"plan": _("整改方案"), "ledger": _("台账（含状态和日期）")}


class UploadForm(FileOrText):
    """A plan that exists, or a new one of the round."""

    field_order = ("form_key", "kind", "round", "plan", "plan_no", "file", "text")
    kind = forms.ChoiceField(
        choices=list(KIND_NAMES.items()),
        initial="plan",
        required=False,
        label=_("资料种类"),
        help_text=_("台账指已有状态和日期的清单，作为历史导入已印发的方案，不发消息。"),
    )
    round = forms.ModelChoiceField(
        Round.objects.none(), label=_("轮次"), empty_label=_("请选择轮次")
    )
    plan = forms.ModelChoiceField(
        Plan.objects.none(),
        required=False,
        label=_("并入方案"),
        empty_label=_("新方案"),
        help_text=_("重新导入改过的文件时，选择原来的方案。"),
    )
    plan_no = forms.CharField(
        required=False,
        max_length=60,
        label=_("发文字号"),
        help_text=_("新方案已有文号时填写，如“云办字〔2026〕51号”；没有可不填。"),
    )

    def __init__(self, *args: Any, who: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plans = Plan.objects.visible_to(who.scope).filter(division_id=who.division)
        rounds = Round.objects.visible_to(who.scope)
        offer(self, "round", rounds)
        offer(self, "plan", plans.select_related("round"))
        if not self.initial.get("round"):
            self.initial["round"] = rounds.first()

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        data["kind"] = data.get("kind") or "plan"
        plan, round = data.get("plan"), data.get("round")
        if plan is not None and round is not None and plan.round_id != round.pk:
            self.add_error("plan", _("这个方案不属于所选轮次，请重新选择。"))
        if data["kind"] == "ledger" and plan is not None and plan.state != "issued":
            self.add_error("plan", _("台账只能并入已印发的方案，请先印发，或另选方案。"))
        return data
