"""Programs calling the API: a token of a post, or a signed-in session without pages."""

from typing import Any

import pytest
from django.test import Client

from issues.models import Issue
from rectify.accounts import tokens
from tests import amendments as amend
from tests import cast as people
from tests import factories as make
from tests import petition_factories as petitions
from tests.db.importing.conftest import Desk

BASE = "/api/v1"


PLAN = "一、河道。\n整改时限：2026年12月底前。\n责任单位：青崖县水务局\n"


def whole_world(cast: people.Cast) -> Issue:
    """One of every kind of object, all of them in sight of city1; the issue with its notice."""
    issue = make.published(cast)
    petitions.registered(cast)
    Desk(cast, issue.round).stage(PLAN)
    amend.submitted(cast, make.rectifying(cast, code="r-amended"))
    return issue


class Caller:
    """Speaks JSON to the API; paths are given after `/api/v1`."""

    def __init__(self, client: Client, **headers: str) -> None:
        self.client, self.headers = client, headers

    def get(self, path: str, **params: Any) -> Any:
        return self.client.get(f"{BASE}/{path}", params, headers=self.headers)

    def post(self, path: str, body: Any = None, *, match: Any = None, **headers: str) -> Any:
        """`match` is sent as `If-Match`: an ETag, or a number."""
        if match is not None:
            headers["If-Match"] = match if isinstance(match, str) else f'"{match}"'
        return self.client.post(
            f"{BASE}/{path}",
            body or {},
            content_type="application/json",
            headers={**self.headers, **headers},
        )

    def form(self, path: str, body: Any, *, match: Any = None, **headers: str) -> Any:
        """A multipart form, for files."""
        if match is not None:
            headers["If-Match"] = match if isinstance(match, str) else f'"{match}"'
        return self.client.post(f"{BASE}/{path}", body, headers={**self.headers, **headers})

    def act(self, path: str, action: str, body: Any = None, **headers: str) -> Any:
        """Read the object, then take the move with the version just read."""
        seen = self.get(path)
        return self.post(f"{path}actions/{action}/", body, match=seen["ETag"], **headers)


@pytest.fixture
def token_of(cast):
    """`token_of("county1")`: a program with that person's token."""

    def make(name: str) -> Caller:
        who = getattr(cast, name)
        secret = tokens.issue(who, who.post_id, name="测试")
        return Caller(Client(), Authorization=f"Bearer {secret}")

    return make


@pytest.fixture
def session_of(cast):
    """`session_of("city1")`: signed in and confirmed, as a script with cookies would be."""

    def make(name: str, *, confirmed: bool = True) -> Caller:
        return Caller(people.login(Client(), name, confirmed=confirmed))

    return make
