"""What moves of issues and steps may bring; nothing else is accepted."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from issues.models import Evidence
from issues.models.lookback import RESULTS
from rectify.core.api.serializers import Body
from rectify.signoff.acts import CHOICES, QUESTIONS


def words(*, required: bool = True, longest: int = 2000, blank: bool = False) -> Any:
    """A text; what the service asks for it refuses itself, in its own sentence."""
    return serializers.CharField(required=required, max_length=longest, allow_blank=blank)


def optional(longest: int = 2000) -> Any:
    return words(required=False, longest=longest, blank=True)


def number_of_row(*, required: bool = True) -> Any:
    return serializers.IntegerField(required=required, min_value=1, max_value=2**63 - 1)


class QuantityIn(Body):
    name = words(longest=60)
    amount = words(longest=30)
    unit = optional(20)


class ReportIn(Body):
    done_text = words(longest=20_000)
    pct = serializers.IntegerField(min_value=0, max_value=100)
    quantities = QuantityIn(many=True, required=False)
    problem_text = optional(20_000)
    next_step = optional(20_000)


class MeasureIn(Body):
    measure = number_of_row()
    note = words()


class ReasonIn(Body):
    reason = words()


class LookBackIn(Body):
    result = serializers.ChoiceField(choices=list(RESULTS.items()))
    finding = words()
    looked_on = serializers.DateField()


class EvidenceIn(Body):
    kind = serializers.ChoiceField(choices=list(Evidence.KINDS.items()))
    file = serializers.FileField(max_length=255)
    viewpoint = serializers.IntegerField(required=False, min_value=1, max_value=30_000)
    measure = number_of_row(required=False)
    caption = optional(120)


class NewEvidence(EvidenceIn):
    issue = number_of_row()


class AnswerIn(Body):
    value = serializers.ChoiceField(choices=CHOICES)
    reason = optional()


class ApproveIn(Body):
    """`answers` by the names of code list `acceptance-question`; only acceptance asks them."""

    opinion = optional()
    answers = serializers.DictField(child=AnswerIn(), required=False)

    def validate_answers(self, given: dict[str, Any]) -> dict[str, dict[str, str]]:
        odd = [name for name in given if name not in QUESTIONS]
        if odd:
            raise serializers.ValidationError({odd[0][:80]: [_("没有这个核对项。")]})
        return {name: {"reason": "", **answer} for name, answer in given.items()}


class ReturnIn(ReasonIn):
    back_to = serializers.IntegerField(required=False, min_value=1, max_value=50)


class PublishIn(Body):
    phone = words(longest=60)
    email = serializers.EmailField(required=False, allow_blank=True, max_length=120)


class NewNotice(PublishIn):
    issues = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=2**63 - 1),
        min_length=1,
        max_length=200,
    )


class FileIn(Body):
    """Without `number` the next of the own series is taken."""

    number = words(required=False, longest=60)


class PlanApproveIn(Body):
    approved_by = words(longest=120)
    approved_on = serializers.DateField()
    basis = optional(200)


class PlanIssueIn(Body):
    doc_no = words(longest=60)


class NewRound(Body):
    code = serializers.SlugField(max_length=40)
    name = words(longest=120)
    kind = serializers.SlugField(max_length=50)
    stationed_from = serializers.DateField(required=False, allow_null=True)
    stationed_to = serializers.DateField(required=False, allow_null=True)
    feedback_on = serializers.DateField(required=False, allow_null=True)
