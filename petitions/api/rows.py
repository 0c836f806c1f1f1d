"""Columns of petitions and batches."""

from typing import ClassVar

from rest_framework import serializers

from issues.api.rows import Action, UnitInRole
from petitions.models import OUTCOME
from rectify.core.api.serializers import Row


class PetitionRow(Row):
    """Verdict, closure and outcome are what a review let stand: null where the answer does not
    say, 0 where it says none; money in yuan. `lamp` and `days_left` follow `open_due_on`."""

    computed: ClassVar[tuple[str, ...]] = ("lamp", "days_left", "units")
    hidden: ClassVar[tuple[str, ...]] = ("round__petition_rules__lead_days",)

    id = serializers.IntegerField()
    round = serializers.IntegerField(source="round_id")
    round_code = serializers.CharField(source="round.code")
    batch = serializers.IntegerField(source="batch_id")
    batch_number = serializers.IntegerField(source="batch.number")
    handed_on = serializers.DateField(source="batch.handed_on")
    position = serializers.IntegerField()
    number = serializers.CharField()
    key = serializers.CharField()
    key_is_low = serializers.BooleanField()
    channel = serializers.CharField()
    received_on = serializers.DateField(allow_null=True)
    owner = serializers.CharField(source="owner_id")
    division = serializers.CharField(source="division_id", allow_null=True)
    division_name = serializers.CharField(source="division.name", allow_null=True)
    area = serializers.CharField()
    text = serializers.CharField()
    pollution_types = serializers.ListField(child=serializers.CharField())
    is_key = serializers.BooleanField()
    duplicate_number = serializers.CharField()
    state = serializers.CharField()
    verdict = serializers.CharField()
    closure = serializers.CharField()
    lamp = serializers.CharField()
    days_left = serializers.IntegerField(allow_null=True)
    due_on = serializers.DateField(allow_null=True)
    county_due_on = serializers.DateField(allow_null=True)
    open_due_on = serializers.DateField(allow_null=True)
    next_due_on = serializers.DateField(allow_null=True)
    handed_down_at = serializers.DateTimeField(allow_null=True)
    received_at = serializers.DateTimeField(allow_null=True)
    replied_at = serializers.DateTimeField(allow_null=True)
    reviewed_at = serializers.DateTimeField(allow_null=True)
    closed_on = serializers.DateField(allow_null=True)
    published_at = serializers.DateTimeField(allow_null=True)
    imported = serializers.BooleanField()
    units = UnitInRole(many=True)
    version = serializers.IntegerField()


class ItemOut(serializers.Serializer[object]):
    number = serializers.IntegerField()
    text = serializers.CharField()
    verdict = serializers.CharField()
    finding = serializers.CharField()


class ReplyOut(serializers.Serializer[object]):
    """An answer as it was given; one in state `pending` waits for review."""

    number = serializers.IntegerField()
    state = serializers.CharField()
    verdict = serializers.CharField()
    verdict_reason = serializers.CharField()
    closure = serializers.CharField()
    finding = serializers.CharField()
    handling = serializers.CharField()
    next_plan = serializers.CharField()
    next_due_on = serializers.DateField(allow_null=True)
    at = serializers.DateTimeField()
    person = serializers.CharField()
    unit = serializers.CharField()
    reviewed_at = serializers.DateTimeField(allow_null=True)
    reviewed_by = serializers.CharField()
    review_note = serializers.CharField()


class PetitionFull(PetitionRow):
    computed = (*PetitionRow.computed, "outcome", "items", "replies", "actions")
    hidden = (*PetitionRow.hidden, *OUTCOME)

    derived_verdict = serializers.CharField()
    verdict_reason = serializers.CharField()
    closure_target = serializers.CharField()
    finding = serializers.CharField()
    handling = serializers.CharField()
    accountability = serializers.CharField()
    next_plan = serializers.CharField()
    returned_reason = serializers.CharField()
    outcome = serializers.DictField()
    items = ItemOut(many=True)
    replies = ReplyOut(many=True)
    actions = Action(many=True)


class BatchRow(Row):
    id = serializers.IntegerField()
    round = serializers.IntegerField(source="round_id")
    round_code = serializers.CharField(source="round.code")
    division = serializers.CharField(source="division_id")
    number = serializers.IntegerField()
    handed_on = serializers.DateField()
    window_from = serializers.DateTimeField(allow_null=True)
    window_to = serializers.DateTimeField(allow_null=True)
    stated_count = serializers.IntegerField(allow_null=True)
    version = serializers.IntegerField()
