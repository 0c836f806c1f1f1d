"""Columns of sign-offs, notices, objections, look-backs and evidence."""

from typing import ClassVar

from rest_framework import serializers

from issues.api.rows import Action
from issues.models import Evidence, Objection, PublicNotice, SignOff
from issues.models.lookback import RESULTS
from rectify.core.api.serializers import Row
from rectify.signoff.models import STEP_KINDS

NOUNS = ("issue", "petition")


class StepPassed(serializers.Serializer[object]):
    """One run of a step; a return opens a fresh one."""

    position = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=list(STEP_KINDS.items()))
    name = serializers.CharField()
    opened_at = serializers.DateTimeField()
    due_on = serializers.DateField(allow_null=True)
    left_at = serializers.DateTimeField(allow_null=True)
    outcome = serializers.CharField()
    note = serializers.CharField()


class Signed(serializers.Serializer[object]):
    """An act as it was signed; `content_hash` seals what was shown; a voided one stays."""

    kind = serializers.CharField()
    action = serializers.CharField()
    at = serializers.DateTimeField()
    person = serializers.CharField()
    unit = serializers.CharField()
    opinion = serializers.CharField()
    content_hash = serializers.CharField()
    voided_at = serializers.DateTimeField(allow_null=True)
    void_reason = serializers.CharField()


class SignOffRow(Row):
    """`step` and `step_name` are empty once the cycle has ended."""

    computed: ClassVar[tuple[str, ...]] = ("noun", "step", "step_name", "step_due_on")

    id = serializers.IntegerField()
    noun = serializers.ChoiceField(choices=NOUNS)
    issue = serializers.IntegerField(source="issue_id")
    cycle = serializers.IntegerField()
    state = serializers.ChoiceField(choices=SignOff.STATES)
    position = serializers.IntegerField()
    step = serializers.CharField(allow_null=True)
    step_name = serializers.CharField(allow_null=True)
    step_due_on = serializers.DateField(allow_null=True)
    opened_at = serializers.DateTimeField()
    applied_at = serializers.DateTimeField(allow_null=True)
    accepted_on = serializers.DateField(allow_null=True)
    decided_on = serializers.DateField(allow_null=True)
    filing_no = serializers.CharField()
    filed_on = serializers.DateField(allow_null=True)
    closed_at = serializers.DateTimeField(allow_null=True)
    version = serializers.IntegerField()


class SignOffFull(SignOffRow):
    computed = (*SignOffRow.computed, "steps", "signatures", "actions")

    steps = StepPassed(many=True)
    signatures = Signed(many=True)
    actions = Action(many=True)


class NoticeRow(Row):
    computed = ("noun", "issues")

    id = serializers.IntegerField()
    noun = serializers.ChoiceField(choices=NOUNS)
    title = serializers.CharField()
    publisher = serializers.CharField()
    index_no = serializers.CharField()
    division = serializers.CharField(source="division_code")
    opens_on = serializers.DateField()
    closes_on = serializers.DateField()
    rule_text = serializers.CharField()
    phone = serializers.CharField()
    email = serializers.CharField()
    state = serializers.ChoiceField(choices=PublicNotice.STATES)
    at = serializers.DateTimeField()
    closed_at = serializers.DateTimeField(allow_null=True)
    issues = serializers.ListField(child=serializers.IntegerField())
    version = serializers.IntegerField()


class ObjectionRow(Row):
    id = serializers.IntegerField()
    notice = serializers.IntegerField(source="notice_id")
    issue = serializers.IntegerField(source="issue_id")
    text = serializers.CharField()
    state = serializers.ChoiceField(choices=list(Objection.STATES.items()))
    submitted_at = serializers.DateTimeField()
    reply = serializers.CharField()
    answered_at = serializers.DateTimeField(allow_null=True)
    version = serializers.IntegerField()


class LookBackRow(Row):
    id = serializers.IntegerField()
    issue = serializers.IntegerField(source="issue_id")
    cycle = serializers.IntegerField()
    looked_on = serializers.DateField()
    result = serializers.ChoiceField(choices=list(RESULTS.items()))
    finding = serializers.CharField()
    at = serializers.DateTimeField()
    person = serializers.CharField()
    unit_name = serializers.CharField(source="unit")


class EvidenceRow(Row):
    """`file` fetches the sealed original, `display` and `thumb` the copies of a photo."""

    computed = ("files",)

    id = serializers.IntegerField()
    issue = serializers.IntegerField(source="issue_id")
    measure = serializers.IntegerField(source="measure_id", allow_null=True)
    kind = serializers.ChoiceField(choices=list(Evidence.KINDS.items()))
    viewpoint = serializers.IntegerField(allow_null=True)
    caption = serializers.CharField()
    name = serializers.CharField(source="file.original_name")
    size = serializers.IntegerField(source="file.size")
    sha256 = serializers.CharField(source="file.sha256")
    taken_at = serializers.DateTimeField(source="file.taken_at", allow_null=True)
    at = serializers.DateTimeField()
    person = serializers.CharField()
    unit_name = serializers.CharField(source="unit")
    files = serializers.DictField(child=serializers.CharField())
