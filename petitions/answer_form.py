"""The answer of a county: a card an item, amounts that know their units, what comes next."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from petitions.models import OUTCOME, Petition, PetitionItem, PetitionReply
from petitions.services.answers import TYPED, Answer, ItemAnswer
from petitions.workflow import CLOSURE_NAMES, VERDICT_NAMES
from rectify.core.forms import VersionedForm, date_field

L = gettext_lazy
CLOSURES = [(key, L(word)) for key, word in CLOSURE_NAMES.items()]
VERDICTS = [(key, L(word)) for key, word in VERDICT_NAMES.items()]
AREA = forms.Textarea(attrs={"rows": 3})
KEPT = ("handling", "finding", "closure_target", "accountability", "next_plan", "verdict_reason")


@dataclass(frozen=True)
class Card:
    """One item with its two fields."""

    number: int
    text: str
    verdict: BoundField
    finding: BoundField


class AnswerForm(VersionedForm):
    """Fields `verdict_N` and `finding_N` for every item, the rest as the official table asks."""

    handling = forms.CharField(
        label=L("处理和整改情况"), widget=forms.Textarea(attrs={"rows": 4}), max_length=20000
    )
    accountability = forms.CharField(
        label=L("责任人被处理情况"),
        required=False,
        widget=AREA,
        max_length=5000,
        help_text=L("不写姓名，写职务和人数；没有可不填。"),
    )
    closure_target = forms.CharField(
        label=L("办结目标"), required=False, widget=AREA, max_length=2000
    )
    closure = forms.ChoiceField(label=L("是否办结"), choices=CLOSURES)
    next_plan = forms.CharField(label=L("下一步措施"), required=False, widget=AREA, max_length=5000)
    next_due_on = date_field(L("下一步完成时间"))
    finding = forms.CharField(
        label=L("调查核实总的情况"),
        required=False,
        widget=AREA,
        max_length=20000,
        help_text=L("不填时由各项合成。"),
    )
    verdict = forms.ChoiceField(
        label=L("总的是否属实"),
        required=False,
        choices=[("", L("按各项合成")), *VERDICTS],
    )
    verdict_reason = forms.CharField(label=L("改判理由"), required=False, max_length=300)

    def __init__(self, *args: Any, items: Iterable[PetitionItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = list(items)
        for item in self.items:
            self.fields[f"verdict_{item.number}"] = forms.ChoiceField(
                label=_("第%(n)d项 是否属实") % {"n": item.number},
                choices=VERDICTS,
                widget=forms.RadioSelect,
            )
            self.fields[f"finding_{item.number}"] = forms.CharField(
                label=_("第%(n)d项 调查核实情况") % {"n": item.number},
                widget=forms.Textarea(attrs={"rows": 3}),
                max_length=20000,
            )
        for name in TYPED:
            word, unit = OUTCOME[name]
            mode = "decimal" if name == "fine_yuan" else "numeric"
            self.fields[name] = forms.CharField(
                label=_(word),
                required=False,
                max_length=16,
                widget=forms.TextInput(attrs={"inputmode": mode, "autocomplete": "off"}),
                help_text=_(unit),
            )

    @property
    def cards(self) -> list[Card]:
        """The items in order, ready to draw."""
        return [
            Card(i.number, i.text, self[f"verdict_{i.number}"], self[f"finding_{i.number}"])
            for i in self.items
        ]

    @property
    def amounts(self) -> list[tuple[BoundField, str]]:
        """Amount fields with their units."""
        return [(self[name], _(OUTCOME[name][1])) for name in TYPED]

    def answer(self) -> Answer:
        """What was typed, for the service; call after the form is valid."""
        data = self.cleaned_data
        return Answer(
            items=tuple(
                ItemAnswer(i.number, data[f"verdict_{i.number}"], data[f"finding_{i.number}"])
                for i in self.items
            ),
            closure=data["closure"],
            outcome={name: data[name] for name in TYPED},
            next_due_on=data["next_due_on"],
            verdict=data["verdict"],
            **{name: data[name] for name in KEPT},
        )


def so_far(petition: Petition) -> dict[str, Any]:
    """What the form starts with: the last answer of the county, else what stands."""
    last = petition.replies.first()
    row: Petition | PetitionReply = last or petition
    found = {name: getattr(row, name) for name in (*KEPT, "closure", *TYPED)}
    if found["fine_yuan"] is not None:
        found["fine_yuan"] = f"{found['fine_yuan']:f}".removesuffix(".00")
    found["next_due_on"] = row.next_due_on
    found["verdict"] = row.verdict if row.verdict_reason else ""
    found["finding"] = ""
    return found | _items(petition, last)


def _items(petition: Petition, last: PetitionReply | None) -> dict[str, Any]:
    if last is not None:
        rows = last.items
    else:
        rows = list(petition.items.values("number", "verdict", "finding"))
    found: dict[str, Any] = {}
    for item in rows:
        found[f"verdict_{item['number']}"] = item["verdict"]
        found[f"finding_{item['number']}"] = item["finding"]
    return found
