"""Columns of issues and of what hangs on them."""

from typing import Any, ClassVar

from rest_framework import serializers

from issues.models.issue import DEADLINE_KINDS
from rectify.core.api.serializers import Row


class UnitInRole(serializers.Serializer[object]):
    id = serializers.IntegerField()
    name = serializers.CharField()
    role = serializers.CharField()


class IssueRow(Row):
    """`signoff`, `step`, `step_name`, `step_due_on` are those of the running cycle; `pace`, `lamp`
    and `days_left` (negative: overdue) are today's."""

    computed: ClassVar[tuple[str, ...]] = (
        "signoff", "signoff_version", "step", "step_name", "step_due_on",
        "pace", "lamp", "days_left", "units",
    )  # fmt: skip
    hidden: ClassVar[tuple[str, ...]] = (
        "pace_override",
        "round__lead_days",
        "round__kind__clock_stops",
    )

    id = serializers.IntegerField()
    serial = serializers.CharField()
    title = serializers.CharField()
    category = serializers.CharField()
    round = serializers.IntegerField(source="round_id")
    round_code = serializers.CharField(source="round.code")
    plan = serializers.IntegerField(source="plan_id")
    parent: Any = serializers.IntegerField(source="parent_id", allow_null=True)
    division = serializers.CharField(source="division_id")
    division_name = serializers.CharField(source="division.name")
    state = serializers.CharField()
    cycle = serializers.IntegerField()
    signoff = serializers.IntegerField(allow_null=True)
    signoff_version = serializers.IntegerField(allow_null=True)
    step = serializers.CharField(allow_null=True)
    step_name = serializers.CharField(allow_null=True)
    step_due_on = serializers.DateField(allow_null=True)
    pace = serializers.CharField()
    lamp = serializers.CharField()
    days_left = serializers.IntegerField(allow_null=True)
    due_on = serializers.DateField(allow_null=True)
    deadline_text = serializers.CharField()
    long_term = serializers.BooleanField()
    progress_pct = serializers.IntegerField()
    completed_on = serializers.DateField(allow_null=True)
    accepted_on = serializers.DateField(allow_null=True)
    signed_off_on = serializers.DateField(allow_null=True)
    disclosed_at = serializers.DateTimeField(allow_null=True)
    units = UnitInRole(many=True)
    version = serializers.IntegerField()


class Stage(serializers.Serializer[object]):
    due_on = serializers.DateField(allow_null=True)
    what = serializers.CharField()
    text = serializers.CharField()


class Action(serializers.Serializer[object]):
    """A move this person may make and where to POST it; `missing` says what stands against it."""

    name = serializers.CharField()
    label: Any = serializers.CharField()
    ready = serializers.BooleanField()
    missing = serializers.ListField(child=serializers.CharField())
    url = serializers.CharField()


class MeasureRow(Row):
    id = serializers.IntegerField()
    plan = serializers.IntegerField(source="plan_id")
    issue = serializers.IntegerField(source="issue_id", allow_null=True)
    number = serializers.IntegerField()
    heading = serializers.CharField()
    text = serializers.CharField()
    units_as_written = serializers.DictField(child=serializers.ListField())
    deadline_text = serializers.CharField()
    due_on = serializers.DateField(allow_null=True)
    done_on = serializers.DateField(allow_null=True)
    done_note = serializers.CharField()


class IssueFull(IssueRow):
    computed = (*IssueRow.computed, "measures", "actions")
    hidden = ("round__lead_days", "round__kind__clock_stops")

    text = serializers.CharField()
    goal = serializers.CharField()
    deadline_kind = serializers.ChoiceField(choices=DEADLINE_KINDS)
    deadline_confirmed = serializers.BooleanField()
    has_deadline = serializers.BooleanField()
    requires_signoff = serializers.BooleanField()
    stages = Stage(many=True)
    units_as_written = serializers.DictField(child=serializers.ListField())
    source_place = serializers.CharField()
    responsible_leader = serializers.CharField()
    responsible_person = serializers.CharField()
    pace_override = serializers.CharField()
    pace_reason = serializers.CharField()
    returned_reason = serializers.CharField()
    issued_at = serializers.DateTimeField(allow_null=True)
    facets_version = serializers.IntegerField()
    measures = MeasureRow(many=True)
    actions = Action(many=True)


class Quantity(serializers.Serializer[object]):
    name = serializers.CharField()
    amount = serializers.CharField()
    unit = serializers.CharField()


class ReportRow(Row):
    id = serializers.IntegerField()
    issue = serializers.IntegerField(source="issue_id")
    reported_on = serializers.DateField()
    pct = serializers.IntegerField()
    done_text = serializers.CharField()
    quantities = Quantity(many=True)
    problem_text = serializers.CharField()
    next_step = serializers.CharField()
    at = serializers.DateTimeField()
    person = serializers.CharField()
    unit = serializers.IntegerField(source="unit_id", allow_null=True)
    unit_name = serializers.CharField(source="unit")


class ResponsibilityRow(Row):
    id = serializers.IntegerField()
    issue = serializers.IntegerField(source="issue_id", allow_null=True)
    measure = serializers.IntegerField(source="measure_id", allow_null=True)
    unit = serializers.IntegerField(source="unit_id")
    unit_name = serializers.CharField(source="unit.name")
    division = serializers.CharField(source="division_code")
    role = serializers.CharField()
    label: Any = serializers.CharField()
    starts_on = serializers.DateField(allow_null=True)
    ends_on = serializers.DateField(allow_null=True)
    received_at = serializers.DateTimeField(allow_null=True)
    received_by = serializers.CharField()
