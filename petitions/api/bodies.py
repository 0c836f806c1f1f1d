"""What moves of petitions may bring; nothing else is accepted."""

from typing import Any

from rest_framework import serializers

from issues.api.bodies import number_of_row, optional, words
from petitions.models import OUTCOME
from petitions.services.answers import TYPED
from petitions.workflow import CLOSURE_NAMES, TYPES, VERDICT_NAMES
from rectify.core.api.serializers import Body


def units() -> serializers.ListField:
    return serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=2**63 - 1),
        required=False,
        max_length=50,
    )


class HandDownIn(Body):
    """`division` is a code; `lead` and `cooperating` are unit ids."""

    division = words(longest=12)
    lead = number_of_row(required=False)
    cooperating = units()


class AssignIn(Body):
    lead = number_of_row()
    cooperating = units()


class SplitIn(Body):
    items = serializers.ListField(child=words(longest=20_000), max_length=50)


class DuplicateIn(Body):
    """`of`: the number of the other petition; empty takes the mark away."""

    of = words(longest=60, blank=True)


class ItemIn(Body):
    number = serializers.IntegerField(min_value=1, max_value=1000)
    verdict = serializers.ChoiceField(choices=list(VERDICT_NAMES.items()))
    finding = words(longest=20_000)


class OutcomeIn(Body):
    """Whole numbers in their units; `fine_yuan` in yuan, at most two decimals."""

    def get_fields(self) -> dict[str, Any]:
        return {name: _amount(name) for name in TYPED}


def _amount(name: str) -> Any:
    told: dict[str, Any] = {"required": False, "min_value": 0, "help_text": OUTCOME[name][1]}
    if name == "fine_yuan":
        return serializers.DecimalField(max_digits=14, decimal_places=2, **told)
    return serializers.IntegerField(max_value=100_000, **told)


class ReplyIn(Body):
    """An answer to every item; `verdict` is derived unless given with `verdict_reason`."""

    items = ItemIn(many=True)
    closure = serializers.ChoiceField(choices=list(CLOSURE_NAMES.items()))
    handling = words(longest=20_000)
    finding = optional(20_000)
    closure_target = optional(2000)
    accountability = optional(20_000)
    outcome = OutcomeIn(required=False)
    next_plan = optional(20_000)
    next_due_on = serializers.DateField(required=False, allow_null=True)
    verdict = serializers.ChoiceField(choices=list(VERDICT_NAMES.items()), required=False)
    verdict_reason = optional(300)


class NoteIn(Body):
    note = optional()


class NewBatch(Body):
    round = number_of_row()
    number = serializers.IntegerField(min_value=1, max_value=10_000)
    handed_on = serializers.DateField()
    stated_count = serializers.IntegerField(required=False, min_value=0, max_value=1_000_000)
    window_from = serializers.DateTimeField(required=False)
    window_to = serializers.DateTimeField(required=False)


class NewPetition(Body):
    batch = number_of_row()
    number = words(longest=60, blank=True)
    text = words(longest=20_000)
    area = optional(120)
    pollution_types = serializers.ListField(
        child=serializers.ChoiceField(choices=TYPES), required=False, max_length=20
    )
    channel = optional(6)
    is_key = serializers.BooleanField(required=False)
    items = serializers.ListField(child=words(longest=20_000), required=False, max_length=50)
