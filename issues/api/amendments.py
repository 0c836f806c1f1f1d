"""`/api/v1/amendments/`: what is to change of an issued plan, its values before and after."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from issues.api import amendments_rows as rows
from issues.api import bodies
from issues.api.present import action_row
from issues.models import Amendment
from issues.offers import amendment_offers
from issues.services import amendments as services
from issues.services.amendments import Why
from issues.services.amendments.values import Typed
from issues.workflow import AMENDMENT_STATES
from rectify.accounts.api.acts import ActorResource, Call, act
from rectify.accounts.api.writing import answered, brought
from rectify.core.api import filters
from rectify.core.api.paging import keys

WHY = ("reason", "basis_no", "basis_on", "applicant")
RENAMED = {"responsible_leader": "leader", "responsible_person": "person"}


class AmendmentFilters(filters.Filters):
    issue = filters.Number("issue_id")
    plan = filters.Number("issue__plan_id")
    state = filters.Choices("state", choices=AMENDMENT_STATES)
    source = filters.Number("source_id")
    decided_on__gte = filters.Day("decided_at__date", "gte")
    decided_on__lte = filters.Day("decided_at__date", "lte")


def wanted_of(data: dict[str, Any]) -> Typed:
    """The facets a body names; what it leaves out stays."""
    given = {RENAMED.get(name, name): v for name, v in data.items() if name not in WHY}
    return Typed(**given)


def why_of(data: dict[str, Any]) -> Why:
    return Why(**{name: data[name] for name in WHY if name in data})


def _revise(call: Call) -> None:
    wanted, why = wanted_of(call.data), why_of(call.data)
    services.revise(call.who, call.id, wanted=wanted, why=why, expected=call.expected)


def _submit(call: Call) -> None:
    services.submit(call.who, call.id, expected=call.expected)


def _approve(call: Call) -> None:
    services.approve(call.who, call.id, expected=call.expected, **call.data)


def _reject(call: Call) -> None:
    services.reject(call.who, call.id, expected=call.expected, **call.data)


def _withdraw(call: Call) -> None:
    services.withdraw(call.who, call.id, expected=call.expected, **call.data)


def draft_by(call: Call) -> None:
    """The move `amend` of an issue: the draft stands in `amendments/?issue=`."""
    wanted, why = wanted_of(call.data), why_of(call.data)
    services.draft(call.who, call.id, wanted=wanted, why=why, expected=call.expected)


@extend_schema_view(
    list=extend_schema(summary="方案调整"), retrieve=extend_schema(summary="一份方案调整")
)
class Amendments(ActorResource):
    noun = "issues.amendment"
    row, full, filters = rows.AmendmentRow, rows.AmendmentFull, AmendmentFilters
    orderings = {"id": keys("pk"), "decided_at": keys("decided_at?", "pk")}
    ordering = "-id"

    revise = act("revise", _revise, says="修改草稿（未写的部分不调整）", body=rows.AmendIn)
    submit = act("submit", _submit, says="提交审批")
    approve = act(
        "approve", _approve, says="批准方案调整", body=rows.AmendmentApproveIn, signs=True
    )
    reject = act("reject", _reject, says="不予批准", body=bodies.ReasonIn)
    withdraw = act("withdraw", _withdraw, says="撤回", body=bodies.ReasonIn)

    def seen(self) -> QuerySet[Any]:
        return Amendment.objects.visible_to(self.who.scope)

    def shaped(self, found: list[dict[str, Any]]) -> list[dict[str, Any]]:
        for row in found:
            row["facets"] = rows.in_order(row["changes"])
            del row["changes"]
        return found

    def detailed(self, found: dict[str, Any]) -> dict[str, Any]:
        changes = found["changes"]
        facets = rows.in_order(changes)
        row = self.seen().select_related("issue__plan").get(pk=found["id"])
        base = f"/api/v1/amendments/{row.pk}/actions"
        actions = [action_row(one, base) for one in amendment_offers(self.who, row)]
        ordered = {facet: changes[facet] for facet in facets}
        return {**found, "facets": facets, "changes": ordered, "actions": actions}

    @extend_schema(summary="起草方案调整", request=rows.NewAmendment)
    def create(self, request: Request) -> Response:
        data = brought(request, rows.NewAmendment)
        issue = data.pop("issue")

        def run() -> Response:
            row = services.draft(self.who, issue, wanted=wanted_of(data), why=why_of(data))
            return self.shown(row.pk, status=201)

        return answered(request, run)
