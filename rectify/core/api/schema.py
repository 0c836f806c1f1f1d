"""How resources describe themselves in OpenAPI: pages, versions, keys, errors."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework import serializers

from rectify.core.api.gate import Gate
from rectify.core.api.paging import DEFAULT, LARGEST
from rectify.core.api.views import Resource


class Problem(serializers.Serializer[Any]):
    """错误：一句话说明原因和办法；报修时请提供 request_id。"""

    code = serializers.CharField()
    message = serializers.CharField()
    detail = serializers.DictField()
    request_id = serializers.CharField()


class GateScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """A token in a header, or the session of somebody signed in."""

    target_class = Gate
    name = ["token", "session"]

    def get_security_definition(self, auto_schema: Any) -> list[dict[str, str]]:
        return [
            {"type": "http", "scheme": "bearer", "description": "Authorization: Bearer rct_…"},
            {"type": "apiKey", "in": "cookie", "name": "session"},
        ]


class Schema(AutoSchema):
    """Adds to each operation what all of its kind share."""

    def get_description(self) -> Any:  # type: ignore[override] # both bases declare it, unlike
        """Docstrings of views speak to developers of Rectify; the summary says what it does."""
        return ""

    def get_override_parameters(self) -> list[Any]:
        view: Any = self.view
        found: list[OpenApiParameter] = []
        if not isinstance(view, Resource):
            return []
        if "{id}" in self.path:
            kind = str if "[0-9]" not in view.lookup_value_regex else int
            found.append(OpenApiParameter("id", kind, OpenApiParameter.PATH, required=True))
        if view.action == "list" and view.orderings:
            found += _page(view)
        if self.method == "POST":
            found += _writing(view.action)
        return found

    def _get_response_bodies(self, direction: Any = "response") -> dict[str, Any]:
        found = super()._get_response_bodies(direction)
        if isinstance(self.view, Resource):
            if self.view.action == "list":
                _as_page(found)
            found["default"] = self._get_response_for_code(  # type: ignore[no-untyped-call]
                OpenApiResponse(Problem, description="错误"), "default", direction=direction
            )
        return dict(found)


def _page(view: Resource) -> list[OpenApiParameter]:
    names = [sign + name for name in view.orderings for sign in ("", "-")]
    query: Any = OpenApiParameter.QUERY
    return [
        OpenApiParameter("cursor", str, query, description="上一页的 next_cursor"),
        OpenApiParameter(
            "limit",
            {"type": "integer", "minimum": 1, "maximum": LARGEST, "default": DEFAULT},
            query,
        ),
        OpenApiParameter(
            "count",
            str,
            query,
            enum=["exact", "capped"],
            description="附带总数；capped 数到一万为止（count_capped）",
        ),
        OpenApiParameter("ordering", str, query, enum=names, default=view.ordering),
    ]


def _writing(action: str) -> list[OpenApiParameter]:
    header: Any = OpenApiParameter.HEADER
    found = [
        OpenApiParameter(
            "Idempotency-Key", str, header, description="8 至 80 个字符；同一键重发得到同一答复"
        )
    ]
    if action != "create":
        words = "读取时的 ETag；缺少 428，过期 412"
        found.append(OpenApiParameter("If-Match", str, header, required=True, description=words))
    return found


def _as_page(found: dict[str, Any]) -> None:
    """What spectacular takes for an array is the `results` of a page."""
    content = found["200"]["content"]["application/json"]
    content["schema"] = {
        "type": "object",
        "required": ["results", "next_cursor"],
        "properties": {
            "results": content["schema"],
            "next_cursor": {"type": ["string", "null"]},
            "count": {"type": "integer"},
            "count_capped": {"type": "boolean"},
        },
    }
