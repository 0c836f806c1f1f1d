"""`/api/v1/objections/` and `/api/v1/look-backs/`: what the public and later visits found."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers

from issues.api import bodies
from issues.api.dossier_rows import LookBackRow, ObjectionRow
from issues.models import Issue, LookBack, Objection
from issues.models.lookback import RESULTS
from issues.querysets import seen_issues
from issues.services import objections as services
from rectify.accounts.api.acts import ActorResource, Call, act
from rectify.core.api import filters
from rectify.core.api.paging import keys
from rectify.core.api.serializers import Body


class ObjectionAnswerIn(Body):
    founded = serializers.BooleanField()
    reply = bodies.words()


class ObjectionFilters(filters.Filters):
    notice = filters.Number("notice_id")
    issue = filters.Number("issue_id")
    state = filters.Choices("state", choices=Objection.STATES)


class LookBackFilters(filters.Filters):
    issue = filters.Number("issue_id")
    result = filters.Choices("result", choices=RESULTS)
    looked_on__gte = filters.Day("looked_on", "gte")
    looked_on__lte = filters.Day("looked_on", "lte")


def _answer(call: Call) -> None:
    services.answer(call.who, call.id, expected=call.expected, **call.data)


@extend_schema_view(list=extend_schema(summary="异议"), retrieve=extend_schema(summary="一件异议"))
class Objections(ActorResource):
    noun = "issues.objection"
    row = full = ObjectionRow
    filters = ObjectionFilters
    ordering = "-id"

    answer = act("answer", _answer, says="核查答复异议", body=ObjectionAnswerIn)

    def seen(self) -> QuerySet[Any]:
        return Objection.objects.visible_to(self.who.scope)


@extend_schema_view(
    list=extend_schema(summary="回头看"), retrieve=extend_schema(summary="一次回头看")
)
class LookBacks(ActorResource):
    """Written by the move `look_back` of an issue."""

    row = full = LookBackRow
    filters = LookBackFilters
    orderings = {"id": keys("pk"), "looked_on": keys("looked_on", "pk")}
    ordering = "-id"

    def seen(self) -> QuerySet[Any]:
        return LookBack._base_manager.filter(issue__in=seen_issues(Issue, self.who.scope))
