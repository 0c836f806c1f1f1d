"""Every route of the product, as a stranger meets it."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from rectify.accounts import anonymous

pytestmark = pytest.mark.django_db
METHODS = ("get", "head", "post", "put", "patch", "delete")


def routes(patterns, namespace="", prefix=""):
    """(view name, path) of every route that takes no argument."""
    for entry in patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from routes(entry.url_patterns, inner, path)
        elif isinstance(entry, URLPattern) and "<" not in path and "(" not in path:
            yield f"{namespace}{entry.name}", f"/{path}"


def is_open(name):
    return name in anonymous.VIEWS or name.split(":")[0] in anonymous.NAMESPACES


def test_every_route_not_on_the_list_turns_strangers_away(client):
    closed = [path for name, path in routes(get_resolver().url_patterns) if not is_open(name)]
    assert len(closed) > 10
    for path in closed:
        for method in METHODS:
            answer = getattr(client, method)(path)
            away = answer.status_code in (401, 403, 404, 405)
            to_login = answer.status_code == 302 and answer["Location"].startswith("/login/")
            assert away or to_login, (method, path, answer.status_code)
