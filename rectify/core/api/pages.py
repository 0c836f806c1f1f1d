"""The documentation page: Swagger UI from our own static files, under the strict CSP."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def docs(request: HttpRequest) -> HttpResponse:
    """All operations, tried out as the person signed in; nothing inline, nothing from elsewhere."""
    context: dict[str, Any] = {"schema": "../schema/"}
    return render(request, "api/docs.html", context)
