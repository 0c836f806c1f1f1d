"""Columns of amendments, and what drafting and deciding one may bring."""

from typing import Any, ClassVar

from django.utils.translation import gettext as _
from rest_framework import serializers

from issues.api import bodies
from issues.api.rows import Action
from issues.models.amendment import FACETS
from issues.workflow import AMENDMENT_STATES, ROLE_NAMES
from rectify.core.api.serializers import Body, Row


def in_order(changes: dict[str, Any]) -> list[str]:
    """The facets that change, as plans name them."""
    return [facet for facet in FACETS if facet in changes]


class AmendmentRow(Row):
    """`facets` are those that change; their values stand in the detail."""

    computed: ClassVar[tuple[str, ...]] = ("facets",)
    hidden: ClassVar[tuple[str, ...]] = ("changes",)

    id = serializers.IntegerField()
    issue = serializers.IntegerField(source="issue_id")
    plan = serializers.IntegerField(source="issue.plan_id")
    serial = serializers.CharField(source="issue.serial")
    state = serializers.ChoiceField(choices=list(AMENDMENT_STATES.items()))
    facets = serializers.ListField(child=serializers.ChoiceField(choices=list(FACETS.items())))
    reason = serializers.CharField()
    basis_no = serializers.CharField()
    basis_on = serializers.DateField(allow_null=True)
    applicant = serializers.CharField()
    import_id = serializers.IntegerField(source="source_id", allow_null=True)
    at = serializers.DateTimeField()
    person = serializers.CharField()
    unit_name = serializers.CharField(source="unit")
    submitted_at = serializers.DateTimeField(allow_null=True)
    decided_at = serializers.DateTimeField(allow_null=True)
    decided_by = serializers.CharField()
    decided_unit = serializers.CharField()
    note = serializers.CharField()
    version = serializers.IntegerField()


class FacetChange(serializers.Serializer[object]):
    before: Any = serializers.JSONField()
    after: Any = serializers.JSONField()


class AmendmentFull(AmendmentRow):
    """`changes`: by facet. `content` and `goal` are texts; `deadline` {text, kind, due_on, stages,
    long_term}; `measures` a list of {heading, text, units_as_written, deadline_text, due_on};
    `responsibilities` {units: {role: [names]}, leader, person}."""

    computed = (*AmendmentRow.computed, "actions")
    hidden = ()

    changes = serializers.DictField(child=FacetChange())
    actions = Action(many=True)


class AmendIn(Body):
    """Facets to be changed: what is left out stays. `due_on` states the day where the words alone
    do not give it surely, `dateless` that there is none; `units` replaces all roles."""

    text = bodies.optional(20_000)
    goal = bodies.optional(20_000)
    deadline_text = bodies.optional(300)
    due_on = serializers.DateField(required=False)
    dateless = serializers.BooleanField(required=False)
    measures = serializers.ListField(
        child=bodies.words(longest=20_000), required=False, max_length=200
    )
    units = serializers.DictField(
        child=serializers.ListField(child=bodies.words(longest=120), max_length=200),
        required=False,
    )
    responsible_leader = bodies.optional(120)
    responsible_person = bodies.optional(120)
    reason = bodies.optional(4000)
    basis_no = bodies.optional(60)
    basis_on = serializers.DateField(required=False)
    applicant = bodies.optional(120)

    def validate_units(self, given: dict[str, list[str]]) -> dict[str, list[str]]:
        odd = [role for role in given if role not in ROLE_NAMES]
        if odd:
            raise serializers.ValidationError({odd[0][:80]: [_("没有这种责任。")]})
        return given


class NewAmendment(AmendIn):
    issue = bodies.number_of_row()


class AmendmentApproveIn(Body):
    """The document may be named here, where the draft does not."""

    basis_no = bodies.optional(60)
    basis_on = serializers.DateField(required=False)
    note = bodies.optional()
