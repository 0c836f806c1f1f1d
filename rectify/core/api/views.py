"""A readable resource: its rows by filter and cursor, one of them in full, with its version."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django.db.models import QuerySet
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from rectify.core.api import etags, paging
from rectify.core.api.filters import ByQuery, Filters
from rectify.core.api.gate import SignedIn
from rectify.core.api.paging import Keys
from rectify.core.api.serializers import Row
from rectify.core.errors import Missing


class Resource(GenericViewSet[Any]):
    """Lists `{results, next_cursor, count?}` of `row`, details of `full` with an `ETag`.

    A subclass says what is `seen`; `shaped` and `detailed` add what columns cannot say.
    """

    permission_classes = [SignedIn]
    filter_backends = [ByQuery]
    lookup_field = "pk"
    lookup_url_kwarg = "id"
    lookup_value_regex = r"[0-9]{1,18}"

    row: ClassVar[type[Row]]
    full: ClassVar[type[Row]]
    filters: ClassVar[type[Filters]] = Filters
    orderings: ClassVar[dict[str, Keys]] = {"id": paging.keys("pk")}
    ordering: ClassVar[str] = "id"

    def seen(self) -> QuerySet[Any]:
        """The rows in sight of the person who asks; everything starts here."""
        raise NotImplementedError

    def shaped(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Rows of a page with their computed columns; a constant number of queries."""
        return rows

    def detailed(self, found: dict[str, Any]) -> dict[str, Any]:
        """One row in full."""
        return self.shaped([found])[0]

    def list(self, request: Request) -> Response:
        asked = paging.Asked.of(request.query_params, self.orderings, self.ordering)
        rows = self.filter_queryset(self.seen())
        columns = self.row.columns()
        page = paging.page(rows, tuple(columns.values()), asked)
        results = self.shaped(_named(columns, page.rows))
        return Response({"results": results, "next_cursor": page.next_cursor, **page.counted})

    def retrieve(self, request: Request, id: str) -> Response:
        return self.shown(id)

    def shown(self, key: Any, status: int = 200) -> Response:
        """The detail of one row as an answer."""
        found = self.one(key)
        return Response(found, status=status, headers=self.headers_of(found))

    def one(self, key: Any) -> dict[str, Any]:
        """One row in full; raises `Missing`, the same for what is not there and not to be seen."""
        columns = self.full.columns()
        rows = self.seen().filter(pk=key).order_by().values_list(*columns.values())
        found = _named(columns, rows[:1])
        if not found:
            raise Missing()
        return self.detailed(found[0])

    def headers_of(self, found: dict[str, Any]) -> dict[str, str]:
        """`ETag` where the object carries a version."""
        return {"ETag": etags.tag(found["version"])} if "version" in found else {}

    def get_serializer_class(self) -> type[Any]:
        return self.row if self.action == "list" else self.full


def _named(columns: Mapping[str, str], rows: Iterable[Any]) -> list[dict[str, Any]]:
    names = tuple(columns)
    return [dict(zip(names, row, strict=True)) for row in rows]
