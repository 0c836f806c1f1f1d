"""方案调整 as a form: the facets as they stand, to be rewritten; why and on what document."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from issues.importing.drafts import split_names
from issues.services.amendments import Why
from issues.services.amendments.values import Json, Typed
from issues.workflow import ROLE_NAMES
from rectify.core.forms import TEXTAREA, VersionedForm, date_field

SMALL = forms.Textarea(attrs={"rows": 2})
ORDER = (
    *("deadline_text", "due_on", "dateless", "goal", "measures", "text"),
    *("leader", "person", "reason", "basis_no", "basis_on", "applicant"),
)


class BasisForm(VersionedForm):
    """What an approval asks for: the document it stands on."""

    basis_no = forms.CharField(
        label=_("依据文号"), help_text=_("如：云办字〔2026〕77号"), max_length=60
    )
    basis_on = date_field(_("文件日期"), required=True)
    note = forms.CharField(label=_("审批意见"), required=False, widget=TEXTAREA, max_length=2000)


class WhyForm(forms.Form):
    """Why and on what document, for drafts an import makes; all of it can follow later."""

    reason = forms.CharField(required=False, max_length=4000)
    basis_no = forms.CharField(required=False, max_length=60)
    basis_on = date_field(_("文件日期"))

    def why(self) -> Why:
        data = self.cleaned_data
        return Why(data["reason"], data["basis_no"], data["basis_on"])


class AmendForm(VersionedForm):
    """Every facet with its present words; what is left alone is not amended."""

    deadline_text = forms.CharField(
        label=_("整改时限"), required=False, widget=SMALL, max_length=300
    )
    due_on = date_field(_("截止日"))
    dateless = forms.BooleanField(label=_("没有具体日期"), required=False)
    goal = forms.CharField(label=_("整改目标"), required=False, widget=TEXTAREA)
    measures = forms.CharField(
        label=_("整改措施"),
        help_text=_("一行一条。文字没有改动的措施保留办结情况，改动和新增的措施须重新办结。"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    text = forms.CharField(label=_("反馈问题"), widget=TEXTAREA)
    leader = forms.CharField(label=_("责任领导"), required=False, max_length=120)
    person = forms.CharField(label=_("责任人"), required=False, max_length=120)
    reason = forms.CharField(
        label=_("调整理由"),
        help_text=_("提交审批前须写明。"),
        required=False,
        widget=TEXTAREA,
        max_length=4000,
    )
    basis_no = forms.CharField(
        label=_("依据文号"), help_text=_("可由审批人填写。"), required=False, max_length=60
    )
    basis_on = date_field(_("文件日期"))
    applicant = forms.CharField(
        label=_("申请单位"),
        help_text=_("不填即为您的单位。"),
        required=False,
        max_length=120,
    )

    def __init__(self, *args: Any, facets: Json, **kwargs: Any) -> None:
        self.units: Json = facets["responsibilities"]["units"]
        kwargs["initial"] = {**initial_of(facets), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        for role, word in ROLE_NAMES.items():
            self.fields[f"unit_{role}"] = forms.CharField(
                label=_("%(role)s单位") % {"role": _(word)}, required=False, max_length=2000
            )
        self.fields["due_on"].help_text = _("日期由系统从文字读出；只在读错或读不出时填写。")
        self.order_fields([*ORDER[:6], *(f"unit_{role}" for role in ROLE_NAMES), *ORDER[6:]])

    def amendment(self) -> dict[str, Any]:
        """What the services that write a draft are called with; once the form is valid."""
        expected = self.cleaned_data["version"]
        return {"wanted": self.typed(), "why": self.why(), "expected": expected}

    def typed(self) -> Typed:
        """What the form says; names left as they stand keep their very spelling."""
        data = self.cleaned_data
        units = {role: self._names(role, data[f"unit_{role}"]) for role in ROLE_NAMES}
        return Typed(
            text=data["text"],
            goal=data["goal"],
            deadline_text=data["deadline_text"],
            due_on=data["due_on"],
            dateless=data["dateless"],
            measures=data["measures"].splitlines(),
            units={role: names for role, names in units.items() if names},
            leader=data["leader"],
            person=data["person"],
        )

    def _names(self, role: str, words: str) -> list[str]:
        held: list[str] = self.units.get(role, [])
        return held if words == "、".join(held) else list(split_names(words))

    def why(self) -> Why:
        data = self.cleaned_data
        return Why(data["reason"], data["basis_no"], data["basis_on"], data["applicant"])


def initial_of(facets: Json) -> Json:
    """The facets as the fields show them."""
    parts = facets["responsibilities"]
    lines = (" ".join(measure["text"].split()) for measure in facets["measures"])
    return {
        "text": facets["content"],
        "goal": facets["goal"],
        "deadline_text": facets["deadline"]["text"],
        "measures": "\n".join(lines),
        "leader": parts["leader"],
        "person": parts["person"],
        **{f"unit_{role}": "、".join(names) for role, names in parts["units"].items()},
    }
