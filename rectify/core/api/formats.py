"""JSON in and out through orjson, bounded before it is read."""

from typing import Any

import orjson
from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer

from rectify.core.api.errors import TooLarge

LARGEST_JSON = 1024 * 1024
OPTIONS = orjson.OPT_UTC_Z


class JSON(BaseRenderer):
    """Dates as `2026-11-23`, instants in UTC with `Z`, decimals as strings."""

    media_type, format = "application/json", "json"
    charset = None

    def render(
        self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None
    ) -> bytes:
        return b"" if data is None else orjson.dumps(data, default=str, option=OPTIONS)


class JSONBody(BaseParser):
    """One JSON object of at most 1 MB; too deep or no JSON at all is a 400."""

    media_type = "application/json"

    def parse(
        self, stream: Any, media_type: str | None = None, parser_context: Any = None
    ) -> dict[str, Any]:
        length = str((parser_context or {})["request"].META.get("CONTENT_LENGTH") or "0")
        if not length.isdecimal() or int(length) > LARGEST_JSON:
            raise TooLarge(_("JSON 内容不能超过 1 MB。文件请用表单格式上传。"))
        try:
            found = orjson.loads(stream.read(LARGEST_JSON + 1) or b"{}")
        except orjson.JSONDecodeError:
            raise ParseError(_("提交的不是有效的 JSON，或嵌套过深。")) from None
        if not isinstance(found, dict):
            raise ParseError(_("提交的 JSON 应为一个对象，如 {“reason”: “…”}。"))
        return found


class OnlyOne(BaseContentNegotiation):
    """Each view has one format; what the caller says it accepts changes nothing."""

    def select_parser(self, request: Any, parsers: Any) -> Any:
        given = (request.content_type or "").partition(";")[0].strip().lower()
        return next((parser for parser in parsers if parser.media_type == given), None)

    def select_renderer(self, request: Any, renderers: Any, format_suffix: Any = None) -> Any:
        return renderers[0], renderers[0].media_type
