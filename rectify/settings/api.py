"""The REST API: how it reads, answers and documents itself."""

from typing import Any

REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["rectify.core.api.gate.Gate"],
    "DEFAULT_PERMISSION_CLASSES": ["rectify.core.api.gate.SignedIn"],
    "DEFAULT_RENDERER_CLASSES": ["rectify.core.api.formats.JSON"],
    "DEFAULT_PARSER_CLASSES": ["rectify.core.api.formats.JSONBody"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "rectify.core.api.formats.OnlyOne",
    "DEFAULT_SCHEMA_CLASS": "rectify.core.api.schema.Schema",
    "EXCEPTION_HANDLER": "rectify.core.api.errors.handler",
    "DEFAULT_THROTTLE_CLASSES": ["rectify.core.api.throttle.PerMinute"],
    "DEFAULT_METADATA_CLASS": None,
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_PAGINATION_CLASS": None,
}
# Calls of one person in one minute.
API_RATES = {"upload": 120, "write": 600, "search": 120}
SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "督察整改跟踪 Rectify",
    "VERSION": "1",
    "DESCRIPTION": "督察问题、信访件的整改、验收、公示与销号。用法见 docs/api.md。",
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rectify.core.api.gate.SignedIn"],
    "SERVE_AUTHENTICATION": ["rectify.core.api.gate.Gate"],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "ENABLE_LIST_MECHANICS_ON_NON_2XX": False,
    # Words stand beside their field: shared enums would need a name for every clash.
    "POSTPROCESSING_HOOKS": [],
    "COMPONENT_SPLIT_REQUEST": True,
    "SORT_OPERATION_PARAMETERS": False,
}
