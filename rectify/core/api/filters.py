"""Filters named like fields. A name nobody knows is a 400: a typo must not widen a list."""

from collections.abc import Mapping
from typing import Any, ClassVar

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.filters import BaseFilterBackend
from rest_framework.request import Request

from rectify.core.api.paging import PARAMETERS
from rectify.core.api.values import CodeField, DayField, ListField
from rectify.core.errors import Invalid

LONGEST_QUERY = 8_000


class Filter(django_filters.Filter):  # type: ignore[misc]
    """Stateless: one instance serves every request, no form is built."""

    schema: ClassVar[dict[str, Any]] = {"type": "string"}

    def says(self) -> dict[str, Any]:
        """The JSON schema of the parameter."""
        return self.schema


class Text(Filter):
    field_class = forms.CharField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": 200, **kwargs})


class Number(Filter):
    field_class = forms.IntegerField
    schema = {"type": "integer"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"min_value": 0, "max_value": 2**63 - 1, **kwargs})


class Day(Filter):
    field_class = DayField
    schema = {"type": "string", "format": "date"}


class Flag(Filter):
    """`true` or `false`; with `lookup_expr="isnull"` and `exclude` as django-filter has them."""

    field_class = ListField
    schema = {"type": "boolean"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"choices": ("true", "false"), **kwargs})

    def filter(self, rows: QuerySet[Any], value: Any) -> QuerySet[Any]:
        found: QuerySet[Any] = super().filter(rows, value[0] == "true")
        return found


class Choices(Filter):
    """One of these words, or several separated by commas."""

    field_class = ListField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"lookup_expr": "in", **kwargs})

    def says(self) -> dict[str, Any]:
        words = "、".join(self.extra["choices"])
        return {"type": "string", "description": _("多个用逗号隔开：%(words)s") % {"words": words}}


class Ids(Filter):
    """Ids separated by commas, at most 200."""

    field_class = ListField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"lookup_expr": "in", **kwargs})


class Subtree(Filter):
    """A division and everything below it, by its code."""

    field_class = CodeField

    def filter(self, rows: QuerySet[Any], value: Any) -> QuerySet[Any]:
        low, high = value, value[:-1] + chr(ord(value[-1]) + 1)
        name = self.field_name
        return rows.filter(**{f"{name}__gte": low, f"{name}__lt": high})


class IdOrCode(Filter):
    """All digits: the id; else the code. `field_name` is the relation."""

    field_class = forms.CharField

    def filter(self, rows: QuerySet[Any], value: Any) -> QuerySet[Any]:
        if value.isascii() and value.isdigit():
            return rows.filter(**{f"{self.field_name}_id": int(value[:18])})
        return rows.filter(**{f"{self.field_name}__code": value})


class Words(Filter):
    """Every blank-separated word must occur in one of `columns`."""

    field_class = forms.CharField

    def __init__(self, *columns: str, **kwargs: Any) -> None:
        super().__init__(label=gettext_lazy("关键词，空格隔开"), max_length=100, **kwargs)
        self.columns = columns

    def filter(self, rows: QuerySet[Any], value: Any) -> QuerySet[Any]:
        for word in value.split()[:8]:
            found = Q()
            for column in self.columns:
                found |= Q(**{f"{column}__icontains": word})
            rows = rows.filter(found)
        return rows


class Filters(django_filters.FilterSet):  # type: ignore[misc]
    """The filters of one resource, declared as in django-filter."""

    @classmethod
    def apply(cls, rows: QuerySet[Any], params: QueryDict) -> QuerySet[Any]:
        """Narrow by what the query string says; raises `Invalid` naming what it cannot read."""
        known: Mapping[str, Any] = cls.base_filters
        for name, values in params.lists():
            if name in PARAMETERS:
                continue
            if name not in known:
                raise Invalid(_unknown(name, known), parameter=name[:80])
            if len(values) > 1:
                raise Invalid(
                    _("查询参数“%(name)s”只能出现一次。") % {"name": name}, parameter=name
                )
            rows = known[name].filter(rows, _cleaned(name, known[name], values[0]))
        return rows


def _unknown(name: str, known: Mapping[str, Any]) -> str:
    words = {"name": name[:80], "words": "、".join((*known, *PARAMETERS))}
    return _("没有“%(name)s”这个查询参数，可用：%(words)s。") % words


def _cleaned(name: str, kind: Any, value: str) -> Any:
    if not value:
        raise Invalid(
            _("查询参数“%(name)s”没有值；不需要就不写。") % {"name": name}, parameter=name
        )
    try:
        return kind.field.clean(value)
    except ValidationError as problem:
        sentence = "".join(problem.messages)
        words = {"name": name, "sentence": sentence}
        raise Invalid(_("查询参数“%(name)s”有误：%(sentence)s") % words, parameter=name) from None


class ByQuery(BaseFilterBackend):
    """Applies a view's `filters`, and tells the documentation about them."""

    def filter_queryset(self, request: Request, queryset: Any, view: Any) -> Any:
        if len(request.META.get("QUERY_STRING", "")) > LONGEST_QUERY:
            raise Invalid(_("查询条件太长，请减少条件或分几次查询。"))
        return view.filters.apply(queryset, request.query_params)

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        return [
            {"name": name, "in": "query", "required": False, **_described(kind)}
            for name, kind in view.filters.base_filters.items()
        ]


def _described(kind: Filter) -> dict[str, Any]:
    schema = dict(kind.says())
    words = [str(kind.label or ""), str(schema.pop("description", ""))]
    return {"description": " ".join(word for word in words if word), "schema": schema}
