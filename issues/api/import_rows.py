"""Columns of imports and what handing in and settling may bring, whatever the kind."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from issues.api.bodies import number_of_row, optional, words
from rectify.core.api.serializers import Body, Row
from rectify.exchange.doubts import Doubt
from rectify.exchange.models import StagedImport


class ImportRow(Row):
    id = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=list(StagedImport.KINDS.items()))
    state = serializers.ChoiceField(choices=list(StagedImport.STATES.items()))
    division = serializers.CharField(source="division_code")
    file_name = serializers.CharField()
    sha256 = serializers.CharField()
    size = serializers.IntegerField()
    target = serializers.DictField()
    at = serializers.DateTimeField()
    person = serializers.CharField()
    summary = serializers.DictField(child=serializers.IntegerField())
    receipt = serializers.CharField()
    confirmed_at = serializers.DateTimeField(allow_null=True)
    confirmed_by = serializers.CharField()
    version = serializers.IntegerField()


class ChoiceOut(serializers.Serializer[object]):
    value = serializers.CharField()
    label: Any = serializers.CharField()


class DoubtOut(serializers.Serializer[object]):
    """A question about one place of the file; `kind`: date, text, unit, yesno, accept."""

    id = serializers.CharField()
    kind = serializers.CharField()
    question = serializers.CharField()
    raw = serializers.CharField()
    place = serializers.CharField()
    sentence = serializers.CharField()
    suggestion = serializers.CharField()
    choices = ChoiceOut(many=True)
    settled = serializers.BooleanField()


class ProblemOut(serializers.Serializer[object]):
    place = serializers.CharField(allow_null=True)
    message = serializers.CharField()


class ImportFull(ImportRow):
    """`counts` is what confirming would do now; `plan` or `batch` is there once confirmed;
    `turned_back` says why a worker could not do what was asked last."""

    computed = ("counts", "doubts", "plan", "batch")
    hidden = ("made",)

    turned_back = serializers.CharField()
    problems = ProblemOut(many=True)
    counts = serializers.DictField(child=serializers.IntegerField())
    doubts = DoubtOut(many=True)
    plan = serializers.IntegerField(allow_null=True)
    batch = serializers.IntegerField(allow_null=True)


class NewImport(Body):
    """A file, or pasted words in `text`. Plans and ledgers go into `plan`, or a new plan of the
    round; petitions into the batch numbered `batch`, handed over on `handed_on`."""

    kind = serializers.ChoiceField(choices=list(StagedImport.KINDS.items()))
    round = serializers.SlugField(max_length=40)
    file = serializers.FileField(required=False, max_length=200)
    text = serializers.CharField(required=False, max_length=2_000_000, trim_whitespace=False)
    plan = number_of_row(required=False)
    doc_no = optional(60)
    title = optional(200)
    batch = serializers.IntegerField(required=False, min_value=1, max_value=10_000)
    handed_on = serializers.DateField(required=False)

    def validate(self, given: dict[str, Any]) -> dict[str, Any]:
        if bool(given.get("file")) == bool(given.get("text", "").strip()):
            both = _("请上传一个文件，或给出文字，两者选一。")
            raise serializers.ValidationError({"file": [both]})
        return given


class DoubtAnswerIn(Body):
    """`keep` leaves it as read; else `value`, or `units` (ids) or `typed` names for a unit."""

    doubt = words(longest=200)
    keep = serializers.BooleanField(required=False)
    value = optional(20_000)
    typed = optional(2000)
    units = serializers.ListField(
        child=serializers.IntegerField(min_value=1), required=False, max_length=200
    )
    remember = serializers.ChoiceField(choices=["plan", "division"], required=False)


class CorrectIn(Body):
    row = words(longest=60)
    field = words(longest=40)
    value = words(longest=20_000, blank=True)


class TakeBackIn(Body):
    answer = words(longest=200)


def doubt_row(one: Doubt) -> dict[str, Any]:
    """One doubt as `DoubtOut`."""
    return {
        "id": one.id,
        "kind": one.kind,
        "question": one.message,
        "raw": one.raw,
        "place": one.place,
        "sentence": one.sentence,
        "suggestion": one.value,
        "choices": [{"value": c.value, "label": c.label} for c in one.choices],
        "settled": one.settled,
    }
