"""Moves as routes: `POST …/{id}/actions/{action}/`, one method per action of a noun's tables."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from keyword import iskeyword
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response

from rectify.accounts import step_up
from rectify.accounts.api.history import telling
from rectify.accounts.api.writing import Json, actor_of, answered, brought, signed
from rectify.accounts.scope import Actor
from rectify.core.api import etags
from rectify.core.api.serializers import Body, Nothing
from rectify.core.api.views import Resource
from rectify.core.errors import Missing


@dataclass(frozen=True)
class Call:
    """One move as it was asked for: on which row, from which version, with what."""

    who: Actor
    id: int
    expected: int
    second: int | None
    data: Json


Do = Callable[[Call], Response | None]


class ActorResource(Resource):
    """A resource that knows who asks. `noun` names its events, e.g. `issues.issue`."""

    noun: str = ""

    @property
    def who(self) -> Actor:
        return actor_of(self.request)

    def after(self, key: int) -> Response:
        """The object as it stands after a move; nothing when it has left the person's sight."""
        try:
            return self.shown(key)
        except Missing:
            return Response(status=204)


def act(
    name: str,
    do: Do,
    *,
    says: str,
    body: type[Body] = Nothing,
    signs: bool = False,
    parsers: Sequence[type[BaseParser]] | None = None,
) -> Any:
    """A viewset method for one move. `says` describes it; `signs` asks for a second proof.

    `do` returns None for done, or an answer of its own.
    """

    def method(view: ActorResource, request: Request, id: str) -> Response:
        return _taken(view, request, int(id), do, body, says if signs else "")

    method.__name__ = method.__qualname__ = f"{name}_" if iskeyword(name) else name
    more: dict[str, Any] = {"parser_classes": list(parsers)} if parsers else {}
    route = action(detail=True, methods=["post"], url_path=f"actions/{name}", **more)(method)
    # On top: `action` would forget a description given before it.
    return extend_schema(summary=says, request=_body(body, parsers))(route)


def _taken(
    view: ActorResource, request: Request, key: int, do: Do, body: type[Body], signs: str
) -> Response:
    """Sight first, so that what is unseen reads like what is missing; then version, then words."""
    if not view.seen().filter(pk=key).exists():
        raise Missing()
    expected, second = etags.expected(request)
    call = Call(view.who, key, expected, second, brought(request, body))

    def run() -> Response:
        if signs:
            step_up.require(signed(request), signs)
        with telling(view.noun, key):
            return do(call) or view.after(key)

    return answered(request, run)


def _body(body: type[Body], parsers: Sequence[type[BaseParser]] | None) -> Any:
    if body is Nothing:
        return None
    return {"multipart/form-data": body} if parsers else body
