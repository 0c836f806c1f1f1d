"""Columns and filters of divisions and units."""

from typing import Any

from django.db.models import Q, QuerySet
from rest_framework import serializers

from rectify.core.api import filters
from rectify.core.api.serializers import Row
from rectify.core.clock import today
from rectify.regions.models import LEVELS, Unit


class DivisionRow(Row):
    code = serializers.CharField()
    name = serializers.CharField()
    level = serializers.CharField()
    parent: Any = serializers.CharField(source="parent_id", allow_null=True)
    is_local = serializers.BooleanField()


class DivisionFilters(filters.Filters):
    level = filters.Choices("level", choices=LEVELS)
    parent = filters.Text("parent_id", label="上级区划代码")
    division = filters.Subtree("code", label="区划及其以下")
    q = filters.Words("name", "pinyin")


class UnitRow(Row):
    id = serializers.IntegerField()
    name = serializers.CharField()
    short_name = serializers.CharField()
    kind = serializers.CharField()
    division = serializers.CharField(source="division_id")
    division_name = serializers.CharField(source="division__name")
    rank = serializers.IntegerField()
    valid_from = serializers.DateField(allow_null=True)
    valid_to = serializers.DateField(allow_null=True)
    succeeded_by = serializers.IntegerField(source="succeeded_by_id", allow_null=True)


class Current(filters.Flag):
    """Whether the unit exists today."""

    def filter(self, rows: QuerySet[Any], value: Any) -> QuerySet[Any]:
        if not value:
            return rows
        holds = Q(valid_to=None) | Q(valid_to__gte=today())
        return rows.filter(holds if value[0] == "true" else ~holds)


class UnitFilters(filters.Filters):
    division = filters.Subtree("division_id", label="区划及其以下")
    kind = filters.Choices("kind", choices=Unit.KINDS)
    current = Current(label="现存单位")
    q = filters.Words("name", "short_name")
