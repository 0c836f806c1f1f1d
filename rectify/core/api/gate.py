"""Who calls: the middleware has decided before any view runs; DRF only takes note of it."""

from typing import Any

from rest_framework.authentication import BaseAuthentication
from rest_framework.permissions import BasePermission
from rest_framework.request import Request


class Gate(BaseAuthentication):
    """The person the middleware let in, by session or by token."""

    def authenticate(self, request: Request) -> tuple[Any, None] | None:
        inner = request._request
        return (inner.user, None) if getattr(inner, "actor", None) is not None else None

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


class SignedIn(BasePermission):
    """Somebody acts from a post; which rows he sees is `visible_to`'s business."""

    def has_permission(self, request: Request, view: Any) -> bool:
        return getattr(request._request, "actor", None) is not None
