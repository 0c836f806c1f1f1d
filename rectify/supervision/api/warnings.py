"""`/api/v1/warnings/`: what the ledger sent about issues in sight."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers

from rectify.accounts.api.acts import ActorResource
from rectify.core.api import filters
from rectify.core.api.paging import keys
from rectify.core.api.serializers import Row
from rectify.supervision.models import DeadlineWarning


class WarningRow(Row):
    """`rung`: days before the deadline, -1 overdue; `recipient_post` is the post it went to."""

    id = serializers.IntegerField()
    noun = serializers.ChoiceField(choices=list(DeadlineWarning.NOUNS.items()))
    object_id = serializers.IntegerField()
    issue = serializers.IntegerField(source="issue_id")
    due_on = serializers.DateField()
    cycle = serializers.IntegerField()
    rung = serializers.IntegerField()
    recipient_post = serializers.IntegerField(source="post_id")
    channel = serializers.CharField()
    state = serializers.ChoiceField(choices=list(DeadlineWarning.STATES.items()))
    at = serializers.DateTimeField()
    swept_on = serializers.DateField()


class WarningFilters(filters.Filters):
    noun = filters.Choices("noun", choices=DeadlineWarning.NOUNS)
    issue = filters.Number("issue_id")
    state = filters.Choices("state", choices=DeadlineWarning.STATES)
    swept_on__gte = filters.Day("swept_on", "gte")
    swept_on__lte = filters.Day("swept_on", "lte")
    due_on__gte = filters.Day("due_on", "gte")
    due_on__lte = filters.Day("due_on", "lte")


@extend_schema_view(list=extend_schema(summary="预警"), retrieve=extend_schema(summary="一条预警"))
class Warnings(ActorResource):
    row = full = WarningRow
    filters = WarningFilters
    orderings = {"id": keys("pk"), "due_on": keys("due_on", "pk")}
    ordering = "-id"

    def seen(self) -> QuerySet[Any]:
        return DeadlineWarning.objects.visible_to(self.who.scope)
