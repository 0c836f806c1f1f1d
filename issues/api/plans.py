"""`/api/v1/round-kinds/`, `/rounds/`, `/plans/`: what is inspected, and what answers it."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from issues.api import bodies
from issues.api.present import plan_actions
from issues.api.rows import Action
from issues.models import Plan, Round, RoundKind
from issues.services import plans as services
from issues.services.rounds import Visit, open_round
from rectify.accounts.api.acts import ActorResource, Call, act
from rectify.accounts.api.writing import answered, brought
from rectify.core.api import filters
from rectify.core.api.paging import keys
from rectify.core.api.serializers import Row


class RoundKindRow(Row):
    """督察类型: the rules that come with it."""

    code = serializers.CharField()
    name = serializers.CharField()
    inspection_word = serializers.CharField()
    issue_word = serializers.CharField()
    chain = serializers.CharField(source="chain.code")
    chain_name = serializers.CharField(source="chain.name")
    notice_days = serializers.IntegerField()
    notice_unit = serializers.CharField()
    notice_counts_first = serializers.BooleanField()
    cadence = serializers.CharField()
    needs_to_issue = serializers.ListField(child=serializers.CharField())
    requires_signoff = serializers.BooleanField()
    clock_stops = serializers.CharField()
    lead_days = serializers.IntegerField()


class RoundRow(Row):
    id = serializers.IntegerField()
    code = serializers.CharField()
    name = serializers.CharField()
    kind = serializers.CharField(source="kind_id")
    division = serializers.CharField(source="division_id")
    division_name = serializers.CharField(source="division.name")
    chain = serializers.CharField(source="chain.code")
    stationed_from = serializers.DateField(allow_null=True)
    stationed_to = serializers.DateField(allow_null=True)
    feedback_on = serializers.DateField(allow_null=True)
    lead_days = serializers.IntegerField()
    version = serializers.IntegerField()


class PlanRow(Row):
    id = serializers.IntegerField()
    round = serializers.IntegerField(source="round_id")
    round_code = serializers.CharField(source="round.code")
    division = serializers.CharField(source="division_id")
    division_name = serializers.CharField(source="division.name")
    title = serializers.CharField()
    doc_no = serializers.CharField()
    state = serializers.ChoiceField(choices=Plan.STATES)
    approved_by = serializers.CharField()
    approved_on = serializers.DateField(allow_null=True)
    issued_on = serializers.DateField(allow_null=True)
    version = serializers.IntegerField()


class PlanFull(PlanRow):
    """`findings`: what a draft still lacks before it can be approved, for its own office."""

    computed = ("findings", "actions")

    findings = serializers.ListField(child=serializers.CharField())
    actions = Action(many=True)


class RoundFilters(filters.Filters):
    code = filters.Text("code")
    kind = filters.Text("kind_id")
    division = filters.Subtree("division_id")
    q = filters.Words("name", "code")


class PlanFilters(filters.Filters):
    round = filters.IdOrCode("round")
    division = filters.Subtree("division_id")
    state = filters.Choices("state", choices=dict(Plan.STATES))
    doc_no = filters.Text("doc_no")
    issued_on__gte = filters.Day("issued_on", "gte")
    issued_on__lte = filters.Day("issued_on", "lte")
    q = filters.Words("title", "doc_no")


@extend_schema_view(
    list=extend_schema(summary="督察类型"), retrieve=extend_schema(summary="一种督察类型")
)
class RoundKinds(ActorResource):
    row = full = RoundKindRow
    orderings = {"code": keys("pk")}
    ordering = "code"
    lookup_value_regex = r"[-a-zA-Z0-9_]{1,50}"

    def seen(self) -> QuerySet[Any]:
        return RoundKind._default_manager.all()


@extend_schema_view(list=extend_schema(summary="轮次"), retrieve=extend_schema(summary="一个轮次"))
class Rounds(ActorResource):
    noun = "issues.round"
    row = full = RoundRow
    filters = RoundFilters
    orderings = {"id": keys("pk"), "code": keys("code", "pk")}

    def seen(self) -> QuerySet[Any]:
        return Round.objects.visible_to(self.who.scope)

    @extend_schema(summary="建立轮次", request=bodies.NewRound)
    def create(self, request: Request) -> Response:
        data = brought(request, bodies.NewRound)

        def run() -> Response:
            round = open_round(
                self.who,
                code=data["code"],
                name=data["name"],
                kind_code=data["kind"],
                visit=Visit.within(data),
            )
            return self.shown(round.pk, status=201)

        return answered(request, run)


def _approve(call: Call) -> None:
    services.approve(call.who, call.id, expected=call.expected, **call.data)


def _issue(call: Call) -> None:
    services.issue_plan(call.who, call.id, doc_no=call.data["doc_no"], expected=call.expected)


@extend_schema_view(
    list=extend_schema(summary="整改方案"), retrieve=extend_schema(summary="一个方案")
)
class Plans(ActorResource):
    noun = "issues.plan"
    row, full, filters = PlanRow, PlanFull, PlanFilters
    orderings = {"id": keys("pk"), "issued_on": keys("issued_on?", "pk")}

    approve = act("approve", _approve, says="登记批准", body=bodies.PlanApproveIn)
    issue = act("issue", _issue, says="印发整改方案", body=bodies.PlanIssueIn, signs=True)

    def seen(self) -> QuerySet[Any]:
        return Plan.objects.visible_to(self.who.scope)

    def detailed(self, found: dict[str, Any]) -> dict[str, Any]:
        plan = self.seen().select_related("round__kind", "division").get(pk=found["id"])
        own = self.who.role == "office" and self.who.division == plan.division_id
        lacking = services.findings(plan) if own and plan.state == "draft" else []
        return {**found, "findings": lacking, "actions": plan_actions(plan, own, lacking)}
