"""A refusal of a service is told in the form it was sent with."""

from django import forms

from rectify.accounts.sending import tell
from rectify.core.errors import Invalid, NeedsUnmet, WrongState


class Typed(forms.Form):
    reason = forms.CharField(required=False)
    day = forms.DateField(required=False)


def told(refusal) -> dict[str, list[str]]:
    form = Typed({})
    assert form.is_valid()
    tell(form, refusal)
    return dict(form.errors.items())


def test_a_sentence_stands_at_the_first_field_it_names():
    assert told(Invalid("日期不能晚于今天。", day="晚于今天")) == {"day": ["日期不能晚于今天。"]}


def test_a_sentence_about_no_field_of_the_form_stands_above():
    assert told(Invalid("照片须各一张。", photos="成对")) == {"__all__": ["照片须各一张。"]}
    assert told(WrongState("已经办过。", reason="x")) == {"__all__": ["已经办过。"]}


def test_each_thing_that_is_missing_is_told_on_its_own():
    needs = ["缺验收意见。", "缺照片。"]
    refusal = NeedsUnmet("；".join(needs), needs=needs)
    assert told(refusal) == {"__all__": needs}
