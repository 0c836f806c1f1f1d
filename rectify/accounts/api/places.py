"""Divisions are public reference; units are seen in the own territory and above it."""

from typing import Any

from django.db.models import Q, QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view

from rectify.accounts.api.acts import ActorResource
from rectify.accounts.scope import Actor, code_range
from rectify.core.api.paging import keys
from rectify.regions.api.places import DivisionFilters, DivisionRow, UnitFilters, UnitRow
from rectify.regions.models import Division, Unit

LENGTHS = (2, 4, 6, 9, 12)
"""Digits of a province, city, county, township and village."""


def seen_divisions() -> QuerySet[Division]:
    """All: a list of places is no secret to anybody who may sign in."""
    return Division._default_manager.all()


def seen_units(who: Actor) -> QuerySet[Unit]:
    """Units inside the ranges of the scope (without any: the own division), and of the divisions
    above the own one, which instruct and accept. Neighbours' units are not listed."""
    reached = Q(division_id__in=[who.division[:n] for n in LENGTHS if n <= len(who.division)])
    own = (code_range(who.division),) if who.division else ()
    for low, high in who.scope.ranges or own:
        reached |= Q(division_id__gte=low, division_id__lt=high)
    return Unit._default_manager.filter(reached)


@extend_schema_view(
    list=extend_schema(summary="行政区划"), retrieve=extend_schema(summary="一个区划")
)
class Divisions(ActorResource):
    row = full = DivisionRow
    filters = DivisionFilters
    orderings = {"code": keys("pk")}
    ordering = "code"
    lookup_value_regex = r"[0-9]{2,12}"

    def seen(self) -> QuerySet[Any]:
        return seen_divisions()


@extend_schema_view(list=extend_schema(summary="单位"), retrieve=extend_schema(summary="一个单位"))
class Units(ActorResource):
    row = full = UnitRow
    filters = UnitFilters
    orderings = {"division": keys("division_id", "rank", "pk"), "id": keys("pk")}
    ordering = "division"

    def seen(self) -> QuerySet[Any]:
        return seen_units(self.who)
