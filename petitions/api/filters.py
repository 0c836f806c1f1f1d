"""Filters of petitions and batches."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from petitions.listing.query import lamp_q
from petitions.models import Assignment, Petition
from petitions.workflow import CHANNEL_NAMES, CLOSURE_NAMES, STATE_NAMES, TYPES, VERDICT_NAMES
from rectify.accounts.scope import code_range
from rectify.core import clock
from rectify.core.api import filters

LAMPS = ("green", "orange", "red", "grey")


class Place(filters.Subtree):
    """Kept there, handed to there, or with a unit of there working on it."""

    def filter(self, rows: QuerySet[Any], value: Any) -> QuerySet[Any]:
        if not value:
            return rows
        low, high = code_range(value)
        every = Petition._base_manager
        kept = every.filter(owner_id__gte=low, owner_id__lt=high).values("pk")
        handed = every.filter(division_id__gte=low, division_id__lt=high).values("pk")
        shared = Assignment.objects.active().filter(division_code__gte=low, division_code__lt=high)
        return rows.filter(pk__in=kept.union(handed, shared.values("petition_id")))


class LeadUnit(filters.Number):
    def filter(self, rows: QuerySet[Any], value: Any) -> QuerySet[Any]:
        if value is None:
            return rows
        led = Assignment.objects.active().filter(unit_id=value, role="lead")
        return rows.filter(pk__in=led.values("petition_id"))


class Lit(filters.Choices):
    def filter(self, rows: QuerySet[Any], value: Any) -> QuerySet[Any]:
        if not value:
            return rows
        red, orange = (lamp_q(kind, clock.today()) for kind in ("red", "orange"))
        closed = Q(state="closed")
        lamps = {"grey": closed, "red": ~closed & red, "orange": ~closed & orange}
        late = Q(open_due_on=None) | ~red & ~orange
        wanted = Q(pk__in=[])
        for kind in value:
            wanted |= lamps.get(kind, ~closed & late)
        return rows.filter(wanted)


class OfType(filters.Choices):
    def filter(self, rows: QuerySet[Any], value: Any) -> QuerySet[Any]:
        return rows.filter(pollution_types__overlap=value) if value else rows


class Repeated(filters.Flag):
    def filter(self, rows: QuerySet[Any], value: Any) -> QuerySet[Any]:
        if not value:
            return rows
        repeats = ~Q(duplicate_number="")
        return rows.filter(repeats if value[0] == "true" else ~repeats)


class Search(filters.Words):
    """Words of text and area, or the beginning of a number."""

    def filter(self, rows: QuerySet[Any], value: Any) -> QuerySet[Any]:
        for word in (value or "").split()[:8]:
            number = Q(key__startswith=word.strip("*＊").upper())
            rows = rows.filter(number | Q(text__icontains=word) | Q(area__icontains=word))
        return rows


class PetitionFilters(filters.Filters):
    id = filters.Ids("pk")
    round = filters.IdOrCode("round")
    batch = filters.Number("batch_id")
    batch_number = filters.Number("batch__number")
    division = Place(label=_("区划及其以下：交办单位、承办地区或承办单位所在地"))
    unit = LeadUnit(label=_("牵头承办单位 id"))
    number = filters.Text("number")
    state = filters.Choices("state", choices=STATE_NAMES)
    verdict = filters.Choices("verdict", choices=VERDICT_NAMES)
    closure = filters.Choices("closure", choices=CLOSURE_NAMES)
    channel = filters.Choices("channel", choices=CHANNEL_NAMES)
    pollution_type = OfType(choices=TYPES)
    is_key = filters.Flag("is_key")
    duplicate = Repeated(label=_("重复件"))
    lamp = Lit(choices=LAMPS, label=_("今天的灯"))
    published = filters.Flag("published_at", lookup_expr="isnull", exclude=True, label=_("已公开"))
    open_due_on__gte = filters.Day("open_due_on", "gte")
    open_due_on__lte = filters.Day("open_due_on", "lte")
    due_on__gte = filters.Day("due_on", "gte")
    due_on__lte = filters.Day("due_on", "lte")
    closed_on__gte = filters.Day("closed_on", "gte")
    closed_on__lte = filters.Day("closed_on", "lte")
    handed_on__gte = filters.Day("batch__handed_on", "gte")
    handed_on__lte = filters.Day("batch__handed_on", "lte")
    q = Search("text", "area")


class BatchFilters(filters.Filters):
    round = filters.IdOrCode("round")
    division = filters.Subtree("division_id")
    number = filters.Number("number")
    handed_on__gte = filters.Day("handed_on", "gte")
    handed_on__lte = filters.Day("handed_on", "lte")
