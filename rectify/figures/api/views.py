"""`/api/v1/figures/`: every figure; `figures/issues/` and `figures/petitions/`: the rows of one."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from issues.api.issues import Issues
from issues.models import Issue
from petitions.api.views import Petitions
from rectify.accounts.api.acts import ActorResource
from rectify.accounts.scope import Actor
from rectify.core.api import filters
from rectify.core.api.errors import invalid
from rectify.core.api.serializers import Row
from rectify.core.errors import Missing
from rectify.figures.definitions import FIGURES
from rectify.figures.figure import PARTS, Noun
from rectify.figures.filters import OWN_LEVEL, Filters
from rectify.figures.forms import FilterForm
from rectify.figures.values import Value, as_json, figures

LISTS: dict[Noun, str] = {
    "issue": "/api/v1/figures/issues/",
    "petition": "/api/v1/figures/petitions/",
}


class Told(filters.Choices):
    """Read by the form of the figures, not by a queryset."""

    def filter(self, rows: QuerySet[Any], value: Any) -> QuerySet[Any]:
        return rows


class ToldText(filters.Text):
    def filter(self, rows: QuerySet[Any], value: Any) -> QuerySet[Any]:
        return rows


class ToldDay(filters.Day):
    def filter(self, rows: QuerySet[Any], value: Any) -> QuerySet[Any]:
        return rows


ASKED: dict[str, filters.Filter] = {
    "code": Told(choices=FIGURES, label=_("指标代码")),
    "round": ToldText(label=_("轮次的 id 或代码")),
    "kind": ToldText(label=_("督察类型")),
    "division": ToldText(label=_("区划及其以下")),
    "below": Told(choices=(OWN_LEVEL,), label=_("只算本级")),
    "unit": ToldText(label=_("牵头或责任单位 id")),
    "from": ToldDay(label=_("列入日期 从")),
    "to": ToldDay(label=_("列入日期 到")),
    "as_of": ToldDay(label=_("截至")),
    "base": ToldDay(label=_("基期")),
}
FigureFilters: Any = type("FigureFilters", (filters.Filters,), dict(ASKED))
PART = Told(choices=PARTS, label=_("哪一部分"))
RowFilters: Any = type("RowFilters", (FigureFilters,), {"part": PART})


class FigureRows(serializers.Serializer[object]):
    numerator_url = serializers.CharField()
    denominator_url = serializers.CharField(allow_null=True)


class FigureRow(Row):
    """`value` is a decimal string, null where there is nothing to count; `rows` lead to lists
    whose `count=exact` equals the numerator and the denominator."""

    code = serializers.CharField()
    name = serializers.CharField()
    definition = serializers.CharField()
    numerator = serializers.JSONField()
    denominator = serializers.IntegerField(allow_null=True)
    value = serializers.CharField(allow_null=True)
    unit = serializers.CharField()
    as_of = serializers.DateField()
    rows = FigureRows()


def asked(request: Request, who: Actor) -> Filters:
    """The filters of the query string; a value naming nothing in sight is a 400, never ignored."""
    form = FilterForm(request.query_params, scope=who.scope)
    if not form.is_valid():
        raise invalid({name: list(found) for name, found in form.errors.items()})
    return form.filters()


@extend_schema_view(list=extend_schema(summary="统计指标"))
class Figures(ActorResource):
    row = full = FigureRow
    filters = FigureFilters
    orderings = {}

    def list(self, request: Request) -> Response:
        self.filters.apply(self.seen(), request.query_params)
        codes = request.query_params.get("code", "")
        values = figures(
            self.who.scope, asked(request, self.who), codes.split(",") if codes else ()
        )
        return Response({"results": [_shown(value) for value in values], "next_cursor": None})

    def seen(self) -> QuerySet[Any]:
        """Figures are counted anew over what the person sees; there is no table of them."""
        return Issue.objects.visible_to(self.who.scope).none()


def _shown(value: Value) -> dict[str, Any]:
    page, whole = LISTS[value.figure.noun], value.denominator is not None
    lists = {
        "numerator_url": value.rows_url("numerator", page),
        "denominator_url": value.rows_url("denominator", page) if whole else None,
    }
    return {**as_json(value), "rows": lists}


class _Rows:
    """The rows one part of a figure counts, as their own resource lists them."""

    noun_of_figure: Noun
    filters = RowFilters
    request: Any
    who: Actor

    def seen(self) -> QuerySet[Any]:
        params = self.request.query_params
        figure = FIGURES.get(params.get("code", ""))
        part = next((p for p in PARTS if p == params.get("part", PARTS[0])), None)
        if figure is None or part is None or figure.noun != self.noun_of_figure:
            raise Missing()
        rows = figure.rows(part, self.who.scope, asked(self.request, self.who))
        found: QuerySet[Any] = rows.model._base_manager.filter(pk__in=rows.values("pk"))
        return found


@extend_schema_view(list=extend_schema(summary="一项指标背后的问题"))
class FigureIssues(_Rows, Issues):
    noun_of_figure = "issue"


@extend_schema_view(list=extend_schema(summary="一项指标背后的信访件"))
class FigurePetitions(_Rows, Petitions):
    noun_of_figure = "petition"
